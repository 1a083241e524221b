import { isIP } from 'node:net';
import type { HostClass, ProxySource } from '../fact.ts';

/** The editor's settings and the environment's variables about the network, unchecked. */
export interface NetworkSettings {
  readonly proxy: unknown;
  readonly proxySupport: unknown;
  readonly noProxy: unknown;
  readonly systemCertificates: unknown;
  readonly fetchAdditionalSupport: unknown;
  readonly proxyStrictSSL: unknown;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** A proxy by which calls go. Its URL may hold a password, and is for connecting alone. */
export interface ProxyInForce {
  readonly url: URL;
  readonly source: ProxySource;
}

/**
 * The proxy for an endpoint, in the order in which the editor looks: what bypasses it, `http.proxy`, the variables. What
 * only the operating system knows cannot be asked for.
 */
export function proxyFor(endpoint: string, settings: NetworkSettings): ProxyInForce | undefined {
  const { hostname, protocol } = new URL(endpoint);
  const variable = (name: string) => settings.variables[name] ?? settings.variables[name.toUpperCase()];
  const own = Array.isArray(settings.noProxy) ? settings.noProxy.filter(isText) : [];
  const bypassed = own.length > 0 ? own : (variable('no_proxy') ?? '').split(',');
  if (hostClass(hostname) === 'thisMachine' || settings.proxySupport === 'off') {
    return undefined;
  }
  if (bypassed.some(pattern => matches(hostname, pattern.trim()))) {
    return undefined;
  }
  const setting = readProxy(settings.proxy);
  if (setting !== undefined) {
    return { url: setting, source: 'setting' };
  }
  const url = readProxy(
    variable(protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? variable('http_proxy'),
  );
  return url && { url, source: 'variable' };
}

/** A proxy's URL; `undefined` for what is none. */
export function readProxy(value: unknown): URL | undefined {
  return isText(value) && /^(https?|socks[45h]*):\/\/./i.test(value) && URL.canParse(value)
    ? new URL(value)
    : undefined;
}

/** How far away a host is, as far as its name tells. */
export function hostClass(hostname: string): HostClass {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)) {
    return 'thisMachine';
  }
  const isPrivate =
    isIP(host) === 0
      ? !host.includes('.')
      : /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd]|fe80:)/i.test(host);
  return isPrivate ? 'privateNetwork' : 'elsewhere';
}

function matches(hostname: string, pattern: string): boolean {
  const [host = ''] = pattern.replace(/^\*?\.?/, '').split(':');
  return pattern === '*' || (host !== '' && (hostname === host || hostname.endsWith(`.${host}`)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
