import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands, stateKeys, views } from '../ids.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';

/** Whether the sample data is shown. Survives a restart. */
export function areSamplesShown(state: State): boolean {
  return state.get(stateKeys.samples) === true;
}

/** *Explore with Sample Data* and *Remove Sample Data*: need no account and make no calls. */
export function registerSampleCommands(
  registry: Commands,
  state: State,
  organizations: Pick<Organizations, 'reload'>,
): void {
  const show = async (isShown: true | undefined) => {
    await state.update(stateKeys.samples, isShown);
    organizations.reload();
  };
  registry.register(commands.exploreSamples, {
    prepare: () => true,
    async run() {
      await show(true);
      await vscode.commands.executeCommand(`${views.organizations}.focus`);
    },
  });
  registry.register(commands.removeSamples, { prepare: () => true, run: () => show(undefined) });
}
