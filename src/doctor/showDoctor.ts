import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { byPerson, type Command, type Row } from '../editor/command.ts';
import { PagePanels } from '../editor/pagePanels.ts';
import { withProgress } from '../editor/progress.ts';
import { commands, webviews } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';
import { type DoctorParts, openSurroundings } from './openSurroundings.ts';
import { pickFile } from './pickFile.ts';
import { doctorPage, remedyNamed } from './result/doctorPage.ts';
import { byCheck, type Checked, type DoctorReport, reportOf } from './result/report.ts';
import { reportText, reportTitle } from './result/reportText.ts';
import { runChecks, type Scope } from './runChecks.ts';

const doctorArgument = v.object({
  corpId: v.exactOptional(v.string()),
  askDingTalk: v.exactOptional(v.boolean()),
  /** Set by our own button. */
  file: v.exactOptional(v.object({ corpId: v.string(), dentryUuid: v.string() })),
});

/** The row of an organization, or the one below it that says what failed. */
const organizationRow = v.object({ kind: v.literal('organization'), corpId: v.string() });
const problemRow = v.object({ kind: v.literal('problem'), organization: organizationRow });

interface Run {
  readonly scope: Scope;
  readonly checks: readonly Checked[];
  readonly report: DoctorReport;
}

/**
 * *Run Doctor…*: what is around us that calls depend on. The latest report of all organizations, and of each, is a page
 * and a Markdown document until the window closes. They are named by the organization's number, as ids appear nowhere.
 */
export class Doctor {
  readonly pages: PagePanels;
  private readonly runs = new Map<string, Run>();
  readonly command: Command<Scope, DoctorReport, v.InferOutput<typeof doctorArgument>> = {
    argument: doctorArgument,
    prepare: ({ given, row }) => {
      const corpId = given.corpId ?? corpIdOf(row);
      if (corpId !== undefined) {
        const { organizations } = this.parts;
        organizations.get(corpId, organizations.usable);
      }
      return { ...given, ...(corpId === undefined ? {} : { corpId }) };
    },
    run: scope => this.run(scope),
    report: report => {
      const [id] = [...this.runs].find(([, run]) => run.report === report) ?? [];
      if (id !== undefined) {
        void this.pages.show(id);
      }
    },
  };

  constructor(
    private readonly parts: DoctorParts,
    showText: (title: string, id: string) => unknown,
  ) {
    this.pages = new PagePanels(webviews.doctor, parts.extension.extensionUri, {
      titleOf: async id => this.titleOf(id),
      read: async id => {
        const { scope, checks } = this.runOf(id);
        const metered = scope.askDingTalk ? undefined : this.checked(scope).length;
        return doctorPage(checks, metered === 0 ? undefined : metered, vscode.env.language);
      },
      act: (id, name) => (name === 'asText' ? showText(this.titleOf(id), id) : this.act(id, name)),
      failed: sentence => l10n.t('Could not show the report: {0}', sentence),
    });
  }

  text(id: string): string {
    return reportText(this.runOf(id).checks);
  }

  private async run(scope: Scope): Promise<DoctorReport> {
    const title = l10n.t('Checking the settings, the network, and the sign-ins…');
    const findings = await withProgress(title, signal =>
      // A cancelled check may take a moment to notice.
      Promise.race([runChecks(openSurroundings(this.parts), scope, signal), aborted(signal)]),
    );
    const checks = byCheck(findings);
    const report = reportOf(checks);
    this.runs.set(this.idOf(scope), { scope, checks, report });
    return report;
  }

  private async act(id: string, name: string): Promise<void> {
    const { scope, checks } = this.runOf(id);
    const { askDingTalk: _, file: __, ...free } = scope;
    // What costs something is chosen anew each time.
    const again = (metered: Scope = {}) =>
      vscode.commands.executeCommand(commands.runDoctor, { ...free, ...metered, ...byPerson });
    switch (name) {
      case 'again':
        await again();
        return;
      case 'ask': {
        const chosen = await pickFile(reportTitle(), this.checked(scope), this.parts.lookups.all[0]);
        if (chosen !== undefined) {
          await again({ askDingTalk: true, ...chosen });
        }
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(this.text(id));
        void vscode.window.showInformationMessage(l10n.t('The report was copied to the clipboard.'));
        return;
      case 'report':
        await vscode.commands.executeCommand(commands.reportIssue, { doctor: this.text(id), ...byPerson });
        return;
      default: {
        const remedy = remedyNamed(checks, name);
        if (remedy !== undefined) {
          await vscode.commands.executeCommand(remedy.command, ...remedy.arguments);
        }
      }
    }
  }

  private checked({ corpId }: Scope): readonly Organization[] {
    const { usable } = this.parts.organizations;
    return corpId === undefined ? usable : usable.filter(each => each.corpId === corpId);
  }

  private idOf({ corpId }: Scope): string {
    return String(1 + this.parts.organizations.usable.findIndex(each => each.corpId === corpId));
  }

  private titleOf(id: string): string {
    this.runOf(id);
    return id === '0' ? reportTitle() : l10n.t('DingTalk Doctor, Organization {0}', id);
  }

  private runOf(id: string): Run {
    const run = this.runs.get(id);
    if (run === undefined) {
      throw new DingTalkError('notFound');
    }
    return run;
  }
}

function corpIdOf(row: Row | undefined): string | undefined {
  if (v.is(problemRow, row)) {
    return row.organization.corpId;
  }
  return v.is(organizationRow, row) ? row.corpId : undefined;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}
