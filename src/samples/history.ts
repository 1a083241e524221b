import type { PartitionWithQuota, Quota } from '../dingtalk/endpoints/storage.ts';
import { sampleCorpId } from '../organizations/organization.ts';
import { organizationAnswers } from './answers.ts';

const days = 120;
const dayLength = 86_400_000;

/** How the usage of a sample organization developed, in thousandths of today's. */
interface Story {
  /** Growth on a weekday; on a weekend it is a tenth. */
  readonly growth: number;
  /** A cleanup: how many days ago, and how much. */
  readonly cleanUp?: { readonly ago: number; readonly perMille: number };
  /** How many days ago the capacity was raised from half of today's. */
  readonly purchaseAgo?: number;
  /** How many days have readings; default: all. */
  readonly days?: number;
}

const stories: Readonly<Record<string, Story>> = {
  dingacme0001: { growth: 1.5 },
  dingxinghe0002: { growth: 1.05, cleanUp: { ago: 52, perMille: 60 } },
  dingqingshan0004: { growth: 2 },
  dingharbor0005: { growth: 3 },
  dingyunfan0006: { growth: 5, purchaseAgo: 40 },
  dinglumen0007: { growth: 1.6 },
  dinghaitang0008: { growth: -0.8 },
  dingatlas0009: { growth: 1, days: 5 },
};

/**
 * An invented history of a sample organization that ends with its current figures: each partition once a day, in order.
 * The same on every call.
 *
 * @param now milliseconds since 1970
 */
export function sampleHistory(corpId: string, now: number): (PartitionWithQuota & { at: number })[] {
  const sample = organizationAnswers.find(each => sampleCorpId(each.corpId) === corpId);
  const story = sample && stories[sample.corpId];
  if (sample === undefined || story === undefined) {
    return [];
  }
  const count = story.days ?? days;
  const agos = Array.from({ length: count }, (_, index) => count - 1 - index);
  return agos.flatMap(ago =>
    sample.partitions.map(({ partitionType, quota }) => ({
      at: now - ago * dayLength,
      partitionType,
      quota: quotaThen(quota, story, ago, now),
    })),
  );
}

function quotaThen(quota: Quota, story: Story, ago: number, now: number): Quota {
  const { cleanUp, purchaseAgo } = story;
  const grown = Array.from({ length: ago }, (_, day) => growthOn(story.growth, day, now));
  const added = cleanUp !== undefined && ago >= cleanUp.ago ? cleanUp.perMille : 0;
  const perMille = 1000 + added - grown.reduce((sum, each) => sum + each, 0);
  const used = (quota.used * BigInt(Math.round(perMille * 1000))) / 1_000_000n;
  const isBefore = purchaseAgo !== undefined && ago >= purchaseAgo && quota.max !== undefined;
  return { ...quota, used, ...(isBefore && quota.max !== undefined ? { max: quota.max / 2n } : {}) };
}

/** Uneven, like people, yet always the same. */
function growthOn(growth: number, ago: number, now: number): number {
  const weekday = new Date(now - ago * dayLength).getDay();
  const sway = 0.7 + ((ago * 37) % 60) / 100;
  return growth * sway * (weekday === 0 || weekday === 6 ? 0.1 : 1);
}
