import type { Log } from '../dingtalk/wire/call.ts';
import type { BadEntry, Organization } from '../organizations/organization.ts';
import type { Credentials, Secrets } from '../organizations/signIn/credentials.ts';
import { type Finding, notChecked } from './checks/check.ts';
import { Fact } from './checks/fact.ts';
import { checkFiles, type OwnFiles } from './checks/files.ts';
import { checkEndpoint } from './checks/network/endpoint.ts';
import type { NetworkProbes } from './checks/network/probes.ts';
import { type NetworkSettings, proxyFor } from './checks/network/proxy.ts';
import { type Caller, checkOrganization, omitted } from './checks/organization.ts';
import { checkSecrets } from './checks/secrets.ts';
import { checkEntries, checkNetworkSettings, checkVersions, type Installation } from './checks/settings.ts';
import { numbered, publicEndpoints } from './checks/subject.ts';
import { checkUsage, type Usage } from './checks/usage.ts';
import { within } from './checks/within.ts';

/** Everything that the checks look at. */
export interface Surroundings {
  readonly installation: Installation;
  readonly network: NetworkSettings;
  readonly entries: readonly (Organization | BadEntry)[];
  readonly secrets: Secrets;
  readonly credentials: Pick<Credentials, 'get'>;
  readonly callOptions: Caller['callOptions'];
  readonly files: OwnFiles;
  readonly usageOf: (corpId: string) => Promise<Usage>;
  /** Minutes between background refreshes; 0 is off. */
  readonly refreshInterval: number;
  /** Milliseconds for each check. */
  readonly limit: number;
  /** @param signal cancels what is under way */
  probes(signal: AbortSignal): NetworkProbes;
}

/** What to check. */
export interface Scope {
  /** Only this organization. */
  readonly corpId?: string;
  readonly askDingTalk?: boolean;
  readonly file?: Caller['file'];
}

/**
 * Makes all checks: those that need nothing of each other side by side, then the organizations whose endpoints can be
 * reached, side by side too. None throws for what is wrong outside of us: that is a finding.
 *
 * @throws the signal's reason when `signal` aborted
 */
export async function runChecks(
  surroundings: Surroundings,
  { corpId, askDingTalk = false, file }: Scope,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { installation, network, entries, secrets, files, limit } = surroundings;
  const usable = entries.filter(entry => entry.kind === 'organization');
  const bad = entries.filter(entry => entry.kind === 'badEntry');
  const subjects = numbered(usable).filter(
    ({ organization }) => corpId === undefined || organization.corpId === corpId,
  );
  const probes = surroundings.probes(signal);
  // Once for all: a keyring that waits for its password never answers.
  const kept = new Map(
    subjects.map(({ organization: { corpId } }) => [
      corpId,
      within(limit, surroundings.credentials.get(corpId)),
    ]),
  );
  const credentials = { get: async (corpId: string) => kept.get(corpId) };
  const endpoints =
    subjects.length > 0 ? [...new Set(subjects.map(({ endpoint }) => endpoint))] : publicEndpoints();
  const [secretFinding, usage, fileFindings, reached] = await Promise.all([
    checkSecrets(secrets, [...kept.values()], limit),
    checkUsage(subjects, surroundings.usageOf, surroundings.refreshInterval),
    checkFiles(files),
    Promise.all(endpoints.map(endpoint => checkEndpoint(endpoint, proxyFor(endpoint.url, network), probes))),
  ]);
  signal.throwIfAborted();
  const reachable = new Set(endpoints.filter((_, index) => reached[index]?.isReachable));
  const caller: Caller = {
    credentials,
    callOptions: timeout => ({ ...surroundings.callOptions(timeout), log: silent }),
    limit,
    now: () => probes.now(),
    hasSecrets: secretFinding.verdict === 'ok',
    askDingTalk,
    ...(file === undefined ? {} : { file }),
  };
  const organizations = await Promise.all(
    subjects.map(subject =>
      reachable.has(subject.endpoint)
        ? checkOrganization(subject, caller, signal)
        : omitted(subject, 'unreachable', caller, 'signIn', 'user'),
    ),
  );
  return [
    checkVersions(installation),
    checkEntries(corpId === undefined ? bad : [], usable.length),
    checkNetworkSettings(network),
    secretFinding,
    ...reached.flatMap(({ findings }) => findings),
    ...(subjects.length > 0 ? organizations.flat() : nobody()),
    ...usage,
    ...fileFindings,
  ];
}

/** The report has it all. The log would name organizations, and repeat the server's words. */
const silent: Log = { error() {}, debug() {}, trace() {} };

function nobody(): Finding[] {
  return (['signIn', 'user', 'access'] as const).map(check =>
    notChecked(check, Fact.omitted('noOrganization')),
  );
}
