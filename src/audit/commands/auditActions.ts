import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Audits } from '../store/auditStore.ts';
import { compareCommand } from './compareCommand.ts';
import { exportAuditTo } from './exportCommand.ts';
import { type AuditArgument, auditArgument, chosenAudit, chosenAudits } from './pickAudit.ts';

export interface ActionParts {
  readonly audits: Audits;
  showResult(auditId: string): PromiseLike<void> | void;
  showText(auditId: string): PromiseLike<void> | void;
  showComparison(first: string, second: string): PromiseLike<void> | void;
}

const maxNameLength = 100;

/** The commands on audits, other than those that run them. */
export function registerAuditActions(registry: Commands, parts: ActionParts): void {
  const { audits } = parts;
  const onOne = (title: string, run: (auditId: string) => PromiseLike<void> | void) => {
    const choice = { title, placeHolder: l10n.t('Select an audit to show') };
    return {
      argument: auditArgument,
      prepare: call => chosenAudit(call, audits, choice),
      run,
    } satisfies Command<string, void, AuditArgument>;
  };
  registry.register(commands.showAudit, onOne(l10n.t('Show Audit'), parts.showResult));
  registry.register(commands.showAuditAsText, onOne(l10n.t('Show Audit as Text'), parts.showText));
  registry.register(commands.exportAudit, exportAuditTo(audits));
  registry.register(commands.compareAudits, compareCommand(parts));
  registry.register(commands.renameAudit, renameAudit(audits));
  registry.register(commands.deleteAudit, deleteAudit(audits));
}

const renameArgument = v.object({ ...auditArgument.entries, name: v.exactOptional(v.string()) });

/** *Rename Audit…*, to the argument's `name` or to what the user types. */
function renameAudit(
  audits: Audits,
): Command<{ auditId: string; name: string }, void, v.InferOutput<typeof renameArgument>> {
  return {
    argument: renameArgument,
    async prepare(call) {
      const title = l10n.t('Rename Audit');
      const auditId = await chosenAudit(call, audits, {
        title,
        placeHolder: l10n.t('Select an audit to rename'),
      });
      if (auditId === undefined) {
        return undefined;
      }
      const { name } = call.given;
      if (name !== undefined) {
        return { auditId, name: readName(name) };
      }
      const typed = await vscode.window.showInputBox({
        title,
        prompt: l10n.t('Enter a new name for the audit'),
        ignoreFocusOut: true,
        value: await audits.nameOf(auditId),
        validateInput: text => (nameOf(text) === undefined ? nameProblem() : undefined),
      });
      return typed === undefined ? undefined : { auditId, name: readName(typed) };
    },
    run: ({ auditId, name }) => audits.rename(auditId, name),
  };
}

function nameOf(text: string): string | undefined {
  const name = cleanText(text);
  return name === '' || name.length > maxNameLength ? undefined : name;
}

function nameProblem(): string {
  return l10n.t('Use 1 to {0} characters.', maxNameLength);
}

function readName(text: string): string {
  const name = nameOf(text);
  if (name === undefined) {
    throw new DingTalkError('invalidParameter', { parameter: 'name', sentence: nameProblem() });
  }
  return name;
}

/** *Delete Audit…*: a person has to confirm; a caller with an argument object does not. */
function deleteAudit(audits: Audits): Command<readonly string[], void, AuditArgument> {
  return {
    argument: auditArgument,
    async prepare(call) {
      const chosen = await chosenAudits(call, audits, {
        title: l10n.t('Delete Audit'),
        placeHolder: l10n.t('Select an audit to delete'),
      });
      const isAsked = call.isByPerson && chosen !== undefined && chosen.length > 0;
      return isAsked && !(await confirmed(audits, chosen)) ? undefined : chosen;
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
