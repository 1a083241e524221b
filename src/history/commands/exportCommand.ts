import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { Command, Invocation } from '../../editor/command.ts';
import {
  askFormat,
  formatItems,
  pickPlace,
  reportExport,
  saveExport,
} from '../../editor/documents/saveExport.ts';
import { corpIdText, type Organization } from '../../organizations/organization.ts';
import { isOrganization, organizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Reading } from '../readings.ts';
import { exportHistory, type OrganizationHistory } from './exportHistory.ts';
import { allOf, pickOneOrAll } from './pickOneOrAll.ts';

type HistoryFormat = 'csv' | 'json';

interface Plan {
  readonly chosen: readonly Organization[];
  readonly format: HistoryFormat;
  readonly place: vscode.Uri;
}

const exportArgument = v.object({
  ...organizationArgument.entries,
  format: v.exactOptional(v.picklist(['csv', 'json'])),
  file: v.exactOptional(v.string()),
});
type ExportArgument = v.InferOutput<typeof exportArgument>;

/** *Export Storage History…*: writes the readings of one organization, or of all, where the argument or the user says. */
export function exportHistoryTo(
  organizations: Organizations,
  readingsOf: (corpId: string) => Promise<readonly Reading[]>,
): Command<Plan, { file: string }, ExportArgument> {
  return {
    argument: exportArgument,
    async prepare(call) {
      const title = l10n.t('Export Storage History');
      const chosen = await choose(organizations, call, title);
      const format = chosen && (call.given.format ?? (await pickFormat(title)));
      const place = format && (await pickPlace(call.given.file, { title, contents: nameOf(chosen), format }));
      return chosen && format && place && { chosen, format, place };
    },
    async run({ chosen, format, place }) {
      await saveExport(place, exportHistory(historiesOf(chosen, readingsOf), format));
      return { file: place.fsPath };
    },
    report: ({ file }) => void reportExport(file),
  };
}

async function choose(
  organizations: Organizations,
  call: Invocation<ExportArgument>,
  title: string,
): Promise<readonly Organization[] | undefined> {
  const isNamed = call.given.corpId !== undefined || isOrganization(call.row);
  if (!isNamed && !call.isByPerson) {
    return organizations.usable;
  }
  const chosen = await pickOneOrAll(organizations, call, title);
  return chosen === 'all' ? allOf(organizations) : chosen && [chosen];
}

/** One after the other, as the histories of many would not fit in memory. */
async function* historiesOf(
  chosen: readonly Organization[],
  readingsOf: (corpId: string) => Promise<readonly Reading[]>,
): AsyncGenerator<OrganizationHistory> {
  for (const { corpId, label } of chosen) {
    yield { corpId: corpIdText(corpId), organization: label, readings: await readingsOf(corpId) };
  }
}

async function pickFormat(title: string): Promise<HistoryFormat | undefined> {
  const items = formatItems().flatMap(({ format, ...item }) =>
    format === 'markdown' ? [] : [{ ...item, format }],
  );
  return (await askFormat(items, title))?.format;
}

function nameOf(chosen: readonly Organization[]): string {
  const [one, ...others] = chosen;
  const label = others.length === 0 ? one?.label : undefined;
  return cleanText([l10n.t('Storage History'), label ?? ''].join(' ')).trim();
}
