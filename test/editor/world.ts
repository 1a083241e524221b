import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sampleSignIns } from '../emulator/samples.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/server.ts';

export const setting = 'dingtalkStorage.organizations';

export interface World {
  readonly emulator: Emulator;
  /** Runs one of our commands with an argument object. */
  command<T>(name: string, argument?: unknown): Promise<T>;
}

/**
 * An emulator, and the extension signed in to its sample organizations. Only the emulator need be closed: the next world
 * writes the setting and all sign-ins anew.
 *
 * @param endpoint their configured endpoint, if not the emulator's own URL
 */
export async function startWorld(options?: EmulatorOptions, endpoint?: string): Promise<World> {
  // A view that an earlier test has left open asks about each organization by itself.
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  const emulator = await startEmulator(options);
  const { organizations, credentials } = sampleSignIns(endpoint ?? emulator.url);
  await configure(organizations);
  // All at once: one after another, each would wait for the window.
  await Promise.all(
    credentials.map(signIn => vscode.commands.executeCommand('dingtalkStorage.setCredential', signIn)),
  );
  emulator.requests.length = 0;
  return {
    emulator,
    command: async (name, argument) => vscode.commands.executeCommand(`dingtalkStorage.${name}`, argument),
  };
}

/** Writes the user's setting, and waits until the editor has read it. */
export async function configure(organizations: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, organizations, vscode.ConfigurationTarget.Global);
  assert.deepEqual(vscode.workspace.getConfiguration().inspect(setting)?.globalValue, organizations);
}
