import { existsSync, renameSync } from 'node:fs';
import type { TicketStore } from './ticket-store.ts';

/**
 * Opens the database; one that cannot be opened is moved aside with everything that belongs to it, never deleted,
 * and a new one is begun. Another program holding it is no damage: that error is passed on.
 *
 * @param now milliseconds since the epoch, for the name of what is moved aside.
 */
export function openOrQuarantine(
  file: string,
  now: number,
  open: (file: string) => TicketStore,
): { readonly store: TicketStore; readonly quarantined: boolean } {
  try {
    return { store: open(file), quarantined: false };
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.corrupt-${now}${suffix}`);
    }
    return { store: open(file), quarantined: true };
  }
}

/** SQLITE_CORRUPT or SQLITE_NOTADB: https://sqlite.org/rescode.html */
function isDamage(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' && [11, 26].includes(code & 0xff);
}
