import { DingTalkError } from '../../dingtalk/errors.ts';

/**
 * Waits for what the editor does for so many milliseconds at most.
 *
 * @throws DingTalkError `signedOut` after that: nothing but the secret storage is waited for; what `work` throws
 */
export async function within<T>(limit: number, work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DingTalkError('signedOut')), limit);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
