import type { Partition, Quota } from '../dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { Organization } from '../organizations/organization.ts';
import { chooseOrganization, nameOf } from './chooseOrganization.ts';
import { quotaInput, readInput } from './readInput.ts';
import { asCode, bounded, failureFor, sentenceFor, type Tool, ToolFailure } from './tool.ts';

interface Storage {
  readonly partitions: readonly Partition[];
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
}

export interface QuotaParts {
  readonly organizations: () => readonly Organization[];
  /** The last good answer, and why there is no newer one. */
  readonly known: (corpId: string) => { readonly storage?: Storage; readonly outcome?: unknown };
  /** Asks DingTalk. One metered call. @throws DingTalkError */
  readonly ask: (organization: Organization) => Promise<Storage>;
  /** How full, in one line: `0.9% · 953.5 MB of 100 GB`. */
  readonly quotaText: (quota: Quota) => string;
  /** How an organization's partitions grow, in a sentence for each partition type. */
  readonly trendsOf: (corpId: string) => Promise<ReadonlyMap<string, string>>;
}

/** With more organizations than these, the rest of the text is cut off anyway. */
const trendsAtMost = 20;
const noTrends = async () => new Map<string, string>();

/**
 * Reports how full the storage is. It uses the last known figures, whatever their age, because each call is metered.
 * DingTalk is called only for one organization: if nothing is known about it, or if the model asks for a refresh.
 */
export function quotaTool(parts: QuotaParts): Tool {
  const { organizations, known, ask } = parts;
  const read = (input: unknown) => {
    const { organization: named, refresh = false } = readInput(quotaInput, input);
    const organization = chooseOrganization(organizations(), named);
    if (organization === undefined && refresh) {
      throw new ToolFailure(
        'There are several organizations. Name the one to refresh: each is a metered call.',
      );
    }
    const isMetered =
      organization !== undefined && (refresh || known(organization.corpId).storage === undefined);
    return { organization, isMetered };
  };
  return {
    prepare(input) {
      const { organization, isMetered } = read(input);
      return organization === undefined ? { isMetered } : { organization, isMetered };
    },
    async run(input, signal) {
      const { organization, isMetered } = read(input);
      if (organization === undefined) {
        const all = organizations().map((one, index) =>
          linesOf(one, known(one.corpId), index < trendsAtMost ? parts : { ...parts, trendsOf: noTrends }),
        );
        return bounded((await Promise.all(all)).flat());
      }
      if (!isMetered) {
        return bounded(await linesOf(organization, known(organization.corpId), parts));
      }
      try {
        const storage = await unlessCancelled(ask(organization), signal);
        return bounded(await linesOf(organization, { storage }, parts));
      } catch (error) {
        throw failureFor(error, organization);
      }
    },
  };
}

async function linesOf(
  organization: Organization,
  { storage, outcome }: ReturnType<QuotaParts['known']>,
  { quotaText, trendsOf }: QuotaParts,
): Promise<string[]> {
  const failed =
    outcome instanceof DingTalkError ? [`- Last try: ${sentenceFor(outcome, organization)}`] : [];
  if (storage === undefined) {
    return [
      `${nameOf(organization)}: not known yet. Call again with this organization; that is one metered call.`,
      ...failed,
    ];
  }
  const trends = await trendsOf(organization.corpId);
  const minutes = Math.max(0, Math.floor((Date.now() - storage.fetchedAt) / 60_000));
  const fetched = new Date(storage.fetchedAt).toISOString();
  return [
    `${nameOf(organization)}: figures of ${fetched}, minutes old: ${minutes}`,
    ...storage.partitions.map(
      partition => `- ${partitionLine(partition, quotaText, trends.get(partition.partitionType))}`,
    ),
    ...(storage.partitions.length === 0 ? ['- no partitions'] : []),
    ...failed,
  ];
}

/** A partition, exact to the byte. An absent value is not zero. */
function partitionLine(
  { partitionType, quota }: Partition,
  quotaText: QuotaParts['quotaText'],
  trend: string | undefined,
): string {
  if (quota === undefined) {
    return `${asCode(partitionType)}: DingTalk's answer has no readable quota for it`;
  }
  const { used, max, reserved, type } = quota;
  return [
    `${asCode(partitionType)}: ${quotaText(quota)}`,
    `used ${used} bytes`,
    max === undefined ? 'no limit set' : `capacity ${max} bytes`,
    reserved === undefined
      ? 'pre-allocated and unused: not set'
      : `pre-allocated and unused ${reserved} bytes`,
    `capacity type ${asCode(type)}`,
    ...(trend === undefined ? [] : [`trend: ${trend}`]),
  ].join('; ');
}

/** Cancelling does not stop the question itself: others may wait for it, and the view keeps its answer. */
async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = new Promise<never>((_, reject) => {
    const cancel = () => reject(signal.reason);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) {
      cancel();
    }
  });
  return Promise.race([work, cancelled]);
}
