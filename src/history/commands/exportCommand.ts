import { homedir } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command, Invocation } from '../../editor/command.ts';
import { corpIdText, type Organization } from '../../organizations/organization.ts';
import { isOrganization, organizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { cleanText } from '../../text/cleanText.ts';
import type { Reading } from '../readings.ts';
import { exportHistory, type OrganizationHistory } from './exportHistory.ts';
import { allOf, pickOneOrAll } from './pickOneOrAll.ts';

type ExportFormat = 'csv' | 'json';
type WriteWhole = (file: string, pieces: AsyncIterable<string>) => Promise<void>;

interface Plan {
  readonly chosen: readonly Organization[];
  readonly format: ExportFormat;
  readonly place: vscode.Uri;
}

const exportArgument = v.object({
  ...organizationArgument.entries,
  format: v.exactOptional(v.picklist(['csv', 'json'])),
  file: v.exactOptional(v.string()),
});
type ExportArgument = v.InferOutput<typeof exportArgument>;

/**
 * *Export Storage History…*: writes the readings of one organization, or of all, where the argument or the user says.
 *
 * @param writeWhole writes a file as a whole or not at all
 */
export function exportHistoryTo(
  organizations: Organizations,
  readingsOf: (corpId: string) => Promise<readonly Reading[]>,
  writeWhole: WriteWhole,
): Command<Plan, { file: string }, ExportArgument> {
  return {
    argument: exportArgument,
    async prepare(call) {
      const title = l10n.t('Export Storage History');
      const chosen = await choose(organizations, call, title);
      const format = chosen && (call.given.format ?? (await askFormat(title)));
      const place = format && (await readPlace(call.given.file, nameOf(chosen), format, title));
      return chosen && format && place && { chosen, format, place };
    },
    async run({ chosen, format, place }) {
      try {
        await write(place, exportHistory(historiesOf(chosen, readingsOf), format), writeWhole);
      } catch (error) {
        throw unwritable(error);
      }
      return { file: place.fsPath };
    },
    report: ({ file }) => void report(file),
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

async function askFormat(title: string): Promise<ExportFormat | undefined> {
  const formats: readonly { label: string; description: string; format: ExportFormat }[] = [
    { label: 'CSV', description: l10n.t('for spreadsheets'), format: 'csv' },
    { label: 'JSON', description: l10n.t('for programs'), format: 'json' },
  ];
  const placeHolder = l10n.t('Select an export format');
  return (await vscode.window.showQuickPick(formats, { title, placeHolder }))?.format;
}

function nameOf(chosen: readonly Organization[]): string {
  const [one, ...others] = chosen;
  const label = others.length === 0 ? one?.label : undefined;
  const name = [l10n.t('Storage History'), label ?? ''].join(' ');
  return cleanText(name)
    .replace(/[\\/:*?"<>|]/g, ' ')
    .trim();
}

async function readPlace(
  named: string | undefined,
  name: string,
  format: ExportFormat,
  title: string,
): Promise<vscode.Uri | undefined> {
  if (named !== undefined) {
    if (!path.isAbsolute(named)) {
      throw new DingTalkError('invalidParameter', { parameter: 'file' });
    }
    return vscode.Uri.file(named);
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    filters: { [format.toUpperCase()]: [format] },
    title,
    defaultUri: vscode.Uri.joinPath(folder, `${name}.${format}`),
  });
}

async function write(
  place: vscode.Uri,
  pieces: AsyncIterable<string>,
  writeWhole: WriteWhole,
): Promise<void> {
  if (place.scheme === 'file') {
    return writeWhole(place.fsPath, pieces);
  }
  const texts: string[] = [];
  for await (const piece of pieces) {
    texts.push(piece);
  }
  await vscode.workspace.fs.writeFile(place, Buffer.from(texts.join('')));
}

function unwritable(error: unknown): DingTalkError {
  const { code = '' } = error as NodeJS.ErrnoException;
  const sentence = l10n.t('Could not write the file ({0}).', cleanText(code));
  return new DingTalkError('invalidParameter', { parameter: 'file', sentence });
}

async function report(file: string): Promise<void> {
  const open = l10n.t('Open');
  const text = l10n.t('Exported to {0}.', path.basename(file));
  if ((await vscode.window.showInformationMessage(text, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  }
}
