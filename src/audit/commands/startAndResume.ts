import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Dentry } from '../../dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { byPerson, type Command, type Invocation } from '../../editor/command.ts';
import { commands, stateKeys } from '../../ids.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { canAskInheritance, isSample, type Organization } from '../../organizations/organization.ts';
import { type OrganizationArgument, organizationArgument } from '../../organizations/organizationArgument.ts';
import { pickOrganization } from '../../organizations/pickOrganization.ts';
import type { State } from '../../organizations/state.ts';
import { numberFormat } from '../../text/formats.ts';
import { type AuditItem, type AuditSubject, mayHavePassed } from '../audit.ts';
import { FileListBuilder } from '../input/fileList.ts';
import { pickInput } from '../input/pickInput.ts';
import { readFiles } from '../input/readFiles.ts';
import type { SpaceChoice } from '../input/spaceSteps.ts';
import { isAuditRow } from '../result/auditRows.ts';
import { type AuditRun, diskProblem, type RunParts, runWithProgress } from '../run/runWithProgress.ts';
import { countsText } from '../words.ts';
import { type AuditBudgets, confirmAudit, isWorthIt } from './askToConfirm.ts';
import { type AuditArgument, auditArgument, pickOf } from './pickAudit.ts';

export interface AuditParts extends RunParts {
  readonly state: State;
  /** The files that were looked up individually. */
  readonly lookups: { readonly all: readonly (AuditItem & { readonly corpId: string })[] };
  readonly budget: AuditBudgets;
  readonly samples: AuditSamples;
  /** Somebody else who wants the list of a whole space. */
  readonly listen: (organization: Organization, spaceId: string) => Promise<SpaceListener>;
  showResult(auditId: string): void;
}

export interface SpaceListener {
  add(entry: Dentry): void;
  /** That was the whole space. */
  end(): void;
}

/** What there is to audit in a sample organization; nothing in any other. */
export interface AuditSamples {
  filesOf(corpId: string): Promise<readonly AuditItem[]>;
  spacesOf(corpId: string): Promise<readonly SpaceChoice[]>;
}

interface Plan {
  readonly organization: Organization;
  readonly name: string;
  readonly items: readonly AuditItem[];
  readonly about?: AuditSubject;
  /** How much was named again or names no file, for a caller who passed a text or a file. */
  readonly leftOut?: Pick<AuditRun, 'duplicates' | 'skipped'>;
}

const filesArgument = v.object({
  ...organizationArgument.entries,
  dentryUuids: v.exactOptional(v.array(v.string())),
  text: v.exactOptional(v.string()),
  /** The path of a file on this machine. */
  file: v.exactOptional(v.string()),
});

/** *Audit Permission Inheritance…*: asks for the files, shows the cost, and asks DingTalk about each file. */
export function auditInheritance(
  parts: AuditParts,
): Command<Plan, AuditRun, v.InferOutput<typeof filesArgument>> {
  return {
    argument: filesArgument,
    async prepare(call) {
      const title = l10n.t('Audit Permission Inheritance');
      const organization = await pickAuditable(parts, call, title);
      if (organization === undefined) {
        return undefined;
      }
      const { dentryUuids, text, file } = call.given;
      if (dentryUuids !== undefined) {
        return { organization, name: title, items: readArgument(dentryUuids) };
      }
      if (text !== undefined || file !== undefined) {
        const list = await readFiles(text !== undefined ? { text } : { file: file ?? '' });
        const leftOut = { duplicates: list.duplicates, skipped: list.skipped.count };
        return {
          organization,
          name: file === undefined ? title : basename(file),
          items: list.items,
          leftOut,
        };
      }
      const lookedUp = parts.lookups.all.filter(({ corpId }) => corpId === organization.corpId);
      const items = lookedUp.map(({ dentryUuid }) => ({ dentryUuid }));
      const sampleFiles = await parts.samples.filesOf(organization.corpId);
      const input = await pickInput(title, organization, items, sampleFiles);
      return input !== undefined && (await confirmAudit(organization, input.found, [], parts))
        ? { organization, name: input.name, items: input.found.items }
        : undefined;
    },

    run: async plan => ({ ...(await startAudit(plan, parts)), ...plan.leftOut }),
    report: run => void reportEnd(run, parts),
  };
}

/**
 * The organization of an audit; `undefined` if the user leaves.
 *
 * @throws DingTalkError `notSupported` if its app cannot ask about inheritance
 */
export async function pickAuditable(
  { organizations, state }: AuditParts,
  call: Invocation<OrganizationArgument>,
  title: string,
): Promise<Organization | undefined> {
  const last = state.get(stateKeys.lastOrganization);
  const organization = await pickOrganization(organizations, call, title, last, organizations.withSamples);
  if (organization !== undefined && !canAskInheritance(organization)) {
    throw new DingTalkError('notSupported', { corpId: organization.corpId });
  }
  return organization;
}

