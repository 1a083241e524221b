import * as l10n from '@vscode/l10n';
import type { Command } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import type { SelectedRows } from '../../editor/pagePanels.ts';
import { commands } from '../../ids.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { AuditItem } from '../audit.ts';
import { openFile } from '../result/resultPanels.ts';
import { confirmAudit } from './askToConfirm.ts';
import { type AuditParts, reportEnd, startAudit } from './startAndResume.ts';

type Rows = SelectedRows & { readonly auditId: string };

/** The commands on the rows of a page. @param selected the selected rows of the page that has focus */
export function registerRowCommands(
  registry: Commands,
  selected: () => Promise<Rows | undefined>,
  parts: AuditParts,
): void {
  const onRows = (run: (rows: Rows) => PromiseLike<void>) =>
    ({ prepare: selected, run }) satisfies Command<Rows, void>;
  registry.register(
    commands.copyRows,
    onRows(({ text, copy }) => copy(text)),
  );
  registry.register(
    commands.copyDentryUuid,
    onRows(({ ids, copy }) => copy(ids.join('\n'))),
  );
  registry.register(
    commands.openRow,
    onRows(({ active, auditId }) => openFile(parts.audits, auditId, active)),
  );
  registry.register(commands.askRowsAgain, askRowsAgain(selected, parts));
}

interface Plan {
  readonly organization: Organization;
  readonly name: string;
  readonly items: readonly AuditItem[];
}

/** *Ask Again* about rows starts a new audit, so that the results of this one stay as they are. */
function askRowsAgain(
  selected: () => Promise<Rows | undefined>,
  parts: AuditParts,
): Command<Plan, Awaited<ReturnType<typeof startAudit>>> {
  return {
    async prepare() {
      const rows = await selected();
      if (rows === undefined || rows.ids.length === 0) {
        return undefined;
      }
      const { corpId, name, items: all } = await parts.audits.read(rows.auditId);
      const organization = parts.organizations.get(corpId);
      const known = new Map(all.map(item => [item.dentryUuid, item]));
      const items = rows.ids.map(dentryUuid => known.get(dentryUuid) ?? { dentryUuid });
      const found = { items, duplicates: 0, skipped: { count: 0, examples: [] } };
      const isAgreed = items.length === 1 || (await confirmAudit(organization, found, [], parts));
      return isAgreed ? { organization, name: l10n.t('{0}, again', name), items } : undefined;
    },
    run: plan => startAudit(plan, parts),
    report: run => void reportEnd(run, parts),
  };
}
