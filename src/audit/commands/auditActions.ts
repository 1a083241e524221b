import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { type Command, isRow } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Audits } from '../store/auditStore.ts';
import { compareCommand } from './compareCommand.ts';
import { exportAuditTo } from './exportCommand.ts';
import { chosenAudits, pickAudit, type SelectedRows } from './pickAudit.ts';

export interface ActionParts {
  readonly audits: Audits;
  /** The rows that are selected in the view that lists the audits. */
  readonly selected: SelectedRows;
  showResult(auditId: string): PromiseLike<void> | void;
  showText(auditId: string): PromiseLike<void> | void;
  showComparison(first: string, second: string): PromiseLike<void> | void;
}

const maxNameLength = 100;

/** What can be done with audits that were begun, beside going on with them. */
export function registerAuditActions(registry: Commands, parts: ActionParts): void {
  const { audits, selected } = parts;
  const onOne = (title: string, placeHolder: string, run: (auditId: string) => PromiseLike<void> | void) =>
    ({
      complete: (argument, selection) => pickOne(parts, argument, selection, title, placeHolder),
      run,
    }) satisfies Command<string, void>;
  const which = l10n.t('Select an audit to show');

  registry.register(commands.showAudit, onOne(l10n.t('Show Audit'), which, parts.showResult));
  registry.register(commands.showAuditAsText, onOne(l10n.t('Show Audit as Text'), which, parts.showText));
  registry.register(commands.exportAudit, exportAuditTo(audits, selected));
  registry.register(commands.compareAudits, compareCommand(parts));
  registry.register(commands.renameAudit, renameAudit(parts));
  registry.register(commands.deleteAudit, deleteAudit(parts));
}

async function pickOne(
  { audits, selected }: ActionParts,
  argument: unknown,
  selection: readonly unknown[],
  title: string,
  placeHolder: string,
): Promise<string | undefined> {
  // Of several rows that are selected, the one that it was chosen on.
  const chosen = await chosenAudits(argument, selection.length > 1 ? [] : selection, selected, async () => {
    const picked = await pickAudit(audits, { title, placeHolder });
    return picked === undefined ? undefined : [picked];
  });
  return chosen?.[0];
}

/** *Rename Audit…*, to the argument's `name` or to what the user types. */
function renameAudit(parts: ActionParts): Command<{ auditId: string; name: string }, void> {
  return {
    async complete(argument, selection) {
      const title = l10n.t('Rename Audit');
      const auditId = await pickOne(parts, argument, selection, title, l10n.t('Select an audit to rename'));
      if (auditId === undefined) {
        return undefined;
      }
      const { name } = (argument ?? {}) as { name?: unknown };
      if (name !== undefined) {
        return { auditId, name: readName(name) };
      }
      const typed = await vscode.window.showInputBox({
        title,
        prompt: l10n.t('Enter a new name for the audit'),
        value: await parts.audits.nameOf(auditId),
        validateInput: text => (nameOf(text) === undefined ? nameProblem() : undefined),
      });
      return typed === undefined ? undefined : { auditId, name: readName(typed) };
    },
    run: ({ auditId, name }) => parts.audits.rename(auditId, name),
  };
}

function nameOf(text: unknown): string | undefined {
  const name = typeof text === 'string' ? cleanText(text) : '';
  return name === '' || name.length > maxNameLength ? undefined : name;
}

function nameProblem(): string {
  return l10n.t('Use 1 to {0} characters.', maxNameLength);
}

function readName(text: unknown): string {
  const name = nameOf(text);
  if (name === undefined) {
    throw new DingTalkError('invalidParameter', { parameter: 'name', sentence: nameProblem() });
  }
  return name;
}

/** *Delete Audit…*: a person is asked first; a caller with an argument object knows. */
function deleteAudit({ audits, selected }: ActionParts): Command<readonly string[], void> {
  return {
    async complete(argument, selection) {
      const title = l10n.t('Delete Audit');
      const chosen = await chosenAudits(argument, selection, selected, async () => {
        const picked = await pickAudit(audits, {
          title,
          placeHolder: l10n.t('Select an audit to delete'),
        });
        return picked === undefined ? undefined : [picked];
      });
      const isByPerson = argument === undefined || isRow(argument);
      return chosen !== undefined && (!isByPerson || (await confirmed(audits, chosen))) ? chosen : undefined;
    },
    async run(chosen) {
      for (const auditId of chosen) {
        await audits.delete(auditId);
      }
    },
  };
}

async function confirmed(audits: Audits, chosen: readonly string[]): Promise<boolean> {
  const [first = ''] = chosen;
  const question =
    chosen.length === 1
      ? l10n.t('Delete the audit “{0}”?', cleanText(await audits.nameOf(first)))
      : l10n.t('Delete {0} audits?', chosen.length);
  const yes = l10n.t('Delete');
  const detail = l10n.t(
    'This deletes all results. Checking the files again uses metered calls. Exported files are kept.',
  );
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
