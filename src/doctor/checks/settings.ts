import * as l10n from '@vscode/l10n';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { settings } from '../../ids.ts';
import { explain } from '../../organizations/failures/explain.ts';
import type { BadEntry } from '../../organizations/organization.ts';
import { type Finding, failed, ok, warning } from './check.ts';
import { Fact, type TransportName } from './fact.ts';
import { hostClass, type NetworkSettings, readProxy } from './network/proxy.ts';
import { problem } from './problem.ts';

/** What runs here. */
export interface Installation {
  readonly extensionVersion: string;
  readonly editorVersion: string;
  readonly nodeVersion: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly ui: 'desktop' | 'web';
  /** Only the kind, such as `ssh-remote`. */
  readonly remote?: string;
  readonly language: string;
  readonly transport: TransportName;
}

/** What every report begins with; nothing in it can be wrong. */
export function checkVersions(here: Installation): Finding {
  return ok(
    'versions',
    Fact.version('extension', here.extensionVersion),
    Fact.version('editor', here.editorVersion),
    Fact.version('Node.js', here.nodeVersion),
    Fact.platform(here.platform, here.arch, here.ui, here.remote),
    Fact.language(here.language),
    Fact.transport(here.transport),
  );
}

/** The entries of the user's list that cannot be used. @param valid how many can */
export function checkEntries(bad: readonly BadEntry[], valid: number): Finding {
  const counted = Fact.organizations(valid);
  if (bad.length === 0) {
    return ok('settings', counted);
  }
  const facts = bad.map(({ index, field }) => Fact.badEntry(index + 1, field));
  const failure = new DingTalkError('invalidParameter', { parameter: settings.organizations });
  const { sentence, remedies } = explain(failure);
  return failed('settings', problem(failure.kind, sentence, remedies[0]), ...facts, counted);
}

const switches = ['systemCertificates', 'fetchAdditionalSupport', 'proxyStrictSSL'] as const;
const supports = ['off', 'on', 'override', 'fallback'] as const;

/** The editor's network settings and the variables, by name and as much of the value as tells nothing. */
export function checkNetworkSettings(network: NetworkSettings): Finding {
  const support = supports.find(each => each === network.proxySupport);
  const names = (['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const).filter(
    name => (network.variables[name] ?? network.variables[name.toLowerCase()] ?? '') !== '',
  );
  const proxy = readProxy(network.proxy);
  const facts = [
    ...(proxy === undefined ? [] : [Fact.proxySetting(hostClass(proxy.hostname), proxy.username !== '')]),
    ...(support === undefined ? [] : [Fact.setting('http.proxySupport', support)]),
    ...switches.flatMap(name => {
      const value = network[name];
      return typeof value === 'boolean' ? [Fact.setting(`http.${name}`, value)] : [];
    }),
    Fact.setting('http.noProxy', Array.isArray(network.noProxy) ? network.noProxy.length : 0),
    Fact.variables(names),
  ];
  const isUnreadable = typeof network.proxy === 'string' && network.proxy !== '' && proxy === undefined;
  const isIdle = proxy !== undefined && network.proxySupport === 'off';
  if (!isUnreadable && !isIdle) {
    return ok('network', ...facts);
  }
  const sentence = isIdle
    ? l10n.t('http.proxy is set, but http.proxySupport is off, so the proxy is not used.')
    : l10n.t('http.proxy is not the URL of a proxy, such as {0}.', 'http://host:port');
  const { remedies } = explain(new DingTalkError('proxy'));
  return warning('network', problem('proxy', sentence, remedies[0]), ...facts);
}
