import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { linkOf } from '../dingtalk/documentLink.ts';
import type { Command } from '../editor/command.ts';
import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { answersAsJson, answersAsMarkdown } from './copyText.ts';
import { organizationName } from './lookupRow.ts';
import type { Lookup, Lookups } from './lookups.ts';
import { type LookupArgument, lookupArgument, pickLookups, reportNoLookups } from './pickLookups.ts';
import { answerText } from './words.ts';

/** The commands on rows of the Inheritance Lookups view, other than asking again. */
export function registerLookupCommands(
  registry: Commands,
  lookups: Lookups,
  view: vscode.TreeView<Lookup>,
  organizations: Organizations,
): void {
  const onRows = (run: (chosen: readonly Lookup[]) => PromiseLike<void> | void) =>
    ({
      argument: lookupArgument,
      prepare: call => pickLookups(lookups, view, call),
      run,
    }) satisfies Command<readonly Lookup[], void, LookupArgument>;
  const copied = (textOf: (chosen: readonly Lookup[]) => string) =>
    onRows(chosen => vscode.env.clipboard.writeText(textOf(chosen)));

  registry.register(
    commands.copyLookup,
    copied(chosen => chosen.map(answerText).join('\n')),
  );
  registry.register(
    commands.copyLookupAsMarkdown,
    copied(chosen =>
      answersAsMarkdown(
        chosen,
        corpId => organizationName(organizations, corpId),
        corpId => organizations.find(corpId)?.endpoint,
      ),
    ),
  );
  registry.register(commands.copyLookupAsJson, copied(answersAsJson));
  registry.register(
    commands.openLookup,
    onRows(chosen => open(chosen, organizations)),
  );
  registry.register(
    commands.removeLookup,
    onRows(chosen => lookups.remove(chosen)),
  );
  registry.register(commands.clearLookups, {
    prepare({ isByPerson }) {
      if (lookups.all.length === 0 && isByPerson) {
        reportNoLookups();
        return undefined;
      }
      return true;
    },
    run: () => lookups.clear(),
  });
}

/** How many pages open without confirmation. */
const maxUnasked = 5;

async function open(chosen: readonly Lookup[], organizations: Organizations): Promise<void> {
  if (chosen.length > maxUnasked) {
    const yes = l10n.t('Open');
    const sentence = l10n.t('Open {0} pages in the browser?', chosen.length);
    if ((await vscode.window.showWarningMessage(sentence, { modal: true }, yes)) !== yes) {
      return;
    }
  }
  for (const { corpId, dentryUuid } of chosen) {
    const link = linkOf(dentryUuid, organizations.find(corpId)?.endpoint);
    // As a string: a `Uri` would be encoded again.
    await vscode.commands.executeCommand('vscode.open', link);
  }
}
