import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';

/** Sets keys for our `when` clauses; the only place that does. */
export function setContextKeys(values: Readonly<Partial<Record<keyof typeof contextKeys, boolean>>>): void {
  for (const [name, value] of Object.entries(values) as [keyof typeof contextKeys, boolean][]) {
    void vscode.commands.executeCommand('setContext', contextKeys[name], value);
  }
}