export async function startAudit(
  { organization, name, items, about: subject }: Plan,
  parts: AuditParts,
): Promise<AuditRun> {
  const { corpId, label, endpoint } = organization;
  void parts.state.update(stateKeys.lastOrganization, corpId);
  const organizationLabel = isSample(organization) ? l10n.t('{0} (sample)', label) : label;
  const about = {
    corpId,
    organizationLabel,
    endpoint,
    name,
    ...(subject === undefined ? {} : { about: subject }),
  };
  const { id } = await parts.audits.create(about, items).catch(error => {
    throw diskProblem(error);
  });
  return runWithProgress(id, parts);
}

/** *Resume Audit…*: continues an audit that was canceled, paused, or interrupted. */
export function resumeAudit(parts: AuditParts): Command<string, AuditRun, AuditArgument> {
  return {
    argument: auditArgument,
    async prepare({ given, row, isByPerson }) {
      const named = isAuditRow(row) ? row.auditId : given.auditId;
      const id = named ?? (await pickUnfinished(parts));
      return id !== undefined && (!isByPerson || (await isWorthIt(id, parts))) ? id : undefined;
    },
    run: auditId => runWithProgress(auditId, parts),
    report: run => void reportEnd(run, parts),
  };
}

/** @throws DingTalkError `invalidParameter` if one of them is not a dentryUuid, or there are none */
function readArgument(dentryUuids: readonly string[]): readonly AuditItem[] {
  const builder = new FileListBuilder();
  for (const dentryUuid of dentryUuids) {
    builder.addGiven(dentryUuid);
  }
  const { items, skipped } = builder.list;
  if (items.length === 0 || skipped.count > 0) {
    throw new DingTalkError('invalidParameter', { parameter: 'dentryUuids' });
  }
  return items;
}

async function pickUnfinished({ audits, organizations }: AuditParts): Promise<string | undefined> {
  const unfinished = (await audits.list()).filter(
    ({ corpId, isFinished, isOpen }) => !isFinished && !isOpen && organizations.find(corpId) !== undefined,
  );
  if (unfinished.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There are no unfinished audits.'));
    return undefined;
  }
  return pickOf(unfinished, {
    title: l10n.t('Resume Audit'),
    placeHolder: l10n.t('Select an audit to resume'),
  });
}

interface Button {
  readonly title: string;
  run(): unknown;
}

/** Reports how a run ended, and offers what to do next. */
export async function reportEnd(run: AuditRun, parts: AuditParts): Promise<void> {
  const { auditId, state, reason } = run;
  const organization = parts.organizations.find(run.corpId);
  const { sentence, remedies } =
    reason === undefined ? { sentence: '', remedies: [] } : explain(reason, organization);
  const mend = remedies.map(({ title, command, arguments: args }) => ({
    title,
    run: () => vscode.commands.executeCommand(command, ...args),
  }));
  const resume: Button = {
    title: l10n.t('Resume'),
    run: () => vscode.commands.executeCommand(commands.resumeAudit, { auditId, ...byPerson }),
  };
  const askAgain: Button = {
    title: l10n.t('Ask Again About Failures'),
    run: () => vscode.commands.executeCommand(commands.askAgainAboutFailures, { auditId, ...byPerson }),
  };
  const showLog: Button = {
    title: l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(commands.showLog),
  };
  const isComplete = run.answered === run.total;
  const helpful: Button[] = [
    ...mend.slice(0, 1),
    ...(isComplete ? [] : [resume]),
    { title: l10n.t('Show Result'), run: () => parts.showResult(auditId) },
    ...(isComplete && mayHavePassed(new Map(Object.entries(run.counts))) ? [askAgain] : []),
  ];
  // More would be cut off.
  const buttons = [...helpful.slice(0, 2), ...(state === 'paused' ? [showLog] : [])];
  const show = state === 'paused' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await show(endText(run, sentence), ...buttons.map(({ title }) => title));
  await buttons.find(({ title }) => title === chosen)?.run();
}

function endText({ state, organizationLabel, answered, total, counts }: AuditRun, why: string): string {
  const { language } = vscode.env;
  const number = numberFormat(language);
  const done = number.format(answered);
  const all = number.format(total);
  if (state !== 'finished' && answered === total) {
    // Only failures were asked about again: each file still has its result.
    return l10n.t('Not all failures in {0} were asked about again. {1}', organizationLabel, why).trim();
  }
  switch (state) {
    case 'finished': {
      const text = countsText(new Map(Object.entries(counts)), language);
      return total === 1
        ? l10n.t('Audited 1 file in {0}. {1}', organizationLabel, text)
        : l10n.t('Audited {0} files in {1}. {2}', all, organizationLabel, text);
    }
    case 'cancelled':
      return l10n.t('The audit of {0} stopped. Files checked: {1} of {2}.', organizationLabel, done, all);
    case 'paused':
      return l10n.t(
        'The audit of {0} paused. Files checked: {1} of {2}. {3}',
        organizationLabel,
        done,
        all,
        why,
      );
  }
}
