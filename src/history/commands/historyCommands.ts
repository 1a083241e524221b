import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import type { Organization } from '../../organizations/organization.ts';
import { type OrganizationArgument, organizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { pickOrganization, pickOrganizations } from '../../organizations/pickOrganization.ts';
import type { AlertFiles } from '../alerts/alertFiles.ts';
import { mute } from '../alerts/alerts.ts';
import type { StorageTrend } from '../trend.ts';
import { pickOneOrAll } from './pickOneOrAll.ts';

/** The corpId that stands for all organizations in one picture. */
export const allOrganizations = '';

/** *Show Trend*: how an organization's storage grows, or that of all. @param show shows it to a person */
export function showTrend(
  organizations: Organizations,
  trendOf: (corpId: string) => Promise<StorageTrend>,
  show: (corpId: string) => unknown,
): Command<string, StorageTrend, OrganizationArgument> {
  return {
    argument: organizationArgument,
    async prepare(call) {
      const chosen = await pickOneOrAll(organizations, call, l10n.t('Show Trend'));
      return chosen === 'all' ? allOrganizations : chosen?.corpId;
    },
    // The page of all reads them itself: fewer of them, one after the other.
    run: corpId => (corpId === allOrganizations ? { corpId, partitions: [] } : trendOf(corpId)),
    report: ({ corpId }) => void show(corpId),
  };
}

export interface MuteParts {
  readonly organizations: Organizations;
  readonly files: AlertFiles;
  /** Called when an organization was muted, or is no longer. */
  readonly changed: (corpId: string) => void;
}

/** *Mute Alerts*: no more alerts about an organization, and those selected with it. */
export function muteAlerts(
  parts: MuteParts,
): Command<readonly Organization[], readonly Organization[], OrganizationArgument> {
  return {
    argument: organizationArgument,
    prepare: call => pickOrganizations(parts.organizations, call, l10n.t('Mute Alerts')),
    run: chosen => muteAll(chosen, true, parts),
    report: chosen => report(l10n.t('Alerts muted: {0}', labels(chosen))),
  };
}

/** *Unmute Alerts*: alerts about an organization again. */
export function unmuteAlerts(
  parts: MuteParts,
): Command<readonly Organization[], readonly Organization[], OrganizationArgument> {
  const { organizations, files } = parts;
  return {
    argument: organizationArgument,
    async prepare(call) {
      const title = l10n.t('Unmute Alerts');
      if (call.given.corpId !== undefined || call.rows.length > 0) {
        return pickOrganizations(organizations, call, title);
      }
      const { muted } = await files.read();
      const choices = organizations.usable.filter(({ corpId }) => muted.includes(corpId));
      if (choices.length === 0) {
        void vscode.window.showInformationMessage(l10n.t('No alerts are muted.'));
        return undefined;
      }
      const chosen = await pickOrganization(organizations, call, title, undefined, choices);
      return chosen && [chosen];
    },
    run: chosen => muteAll(chosen, false, parts),
    report: chosen => report(l10n.t('Alerts unmuted: {0}', labels(chosen))),
  };
}

async function muteAll(
  chosen: readonly Organization[],
  isMuted: boolean,
  { files, changed }: MuteParts,
): Promise<readonly Organization[]> {
  const corpIds = chosen.map(({ corpId }) => corpId);
  const done = await files.update(state => ({
    state: corpIds.reduce((all, corpId) => mute(all, corpId, isMuted), state),
  }));
  if (done === undefined) {
    const sentence = l10n.t('Could not save which alerts are muted.');
    throw new DingTalkError('invalidParameter', { parameter: 'file', sentence });
  }
  corpIds.forEach(changed);
  return chosen;
}

const labels = (organizations: readonly Organization[]) => organizations.map(({ label }) => label).join(', ');

/** Shown briefly in the status bar. Split, or `$(name)` in a label would be drawn as an icon. */
function report(text: string): void {
  vscode.window.setStatusBarMessage(text.replaceAll('$(', '$ ('), 4000);
}
