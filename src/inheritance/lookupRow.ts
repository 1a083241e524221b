import * as l10n from '@vscode/l10n';
import type { TreeRow } from '../editor/treeRow.ts';
import { corpIdText, isSample } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { cleanText } from '../text/cleanText.ts';
import { timeFormat } from '../text/formats.ts';
import { modeText } from '../text/modes.ts';
import { keyOf, type Lookup } from './lookups.ts';
import { modeSentence } from './words.ts';

/** An answer as a row. The mode comes first, so that a narrow side bar does not cut it off. */
export function lookupRow(lookup: Lookup, organizations: Organizations): TreeRow {
  const badge = isSample(lookup) ? [l10n.t('sample')] : [];
  const facts = [...badge, cleanText(lookup.dentryUuid), organizationName(organizations, lookup.corpId)];
  const label = modeText(lookup.inheritance);
  return {
    id: `lookup:${keyOf(lookup)}`,
    label,
    description: facts.join(' · '),
    spoken: [label, ...facts].join(', '),
    icon: { name: iconOf(lookup.inheritance) },
    contextValue: lookup.kind,
  };
}

/** The lines of the hover for an answer. @param language BCP 47 */
export function lookupHover(lookup: Lookup, organizations: Organizations, language: string): string[] {
  const checked = timeFormat(language);
  const organization = organizationName(organizations, lookup.corpId);
  return [
    modeSentence(lookup.inheritance),
    `dentryUuid: ${lookup.dentryUuid}`,
    `${l10n.t('Organization')}: ${organization} (${corpIdText(lookup.corpId)})`,
    `${l10n.t('Checked')}: ${checked.format(lookup.askedAt)}`,
  ];
}

/** The user's name for an organization, or its corpId if it is no longer in the setting. */
export function organizationName(organizations: Organizations, corpId: string): string {
  return cleanText(organizations.find(corpId)?.label ?? corpId);
}

function iconOf(inheritance: string): string {
  switch (inheritance) {
    case 'PASS_ON':
      return 'type-hierarchy-sub';
    case 'BREAK':
      return 'debug-disconnect';
    default:
      return 'question';
  }
}
