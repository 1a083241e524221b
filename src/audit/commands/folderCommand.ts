import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Client } from '../../dingtalk/client.ts';
import { listFolder } from '../../dingtalk/endpoints/storageFiles.ts';
import { listNodes } from '../../dingtalk/endpoints/wiki.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Page } from '../../dingtalk/fields.ts';
import type { Command } from '../../editor/command.ts';
import { type FolderRow, isFolder, type Listed as Place } from '../../editor/fileRow.ts';
import { withProgress } from '../../editor/progress.ts';
import { retryText } from '../../organizations/failures/retryText.ts';
import { canAskInheritance, isSample, type Organization } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat } from '../../text/formats.ts';
import { badInput } from '../input/fileList.ts';
import type { Listed } from '../input/listSpace.ts';
import { type WalkedEntry, walkFolder } from '../input/walkFolder.ts';
import type { AuditRun } from '../run/runWithProgress.ts';
import { folderPriceText, listedText } from '../words.ts';
import { confirmAudit, confirmCalls } from './askToConfirm.ts';
import { type AuditParts, reportEnd, type SpaceListener, startAudit } from './startAndResume.ts';

interface Plan {
  readonly organization: Organization;
  readonly folder: FolderRow;
}

/** What one audit of a folder may list. */
const limits = { maxFiles: 1000, maxCalls: 200 };

/** *Audit This Folder…*: lists the folder and all below it, shows the cost, and asks DingTalk about each. */
export function auditFolder(parts: AuditParts): Command<Plan, AuditRun | undefined> {
  return {
    async prepare({ row }) {
      if (!isFolder(row)) {
        throw new DingTalkError('invalidParameter', { parameter: 'argument' });
      }
      const organization = parts.organizations.get(row.corpId);
      if (!canAskInheritance(organization)) {
        throw new DingTalkError('notSupported', { corpId: organization.corpId });
      }
      return (await confirmList(organization, row, parts)) ? { organization, folder: row } : undefined;
    },

    async run({ organization, folder }) {
      const { found, ...listed } = await list(organization, folder, parts);
      const name = nameOf(folder);
      if (found.items.length === 0) {
        throw badInput(l10n.t('Nothing to audit in {0}.', name));
      }
      const notes = listedText({ found, ...listed }, vscode.env.language);
      return (await confirmAudit(organization, found, notes, parts))
        ? startAudit({ organization, name, items: found.items }, parts)
        : undefined;
    },

    report: run => void (run && reportEnd(run, parts)),
  };
}

/** Shows the cost of listing, and asks for confirmation. No call has been made yet. */
async function confirmList(
  organization: Organization,
  folder: FolderRow,
  parts: AuditParts,
): Promise<boolean> {
  return (
    isSample(organization) ||
    confirmCalls(parts, organization.corpId, limits.maxCalls, {
      question: l10n.t('List the files in {0}?', nameOf(folder)),
      button: l10n.t('List Files'),
      isMaximum: true,
      detail: price => folderPriceText(scopeOf(folder.listed), limits.maxFiles, price),
    })
  );
}

function nameOf({ name, dentryUuid = '' }: FolderRow): string {
  return cleanText(name ?? dentryUuid);
}

function scopeOf({ by }: Place): string {
  return by === 'node' ? 'Wiki.Node.Read' : 'Storage.File.Read';
}

async function list(organization: Organization, folder: FolderRow, parts: AuditParts): Promise<Listed> {
  const { listed: top, dentryUuid, name } = folder;
  const listener =
    top.by === 'space' && top.parentId === '0' ? await parts.listen(organization, top.spaceId) : undefined;
  const number = numberFormat(vscode.env.language);
  const listed = await withProgress(l10n.t('Listing the files in {0}', nameOf(folder)), (signal, tell) => {
    const client = parts.api.for(organization, 'audit', (retry, of) => tell(retryText(retry, of)));
    return walkFolder<Place>(
      { uuid: dentryUuid, name, folder: top },
      (place, nextToken) =>
        pageOf(client, { unionId: organization.unionId, nextToken }, place, listener, signal),
      limits,
      entries => tell(l10n.t('entries so far: {0}', number.format(entries))),
    );
  });
  if (listed.endedBy === undefined) {
    listener?.end();
  }
  return listed;
}

async function pageOf(
  client: Client,
  asked: { readonly unionId: string; readonly nextToken: string | undefined },
  place: Place,
  listener: SpaceListener | undefined,
  signal: AbortSignal,
): Promise<Page<WalkedEntry<Place>>> {
  if (place.by === 'node') {
    const page = await listNodes(client, { ...asked, parentNodeId: place.nodeId }, signal);
    const items = page.items.map(({ nodeId, name, type, hasChildren }) => ({
      uuid: nodeId,
      name,
      folder:
        nodeId !== undefined && (hasChildren ?? type === 'FOLDER')
          ? ({ by: 'node', nodeId } as const)
          : undefined,
    }));
    return { ...page, items };
  }
  const { spaceId, parentId } = place;
  const page = await listFolder(client, { ...asked, spaceId, parentId }, signal);
  for (const entry of page.items) {
    listener?.add(entry);
  }
  const items = page.items.map(({ id, uuid, name, path, type }) => ({
    uuid,
    name,
    path,
    folder:
      type === 'FOLDER' && id !== undefined ? ({ by: 'space', spaceId, parentId: id } as const) : undefined,
  }));
  return { ...page, items };
}
