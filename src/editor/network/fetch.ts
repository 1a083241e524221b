import * as vscode from 'vscode';
import type { Fetch } from '../../dingtalk/wire/http.ts';

/**
 * The way to the network. The first choice is the extension host's own `fetch`: it honors the editor's proxy and
 * certificate settings, and keeps connections and proxy tunnels alive. `node-fetch` is used where that support is
 * switched off for `fetch`, and in editors whose `fetch` opens a new connection for each call.
 */
export function editorFetch(): Fetch {
  return transports[transportInUse()];
}

/** Which of the two is in use now. */
export function transportInUse(): 'fetch' | 'node-fetch' {
  const isSupported = vscode.workspace.getConfiguration('http').get('fetchAdditionalSupport', true);
  return isSupported && keepsConnections(vscode.version) ? 'fetch' : 'node-fetch';
}

export interface Transport {
  readonly name: 'fetch' | 'node-fetch';
  readonly fetch: Fetch;
}

/** The one in use now, and the other, to compare them. */
export function transportsInOrder(): readonly [Transport, Transport] {
  const fetch: Transport = { name: 'fetch', fetch: transports.fetch };
  const nodeFetch: Transport = { name: 'node-fetch', fetch: fetchByNode };
  return transportInUse() === 'fetch' ? [fetch, nodeFetch] : [nodeFetch, fetch];
}

/** Before 1.105, the editor's patch of `fetch` made a new agent for each call (microsoft/vscode-proxy-agent#77). */
function keepsConnections(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 105);
}

const fetchByNode: Fetch = async (url, init) => {
  // Loaded on demand: it would take a third of the activation time.
  const { default: nodeFetch } = await import('node-fetch');
  // The editor's patch of `http` drops a caller's keep-alive agent, and closes the connection after each call unless
  // the request itself asks to keep it (microsoft/vscode#173861).
  const headers = { ...init.headers, connection: 'keep-alive' };
  const response = await nodeFetch(url, { ...init, headers });
  return { status: response.status, headers: response.headers, body: response.body };
};

const transports: Readonly<Record<Transport['name'], Fetch>> = {
  fetch: (url, init) => globalThis.fetch(url, init),
  'node-fetch': fetchByNode,
};
