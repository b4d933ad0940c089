import * as v from 'valibot';
import type { Disk } from '../database/disk.ts';
import type { Passport } from '../database/kept.ts';

const Seen = v.object({ id: v.string(), session: v.string(), attempts: v.number() });
/** As it is written: with the PC that it was seen on. */
const Testimony = v.object({ ...Seen.entries, machine: v.string() });
/** The file of tickets that was last used here, and how far it had come when it was last about to send something. */
export type Seen = v.InferOutput<typeof Seen>;

/**
 * Remembers, outside the data folder, which file of tickets was last opened here, and how many attempts it had made. One
 * that was put back from an older day was not the last, and one that was copied to another place has no witness there:
 * what it says is waiting may have been sent, or thrown away.
 */
export interface Witness {
  /** Null: nothing is known of this place. */
  read(): Seen | null;
  /** @returns false: the disk does not take it, which is no reason not to send. */
  write(seen: Seen): boolean;
}

/** @param machine what tells this PC from others: of another one nothing is known here, wherever the file came from. */
export function createWitness(file: string, folder: string, disk: Disk, machine: string): Witness {
  return {
    read: () => {
      try {
        const parsed = v.safeParse(Testimony, JSON.parse(disk.read(file) ?? ''));
        if (!parsed.success) return null;
        const { machine: where, ...seen } = parsed.output;
        return where === machine ? seen : null;
      } catch {
        return null;
      }
    },
    write: (seen) => {
      try {
        disk.makeFolder(folder);
        disk.write(file, JSON.stringify({ ...seen, machine }));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/**
 * Whether a file of tickets is the one that was last used here.
 *
 * @param home the identity of the file as it is now; null: the system does not tell.
 * @param attempts how many attempts it knows of.
 */
export function originOf(
  passport: Pick<Passport, 'id' | 'session' | 'sessionBefore' | 'home'>,
  home: string | null,
  attempts: number,
  seen: Seen | null,
): 'same' | 'copied' | 'older' {
  const { id, session, sessionBefore } = passport;
  // An earlier program gave no names, and there was none to see it. Where there was one, the file is of before.
  if (session === null) return seen === null ? 'same' : 'older';
  if (seen === null) return home !== null && home === passport.home ? 'same' : 'copied';
  // A start that was stopped in the middle gave it a session that nobody saw.
  const isLast = seen.session === session || seen.session === sessionBefore;
  if (isLast && attempts >= seen.attempts) return 'same';
  return isLast || seen.id === id ? 'older' : 'copied';
}
