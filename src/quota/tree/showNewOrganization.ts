import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Organization } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { readFormat } from '../formatSettings.ts';
import { fullestPartition } from '../fullness.ts';
import type { StorageStore } from '../storageStore.ts';
import { quotaText } from '../words.ts';
import type { OrganizationsView } from './organizationsView.ts';

/** Reveals the row of an organization that was just added; where the view is hidden, says so and offers to. */
export async function showNewOrganization(
  organization: Organization,
  store: Pick<StorageStore, 'get'>,
  view: Pick<OrganizationsView, 'isVisible' | 'reveal'>,
): Promise<void> {
  if (view.isVisible) {
    await view.reveal(organization);
    return;
  }
  const fullest = fullestPartition(store.get(organization.corpId).storage?.partitions ?? []);
  const figures = fullest === undefined ? l10n.t('no partitions') : quotaText(fullest.quota, readFormat());
  const show = l10n.t('Show');
  const text = l10n.t('{0} added: {1}', cleanText(organization.label), figures);
  if ((await vscode.window.showInformationMessage(text, show)) === show) {
    await view.reveal(organization);
  }
}
