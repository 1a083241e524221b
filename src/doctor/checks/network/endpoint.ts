import * as l10n from '@vscode/l10n';
import { DingTalkError, type ErrorKind } from '../../../dingtalk/errors.ts';
import { regionNameOf } from '../../../dingtalk/regions.ts';
import { type CheckId, type Finding, failed, notChecked, ok, type Problem, warning } from '../check.ts';
import { Fact } from '../fact.ts';
import { problem, problemOf } from '../problem.ts';
import type { Endpoint } from '../subject.ts';
import { lookUpAll, type Names } from './names.ts';
import type { NetworkProbes, SeenCertificate, Tried, Visit } from './probes.ts';
import { hostClass, type ProxyInForce } from './proxy.ts';
import { clockFinding, requestFinding, visitFacts } from './visit.ts';

export interface EndpointResult {
  readonly findings: readonly Finding[];
  /** Whether there is a point in calls. */
  readonly isReachable: boolean;
}

/** Codes of a name that was not found. */
const unknownName = /NOTFOUND|EAI_AGAIN|ENODATA|NOT_RESOLVED/;
const day = 86_400_000;

/**
 * The way to one endpoint. Whether it works is decided by the HTTP client that makes the real calls; everything else
 * tells where it fails, so that one fault is one finding.
 */
export async function checkEndpoint(
  endpoint: Endpoint,
  proxy: ProxyInForce | undefined,
  probes: NetworkProbes,
): Promise<EndpointResult> {
  const { hostname, port, protocol } = new URL(endpoint.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const number = Number(port) || (protocol === 'https:' ? 443 : 80);
  const [first, second] = probes.visit(endpoint.url);
  const [answered, other, names, tunnel, certificate] = await Promise.all([
    first,
    second,
    proxy === undefined ? lookUpAll(endpoint, host, number, probes) : undefined,
    proxy && probes.tunnel(proxy.url, host, number),
    protocol === 'https:' ? probes.certificate(host, number, proxy?.url) : undefined,
  ]);
  const visit = withRefusal(answered, tunnel);
  const culprit = visit.failure && culpritOf(visit.failure, names, proxy);
  const finding = (check: CheckId, facts: Fact[], own?: Problem): Finding => {
    const { failure } = visit;
    if (failure !== undefined && culprit === check) {
      return failed(check, problemOf(failure, endpoint), ...facts);
    }
    return own === undefined ? ok(check, ...facts) : warning(check, own, ...facts);
  };
  const isReachable = visit.failure === undefined && visit.isBlocked !== true;
  const isConnected = culprit === undefined || culprit === 'request';
  return {
    isReachable,
    findings: [
      names === undefined
        ? notChecked('dns', Fact.omitted('byProxy', endpoint))
        : finding('dns', names.facts, names.problem),
      finding('proxy', proxyFacts(endpoint, proxy, tunnel)),
      isConnected || culprit === 'connection'
        ? finding(
            'connection',
            [...(names?.connections ?? []), ...certificateFacts(endpoint, certificate, probes.now())],
            isInspected(endpoint, certificate)
              ? inspected(endpoint)
              : names?.isSlow
                ? brokenFamily(endpoint)
                : undefined,
          )
        : notChecked('connection', Fact.omitted('earlierFailure', endpoint)),
      isConnected
        ? requestFinding(endpoint, visit, other)
        : notChecked('request', ...visitFacts(endpoint, visit, other)),
      clockFinding(endpoint, visit),
    ],
  };
}

/** `node-fetch` mistakes a proxy's refusal for the server's answer. */
function withRefusal(visit: Visit, tunnel: Tried<true> | undefined): Visit {
  const refusal = tunnel !== undefined && 'status' in tunnel ? tunnel.status : undefined;
  return refusal !== undefined && visit.status === refusal
    ? { by: visit.by, ms: visit.ms, failure: new DingTalkError('proxy', { status: refusal }) }
    : visit;
}

/** Which check a failed call belongs to. */
function culpritOf(
  { kind, code }: DingTalkError,
  names: Names | undefined,
  proxy: ProxyInForce | undefined,
): CheckId {
  const byKind: Partial<Record<ErrorKind, CheckId>> = { proxy: 'proxy', certificate: 'connection' };
  const known = byKind[kind];
  if (known !== undefined) {
    return known;
  }
  if (unknownName.test(code ?? '') || names?.isFound === false) {
    return proxy === undefined ? 'dns' : 'proxy';
  }
  return names?.isConnected === false ? 'connection' : 'request';
}

function proxyFacts(
  endpoint: Endpoint,
  proxy: ProxyInForce | undefined,
  tunnel: Tried<true> | undefined,
): Fact[] {
  if (proxy === undefined) {
    return [Fact.noProxy(endpoint)];
  }
  const { url, source } = proxy;
  const known = Fact.proxy(endpoint, source, hostClass(url.hostname), url.username !== '');
  if (tunnel === undefined) {
    return [known];
  }
  return 'value' in tunnel
    ? [known, Fact.tunnel(endpoint, tunnel.ms)]
    : [known, Fact.proxyRefused(endpoint, tunnel.status, tunnel.code)];
}

function certificateFacts(endpoint: Endpoint, seen: SeenCertificate | undefined, now: number): Fact[] {
  if (seen === undefined) {
    return [];
  }
  const { protocol, validTo, isPublic } = seen;
  return [Fact.certificate(endpoint, protocol, Math.floor((validTo - now) / day), isPublic)];
}

/** DingTalk's own hosts have certificates of public authorities; a private gateway may have any. */
function isInspected({ url }: Endpoint, seen: SeenCertificate | undefined): boolean {
  return seen?.isPublic === false && regionNameOf(url) !== undefined;
}

function inspected({ text }: Endpoint): Problem {
  return problem(
    'certificate',
    l10n.t(
      'The certificate of {0} is not from a public authority: a proxy or a security program opens the encrypted connection and can read it. The editor trusts it, so calls work.',
      text,
    ),
  );
}

function brokenFamily({ text }: Endpoint): Problem {
  return problem(
    'timeout',
    l10n.t('{0} can be reached by only one of IPv4 and IPv6, so connecting may take longer.', text),
  );
}
