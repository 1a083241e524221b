import { DingTalkError } from '../../dingtalk/errors.ts';
import { type Finding, failed, ok } from './check.ts';
import { Fact } from './fact.ts';
import { problemOf } from './problem.ts';
import type { NumberedOrganization } from './subject.ts';

/** This month's metered calls of one organization, as counted here. */
export interface Usage {
  readonly used: number;
  readonly allowance: number;
  /** Whether DingTalk's latest answer was that none are left. */
  readonly isUsedUp: boolean;
}

/** @param minutes between background refreshes; 0 is off */
export async function checkUsage(
  organizations: readonly NumberedOrganization[],
  usageOf: (corpId: string) => Promise<Usage>,
  minutes: number,
): Promise<Finding[]> {
  const background = Fact.background(minutes);
  const findings = await Promise.all(
    organizations.map(async subject => {
      const { used, allowance, isUsedUp } = await usageOf(subject.organization.corpId);
      const fact = Fact.usage(subject, used, allowance);
      return isUsedUp
        ? failed('usage', problemOf(new DingTalkError('monthlyQuotaUsed'), subject), fact)
        : ok('usage', fact);
    }),
  );
  return [...findings, ok('usage', background)];
}
