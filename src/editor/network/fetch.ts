import * as vscode from 'vscode';
import type { Fetch } from '../../dingtalk/wire/http.ts';

/**
 * The way to the network. The first choice is the extension host's own `fetch`: it honours the editor's proxy and
 * certificate settings, and keeps connections and a proxy's tunnels alive. `node-fetch` stands in where that support is
 * switched off for `fetch`, and in editors whose `fetch` makes a new connection for each call.
 */
export function editorFetch(): Fetch {
  return transportInUse() === 'fetch' ? (url, init) => globalThis.fetch(url, init) : fetchByNode;
}

/** Which of the two it is at present. */
export function transportInUse(): 'fetch' | 'node-fetch' {
  const isSupported = vscode.workspace.getConfiguration('http').get('fetchAdditionalSupport', true);
  return isSupported && keepsConnections(vscode.version) ? 'fetch' : 'node-fetch';
}

/** Before 1.105, the editor's patch of `fetch` made a new agent for each call (microsoft/vscode-proxy-agent#77). */
function keepsConnections(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 105);
}

const fetchByNode: Fetch = async (url, init) => {
  // Loaded when needed: it would be a third of the work of starting.
  const { default: nodeFetch } = await import('node-fetch');
  // The editor's patch of `http` drops a caller's keep-alive agent, and closes the connection after each call unless
  // the request itself asks for the contrary (microsoft/vscode#173861).
  const headers = { ...init.headers, connection: 'keep-alive' };
  const response = await nodeFetch(url, { ...init, headers });
  return { status: response.status, headers: response.headers, body: response.body };
};
