import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command, Invocation } from '../../editor/command.ts';
import { isAuditRow } from '../result/auditRows.ts';
import { type Change, compareAudits, countChanges } from '../result/compareAudits.ts';
import type { Audits } from '../store/auditStore.ts';
import type { AuditSummary } from '../store/stored.ts';
import { pickOf, reportNone } from './pickAudit.ts';

export interface CompareParts {
  readonly audits: Audits;
  showComparison(first: string, second: string): PromiseLike<void> | void;
}

const compareArgument = v.object({ auditIds: v.exactOptional(v.array(v.string())) });
type CompareArgument = v.InferOutput<typeof compareArgument>;

type Pair = readonly [first: string, second: string];

/** *Compare Audits…*: shows what changed from the older of two audits to the newer. */
export function compareCommand(parts: CompareParts): Command<Pair, Record<Change, number>, CompareArgument> {
  return {
    argument: compareArgument,
    async prepare(call) {
      // Lists of grants say nothing about inheritance.
      const listed = (await parts.audits.list()).filter(({ about }) => about === undefined);
      const chosen = await choose(listed, call);
      return chosen && inOrder(listed, chosen);
    },
    async run([first, second]) {
      const [before, after] = [await parts.audits.read(first), await parts.audits.read(second)];
      await parts.showComparison(first, second);
      return countChanges(compareAudits(before, after));
    },
  };
}

async function choose(
  listed: readonly AuditSummary[],
  { given, row, rows, selected }: Invocation<CompareArgument>,
): Promise<readonly string[] | undefined> {
  if (given.auditIds !== undefined) {
    return given.auditIds;
  }
  const chosen = [...rows, ...selected].filter(isAuditRow).map(({ auditId }) => auditId);
  return chosen.length === 2 ? chosen : ask(listed, isAuditRow(row) ? row.auditId : undefined);
}

async function ask(
  listed: readonly AuditSummary[],
  known: string | undefined,
): Promise<readonly string[] | undefined> {
  const title = l10n.t('Compare Audits');
  const hasPartner = ({ id, corpId }: AuditSummary) =>
    listed.some(other => other.id !== id && other.corpId === corpId);
  const comparable = listed.filter(hasPartner);
  if (listed.length === 0) {
    return reportNone();
  }
  if (comparable.length === 0 || (known !== undefined && !comparable.some(({ id }) => id === known))) {
    throw notComparable(l10n.t('A comparison requires two audits of the same organization.'));
  }
  const first = known ?? (await pickOf(comparable, { title, placeHolder: l10n.t('Select the first audit') }));
  const corpId = listed.find(({ id }) => id === first)?.corpId;
  const others = comparable.filter(audit => audit.id !== first && audit.corpId === corpId);
  const second =
    first && (await pickOf(others, { title, placeHolder: l10n.t('Select an audit to compare it with') }));
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** The older one first. @throws DingTalkError `invalidParameter` unless they are two of one organization */
function inOrder(listed: readonly AuditSummary[], ids: readonly string[]): Pair {
  const chosen = listed.filter(({ id }) => ids.includes(id)).toSorted((a, b) => a.startedAt - b.startedAt);
  const [first, second] = chosen;
  if (first === undefined || second === undefined || ids.length !== 2 || first.corpId !== second.corpId) {
    throw notComparable(l10n.t('A comparison requires two audits of the same organization.'));
  }
  return [first.id, second.id];
}

function notComparable(sentence: string): DingTalkError {
  return new DingTalkError('invalidParameter', { parameter: 'auditIds', sentence });
}
