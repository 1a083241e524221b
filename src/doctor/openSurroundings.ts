import * as vscode from 'vscode';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import { transportInUse, transportsInOrder } from '../editor/network/fetch.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { Credentials, Secrets } from '../organizations/signIn/credentials.ts';
import type { OwnFiles } from './checks/files.ts';
import type { NetworkSettings } from './checks/network/proxy.ts';
import type { Installation } from './checks/settings.ts';
import type { Usage } from './checks/usage.ts';
import { networkProbes } from './probes/network.ts';
import type { Surroundings } from './runChecks.ts';

export interface DoctorParts {
  readonly extension: Pick<vscode.Extension<unknown>, 'packageJSON' | 'extensionUri'>;
  readonly organizations: Organizations;
  readonly secrets: Secrets;
  readonly credentials: Pick<Credentials, 'get'>;
  readonly callOptions: () => CallOptions;
  /** The extension's own, which all windows share. */
  readonly folder: string;
  readonly budget: {
    usageOf(corpId: string): Promise<Usage>;
    /** Minutes between background refreshes; 0 is off. */
    refreshInterval(): number;
  };
  readonly audits: Pick<OwnFiles, 'leftoverLocks'>;
  /** What was looked up, the latest first. */
  readonly lookups: { readonly all: readonly { readonly corpId: string; readonly dentryUuid: string }[] };
}

/** Milliseconds for each check. They come in two rounds, so that a report takes fifteen seconds at most. */
const limit = 7000;
/** Longer than a call may take with its retries: there is none, and the first failure is the answer. */
const noRetry = 60_000;

/** What the checks look at, in this editor, now. */
export function openSurroundings(parts: DoctorParts): Surroundings {
  const { organizations, secrets, credentials, callOptions, folder, budget, audits } = parts;
  return {
    installation: installation(parts),
    network: networkSettings(),
    entries: organizations.entries,
    secrets,
    credentials,
    callOptions: timeout => ({ ...callOptions(), timeout, retryDelay: noRetry }),
    files: { folder, leftoverLocks: () => audits.leftoverLocks() },
    usageOf: corpId => budget.usageOf(corpId),
    refreshInterval: budget.refreshInterval(),
    limit,
    probes: signal => {
      const { userAgent } = callOptions();
      return networkProbes({ transports: transportsInOrder(), userAgent, limit }, signal);
    },
  };
}

function installation({ extension }: DoctorParts): Installation {
  const { remoteName } = vscode.env;
  const remote = remoteName === undefined ? undefined : /^[a-z-]+/.exec(remoteName)?.[0];
  const { version } = extension.packageJSON as { version?: unknown };
  return {
    extensionVersion: String(version),
    editorVersion: vscode.version,
    nodeVersion: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    ui: vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
    ...(remote === undefined ? {} : { remote }),
    language: vscode.env.language,
    transport: transportInUse(),
  };
}

function networkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  return {
    proxy: http.get('proxy'),
    proxySupport: http.get('proxySupport'),
    noProxy: http.get('noProxy'),
    systemCertificates: http.get('systemCertificates'),
    fetchAdditionalSupport: http.get('fetchAdditionalSupport'),
    proxyStrictSSL: http.get('proxyStrictSSL'),
    variables: process.env,
  };
}
