import * as vscode from 'vscode';
import type { Command } from '../editor/command.ts';
import type { Commands } from '../editor/commands.ts';
import { commands, stateKeys, views } from '../ids.ts';
import type { State } from '../organizations/state.ts';

/** Whether the sample data is shown. It outlives a restart. */
export function areSamplesShown(state: State): boolean {
  return state.get(stateKeys.samples) === true;
}

/** *Explore with Sample Data*: shows the sample organizations, without an account and without a call. */
function exploreSamples(state: State, onDidChange: () => void): Command<true, void> {
  return {
    complete: () => true,
    async run() {
      await state.update(stateKeys.samples, true);
      onDidChange();
      await vscode.commands.executeCommand(`${views.organizations}.focus`);
    },
  };
}

/** *Remove Sample Data*: as if it had never been there. */
function removeSamples(state: State, onDidChange: () => void): Command<true, void> {
  return {
    complete: () => true,
    async run() {
      await state.update(stateKeys.samples, undefined);
      onDidChange();
    },
  };
}

export function registerSampleCommands(registry: Commands, state: State, onDidChange: () => void): void {
  registry.register(commands.exploreSamples, exploreSamples(state, onDidChange));
  registry.register(commands.removeSamples, removeSamples(state, onDidChange));
}
