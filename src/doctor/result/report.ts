import * as l10n from '@vscode/l10n';
import { type CheckId, checkIds, type Finding, type Verdict, verdicts } from '../checks/check.ts';

/** What a caller gets. Nothing in it names an organization, a person, a path or a secret. */
export interface DoctorReport {
  readonly checks: readonly {
    readonly id: CheckId;
    readonly verdict: Verdict;
    readonly title: string;
    readonly facts: readonly string[];
    /** The title of the button that helps with the worst of what was found. */
    readonly remedy?: string;
  }[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** A check with all that was found, worst first. */
export interface Checked {
  readonly id: CheckId;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** The findings by check, in the order of the checks. */
export function byCheck(findings: readonly Finding[]): Checked[] {
  return checkIds.flatMap(id => {
    const own = worstFirst(findings.filter(({ check }) => check === id));
    const [worst] = own;
    return worst === undefined ? [] : [{ id, verdict: worst.verdict, findings: own }];
  });
}

export function worstFirst<T extends { readonly verdict: Verdict }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
}

export function reportOf(checks: readonly Checked[]): DoctorReport {
  const counts = { failed: 0, warning: 0, notChecked: 0, ok: 0 };
  for (const { verdict } of checks) {
    counts[verdict]++;
  }
  return {
    checks: checks.map(({ id, verdict, findings }) => {
      const remedy = findings.find(({ problem }) => problem?.remedy !== undefined)?.problem?.remedy;
      return {
        id,
        verdict,
        title: checkTitle(id),
        facts: findings.flatMap(linesOf),
        ...(remedy === undefined ? {} : { remedy: remedy.title }),
      };
    }),
    counts,
  };
}

/** What is wrong, if anything, and the facts. */
export function linesOf({ problem, facts }: Finding): string[] {
  return [...(problem === undefined ? [] : [problem.sentence]), ...facts.map(({ text }) => text)];
}

/** Said before what was found, and after it. */
export function privacyNote(): string {
  return l10n.t(
    'Only the endpoints themselves were contacted. This report contains no names, IDs, paths, or secrets; organizations are numbered in the order of the settings.',
  );
}

export function closingLines({ counts }: Pick<DoctorReport, 'counts'>): string[] {
  const { failed, warning, notChecked, ok } = counts;
  return [
    l10n.t('{0} OK, {1} to look at, {2} broken, {3} not checked.', ok, warning, failed, notChecked),
    l10n.t(
      "This report says nothing about the user's role in DingTalk, the review of the app, other machines, or firewalls that act later. The IP address that DingTalk sees is known only when DingTalk refuses it.",
    ),
  ];
}

/** A check with its verdict, in words. */
export function headingOf(verdict: Verdict, id: CheckId): string {
  const title = checkTitle(id);
  switch (verdict) {
    case 'failed':
      return l10n.t('Broken: {0}', title);
    case 'warning':
      return l10n.t('Look at: {0}', title);
    case 'notChecked':
      return l10n.t('Not checked: {0}', title);
    case 'ok':
      return l10n.t('OK: {0}', title);
  }
}

export const verdictSigns: Readonly<Record<Verdict, string>> = {
  failed: '✗',
  warning: '!',
  notChecked: '–',
  ok: '✓',
};

export function checkTitle(id: CheckId): string {
  switch (id) {
    case 'versions':
      return l10n.t('Versions');
    case 'settings':
      return l10n.t('Organizations in the settings');
    case 'network':
      return l10n.t("The editor's network settings");
    case 'secrets':
      return l10n.t('Secret storage');
    case 'dns':
      return l10n.t('Name lookup (DNS)');
    case 'proxy':
      return l10n.t('Proxy');
    case 'connection':
      return l10n.t('Connection and certificate');
    case 'request':
      return l10n.t('HTTP request');
    case 'clock':
      return l10n.t('Clock');
    case 'signIn':
      return l10n.t('Sign-in');
    case 'user':
      return l10n.t('User and IP address');
    case 'usage':
      return l10n.t('API calls');
    case 'access':
      return l10n.t('Rights in DingTalk');
    case 'files':
      return l10n.t("The extension's files");
  }
}
