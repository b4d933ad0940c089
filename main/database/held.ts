import { setTimeout as pass } from 'node:timers/promises';

/** So often, and so long in between: a virus scanner, a backup or a sync program mostly has a file for a second. */
const [MOST_PAUSES, PAUSE_MS] = [20, 200];

export type Pause = (ms: number) => Promise<unknown>;

/** Windows' words for a file that somebody has open, as libuv tells them: sharing violation, access denied. */
const isHeld = (error: unknown): boolean =>
  ['EBUSY', 'EPERM'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

/** Does `work`, and does it again as long as somebody holds the file. @throws what it throws in the end, or else at once. */
export async function untilFree<T>(work: () => T | Promise<T>, pause: Pause = pass): Promise<T> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error) || pauses === MOST_PAUSES) throw error;
    }
    await pause(PAUSE_MS);
  }
}
