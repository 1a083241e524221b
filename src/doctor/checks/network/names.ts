import { isIP } from 'node:net';
import { DingTalkError } from '../../../dingtalk/errors.ts';
import type { Problem } from '../check.ts';
import { Fact, type Family } from '../fact.ts';
import { problemOf } from '../problem.ts';
import { type Endpoint, legacyTwin } from '../subject.ts';
import type { NetworkProbes } from './probes.ts';

/** Codes of a connection over a family that this machine does not have: not the server's fault, and no delay. */
const noSuchFamily = /UNREACH|ADDRNOTAVAIL|EAFNOSUPPORT/;

/** What looking up and connecting to an endpoint gave. */
export interface Names {
  readonly facts: Fact[];
  readonly connections: Fact[];
  readonly isFound: boolean;
  readonly isConnected: boolean;
  /** A family that has an address and does not connect, while the other does. */
  readonly isSlow: boolean;
  readonly problem?: Problem;
}

/** Both families apart: what is wrong with one of them is hidden by the other, at the cost of time. */
export async function lookUpAll(
  endpoint: Endpoint,
  host: string,
  port: number,
  probes: NetworkProbes,
): Promise<Names> {
  const literal = isIP(host);
  const families: readonly Family[] = literal === 4 ? [4] : literal === 6 ? [6] : [4, 6];
  const [tried, twin] = await Promise.all([
    Promise.all(families.map(family => tryFamily(endpoint, host, port, family, literal > 0, probes))),
    literal > 0 ? undefined : lookUpTwin(endpoint, probes),
  ]);
  const found = tried.filter(({ connection }) => connection !== undefined);
  const isConnected = found.some(({ code }) => code === undefined);
  const isSlow =
    isConnected && found.some(({ code }) => code !== undefined && !noSuchFamily.test(code ?? ''));
  return {
    facts: [
      ...(literal > 0 ? [Fact.isAddress(endpoint)] : tried.map(({ name }) => name)),
      ...(twin === undefined ? [] : [twin.fact]),
    ],
    connections: found.flatMap(({ connection }) => connection ?? []),
    isFound: found.length > 0,
    isConnected,
    isSlow,
    ...(twin?.problem === undefined ? {} : { problem: twin.problem }),
  };
}

async function tryFamily(
  endpoint: Endpoint,
  host: string,
  port: number,
  family: Family,
  isLiteral: boolean,
  probes: NetworkProbes,
): Promise<{ name: Fact; connection?: Fact; code?: string }> {
  const name = isLiteral ? { value: host, ms: 0 } : await probes.lookUp(host, family);
  if (!('value' in name)) {
    return { name: Fact.noAddress(endpoint, family, name.code) };
  }
  const { value, ms } = name;
  const connected = await probes.connect(value, port);
  return 'value' in connected
    ? { name: Fact.address(endpoint, family, ms), connection: Fact.connected(endpoint, family, connected.ms) }
    : {
        name: Fact.address(endpoint, family, ms),
        connection: Fact.notConnected(endpoint, family, connected.code),
        code: connected.code ?? 'ETIMEDOUT',
      };
}

/** The host of the older API, which tells users apart. */
async function lookUpTwin(
  endpoint: Endpoint,
  probes: NetworkProbes,
): Promise<{ fact: Fact; problem?: Problem } | undefined> {
  const twin = legacyTwin(endpoint);
  if (twin === undefined) {
    return undefined;
  }
  const host = new URL(twin.url).hostname;
  const [four, six] = await Promise.all([probes.lookUp(host, 4), probes.lookUp(host, 6)]);
  if ('value' in four) return { fact: Fact.address(twin, 4, four.ms) };
  if ('value' in six) return { fact: Fact.address(twin, 6, six.ms) };
  const code = four.code === undefined ? {} : { code: four.code };
  return {
    fact: Fact.noAddress(twin, 4, four.code),
    problem: problemOf(new DingTalkError('offline', code), twin),
  };
}
