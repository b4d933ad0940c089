import * as v from 'valibot';
import type { Disk } from '../database/disk.ts';
import type { Passport } from '../database/kept-file.ts';

const Seen = v.object({ id: v.string(), attempts: v.number() });
/** How far a file of tickets had come when it was last about to send something. */
export type Seen = v.InferOutput<typeof Seen>;

/**
 * Remembers, outside the data folder, how many attempts its tickets had made. A data folder that was put back from an
 * older day knows of fewer, and one that was copied to another place has no witness there: what it says is waiting may
 * have been sent.
 */
export interface Witness {
  /** Null: nothing is known of this place. */
  read(): Seen | null;
  /** A disk that does not take it makes a later copy less likely to be noticed, and is no reason not to send. */
  write(seen: Seen): void;
}

export function createWitness(file: string, folder: string, disk: Disk): Witness {
  return {
    read: () => {
      try {
        const parsed = v.safeParse(Seen, JSON.parse(disk.read(file) ?? ''));
        return parsed.success ? parsed.output : null;
      } catch {
        return null;
      }
    },
    write: (seen) => {
      try {
        disk.makeFolder(folder);
        disk.write(file, JSON.stringify(seen));
      } catch {
        // Told nowhere: nobody could do anything about it now.
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
  { id, home: before }: Pick<Passport, 'id' | 'home'>,
  home: string | null,
  attempts: number,
  seen: Seen | null,
): 'same' | 'copied' | 'older' {
  const isKnownHere = seen !== null && seen.id === id;
  if (isKnownHere && attempts < seen.attempts) return 'older';
  // Moved or renamed it is still the same file; and whatever a system calls files, nothing was sent here since.
  if (isKnownHere || (home !== null && home === before)) return 'same';
  return 'copied';
}
