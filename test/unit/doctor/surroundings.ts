import type { Charge } from '../../../src/dingtalk/wire/charge.ts';
import type { NetworkProbes } from '../../../src/doctor/checks/network/probes.ts';
import { networkProbes } from '../../../src/doctor/probes/network.ts';
import { byCheck, type DoctorReport, reportOf } from '../../../src/doctor/result/report.ts';
import { runChecks, type Scope, type Surroundings } from '../../../src/doctor/runChecks.ts';
import { readOrganizations } from '../../../src/organizations/organization.ts';
import type { Credential } from '../../../src/organizations/signIn/credentials.ts';
import { InMemorySecrets } from '../../../src/organizations/signIn/inMemorySecrets.ts';
import { sampleSignIns } from '../../emulator/samples.ts';
import type { Emulator } from '../../emulator/server.ts';
import { callOptions } from '../../support/rawServer.ts';

export const limit = 2000;
const fetcher: typeof globalThis.fetch = (url, init) => fetch(url, init);
export const transports = [
  { name: 'fetch', fetch: (url: string, init: RequestInit) => fetcher(url, init) },
  { name: 'node-fetch', fetch: (url: string, init: RequestInit) => fetcher(url, init) },
] as const;

/** The probes of a real network, some of them replaced. */
export const probesWith =
  (replaced: Partial<NetworkProbes> = {}, each = limit) =>
  (signal: AbortSignal): NetworkProbes => ({
    ...networkProbes({ transports, userAgent: 'dingtalk-storage/0.0.0', limit: each }, signal),
    ...replaced,
  });

/** Signed in to some of the emulator's organizations, and nothing wrong. */
export function surroundings(
  emulator: Pick<Emulator, 'url'>,
  corpIds: readonly string[] = ['dingacme0001'],
  changed: Partial<Surroundings> = {},
): Surroundings & { readonly charges: Charge[] } {
  const { organizations, credentials } = sampleSignIns(emulator.url);
  const charges: Charge[] = [];
  const kept = new Map<string, Credential>(credentials.map(({ corpId, credential }) => [corpId, credential]));
  return {
    installation: {
      extensionVersion: '0.1.0',
      editorVersion: '1.105.0',
      nodeVersion: '22.1.0',
      platform: 'linux',
      arch: 'x64',
      ui: 'desktop',
      language: 'en',
      transport: 'fetch',
    },
    network: {
      proxy: '',
      proxySupport: 'override',
      noProxy: [],
      systemCertificates: true,
      fetchAdditionalSupport: true,
      proxyStrictSSL: true,
      variables: {},
    },
    entries: readOrganizations(organizations.filter(({ corpId }) => corpIds.includes(corpId))),
    secrets: new InMemorySecrets(),
    credentials: { get: async corpId => kept.get(corpId) },
    callOptions: timeout => ({
      ...callOptions({ timeout, retryDelay: 60_000 }),
      meter: charge => {
        charges.push(charge);
        return () => {};
      },
    }),
    files: { folder: '', leftoverLocks: async () => 0 },
    usageOf: async () => ({ used: 3, allowance: 5000, isUsedUp: false }),
    refreshInterval: 0,
    limit,
    probes: probesWith(),
    ...changed,
    charges,
  };
}

/** The report on these surroundings. */
export async function diagnose(around: Surroundings, scope: Scope = {}): Promise<DoctorReport> {
  return reportOf(byCheck(await runChecks(around, scope, new AbortController().signal)));
}

/** What is failed or warned, and nothing else. */
export function wrongIn({ checks }: DoctorReport): Record<string, string> {
  return Object.fromEntries(
    checks
      .filter(({ verdict }) => verdict === 'failed' || verdict === 'warning')
      .map(({ id, verdict }) => [id, verdict]),
  );
}

export const factsOf = ({ checks }: DoctorReport, wanted: string): string =>
  checks.find(({ id }) => id === wanted)?.facts.join('\n') ?? '';
