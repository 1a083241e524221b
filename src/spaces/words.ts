import * as l10n from '@vscode/l10n';
import type { DingTalkError } from '../dingtalk/errors.ts';
import { explain } from '../organizations/failures/explain.ts';
import type { Remedy } from '../organizations/failures/remedies.ts';
import type { Organization } from '../organizations/organization.ts';
import { numberFormat } from '../text/formats.ts';

/** How figures are written. */
export interface SpaceWords {
  /** BCP 47. */
  readonly language: string;
  /** Bytes in a readable unit. */
  readonly sizeText: (bytes: bigint) => string;
  /** A share in percent; `undefined` without a whole. */
  readonly shareText: (part: bigint, whole: bigint) => string | undefined;
}

/** A failure in a sentence, and the buttons that help. */
export interface Problem {
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
}

/** @param organization none if it was removed meanwhile */
export function problemOf(failure: DingTalkError, organization: Organization | undefined): Problem {
  const { sentence, remedies } = explain(failure, organization);
  const [scope] = failure.details.requiredScopes ?? [];
  return {
    sentence,
    remedies: remedies.map(remedy =>
      remedy.command === 'vscode.open' && scope !== undefined
        ? { ...remedy, title: l10n.t('Request {0}', scope) }
        : remedy,
    ),
  };
}

/** Exact bytes for a text, with the number as people write it. */
export function bytesText(bytes: bigint, { language }: SpaceWords): string {
  return l10n.t('{0} bytes', numberFormat(language).format(bytes));
}

export function callsText(calls: number, language: string): string {
  return calls === 1
    ? l10n.t('1 metered call')
    : l10n.t('{0} metered calls', numberFormat(language).format(calls));
}

/** The same as plain JSON, with bytes as texts of digits. */
export function withoutBigInts(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}` : each)),
  );
}
