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
 * @param credentials those of the organizations, where they can be read
 */
export async function checkSecrets(
  secrets: Secrets,
  credentials: readonly Promise<unknown>[],
  limit: number,
): Promise<Finding> {
  const [tried, ...read] = await Promise.all([
    within(limit, tryOut(secrets)).catch((): 'rejected' => 'rejected'),
    ...credentials.map(each => each.catch(() => undefined)),
  ]);
  const kept = read.filter(credential => credential !== undefined).length;
  const facts = [
    Fact.secretTried(tried),
    ...(read.length === 0 ? [] : [Fact.secretsKept(kept, read.length)]),
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
