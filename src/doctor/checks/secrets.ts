import { randomUUID } from 'node:crypto';
import type { Secrets } from '../../organizations/signIn/credentials.ts';
import { keyringHelp, secretStorageFailed } from '../../organizations/signIn/secretStorageWords.ts';
import { type Finding, failed, ok } from './check.ts';
import { Fact } from './fact.ts';
import { problem } from './problem.ts';
import { within } from './within.ts';

/**
 * Stores, reads and deletes a random value. A storage that keeps it may still lose it in a restart.
 *
 * @param limit milliseconds, after which it is taken to have failed
 * @param isKept for each organization, whether a credential is kept; rejects where that cannot be read
 */
export async function checkSecrets(
  secrets: Secrets,
  isKept: readonly (() => Promise<boolean>)[],
  limit: number,
): Promise<Finding> {
  const tried = await within(limit, tryOut(secrets)).catch((): 'rejected' => 'rejected');
  const kept = await Promise.all(isKept.map(each => each().catch(() => false)));
  const facts = [
    Fact.secretTried(tried),
    ...(isKept.length === 0 ? [] : [Fact.secretsKept(kept.filter(Boolean).length, isKept.length)]),
  ];
  if (tried === 'returned') {
    return ok('secrets', ...facts);
  }
  const { sentence, learnMore } = secretStorageFailed();
  const remedy = { title: learnMore, command: 'vscode.open', arguments: [keyringHelp] };
  return failed('secrets', problem('signedOut', sentence, remedy), ...facts);
}

async function tryOut(secrets: Secrets): Promise<'returned' | 'rejected' | 'forgotten'> {
  const [key, value] = [`dingtalkStorage.doctor/${randomUUID()}`, randomUUID()];
  try {
    await secrets.store(key, value);
    const read = await secrets.get(key);
    await secrets.delete(key);
    return read === value ? 'returned' : 'forgotten';
  } catch {
    return 'rejected';
  }
}
