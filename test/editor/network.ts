import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Authority } from '../emulator/authority.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Both ways to the network: the first choice, and `node-fetch`, with the setting that selects it. */
export const transports = [
  { name: 'first choice', settings: { 'http.fetchAdditionalSupport': true } },
  { name: 'node-fetch', settings: { 'http.fetchAdditionalSupport': false } },
] as const;

/** Whether the editor's own `fetch` keeps its connections, and is therefore the first choice. */
export const isFetchFirst = Number(vscode.version.split('.')[1]) >= 105;

/**
 * Lets the editor trust the company's authority in `NODE_EXTRA_CA_CERTS`: with this setting on, its `fetch` uses the
 * built-in authorities and the system's instead of Node's.
 */
export const trust = { 'http.systemCertificates': false } as const;

/** `company` is in the environment's `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE`, `stranger` nowhere. */
export function authorities(): { company: Authority; stranger: Authority } {
  return JSON.parse(readFileSync(process.env.DINGTALK_STORAGE_TEST_AUTHORITIES ?? '', 'utf8'));
}

/** Runs `use` with some user settings changed, and resets them afterwards. */
export async function withSettings<T>(values: Settings, use: () => Promise<T>): Promise<T> {
  try {
    await write(values);
    return await use();
  } finally {
    await clear(values);
  }
}

/**
 * Changes some user settings for all tests of a suite: each change takes a tenth of a second.
 *
 * @param values called after the suite's earlier `before` hooks
 */
export function useSettings(values: () => Settings): void {
  before(() => write(values()));
  after(() => clear(values()));
}

async function write(values: Settings): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
}

function clear(values: Settings): Promise<void> {
  return write(Object.fromEntries(Object.keys(values).map(key => [key, undefined])));
}
