import type { Held } from './kill-held.ts';
import { textOf, type KillNews } from './kill-orders.ts';
import type { Promises } from './kill-verdict.ts';
import type { TicketOnDisk } from './kill-disk.ts';

type Saved = Extract<KillNews, { kind: 'saved' }>;

/**
 * What the program has promised, less what no file holds any more. It follows from the files alone, read row by row with
 * SQLite and nothing of the program:
 *
 * - After a damage, a save is still promised as the damaged file with its log gives it; where that does not, as the newest
 *   backup does that can be read as a whole. Held by neither, it was destroyed by the damage, and not lost.
 * - After a person has put a backup in the file's place, what is in that backup is promised, and nothing else.
 * - Nothing else ever takes a promise back: no kill, no migration, and no restore.
 */
export class FilePromises implements Promises {
  readonly saved = new Map<string, Saved>();
  readonly pressed = new Set<string>();
  /** Every draft there ever was. */
  readonly ever = new Set<string>();
  /**
   * Those of which something is unknown since: a later text, an attempt, or their place in the lane. What the file says of
   * their history need not be all of it; that each exists once at the service at most is asked of them as of all.
   */
  readonly disturbed = new Set<string>();
  destroyed = 0;

  save(news: Saved): void {
    this.ever.add(news.id);
    const known = this.saved.get(news.id);
    if (known === undefined || news.revision >= known.revision) this.saved.set(news.id, news);
  }

  /** @returns whether anything is gone, or is older now. */
  damaged(before: Held, damaged: Held, backup: Held | null): boolean {
    let isLess = false;
    for (const [id, promise] of this.saved) {
      const [row, copy] = [damaged.tickets.get(id), backup?.tickets.get(id)];
      const begun = Math.max(damaged.begun.get(id) ?? 0, backup?.begun.get(id) ?? 0);
      if (begun < (before.begun.get(id) ?? 0) || isUnderWay(promise.state)) this.disturbed.add(id);
      if (row !== undefined && row.revision < promise.revision) {
        isLess = true;
        this.#setBack(id, row);
      } else if (row !== undefined) {
        // The last commit may not have been acknowledged any more.
        if (!isAsPromised(row, promise)) this.disturbed.add(id);
        this.saved.set(id, promiseOf(copy !== undefined && isForked(row, copy) ? eitherOf(row, copy) : row));
      } else if (copy !== undefined && isAsPromised(copy, promise)) this.saved.set(id, promiseOf(copy));
      else {
        isLess = true;
        this.#setBack(id, copy);
      }
    }
    return isLess;
  }

  /** A person has put this in place of the file. */
  replacedBy(file: Held): void {
    for (const [id, promise] of this.saved) {
      const row = file.tickets.get(id);
      if (row === undefined || !isAsPromised(row, promise)) this.#setBack(id, row);
    }
    for (const row of file.tickets.values()) {
      if (isUnderWay(row.state) || !this.saved.has(row.id)) this.disturbed.add(row.id);
      this.ever.add(row.id);
      this.saved.set(row.id, promiseOf(row));
    }
  }

  #setBack(id: string, row: TicketOnDisk | undefined): void {
    this.destroyed += 1;
    this.disturbed.add(id);
    if (row === undefined) this.saved.delete(id);
    else this.saved.set(id, promiseOf(row));
  }
}

const isUnderWay = (state: string) => !['draft', 'created', 'discarded', 'rejected'].includes(state);

const isAsPromised = (row: TicketOnDisk, { revision, state, reference }: Saved) =>
  row.revision === revision && row.state === state && row.reference === reference;

/** A person has put an older backup in place in between, and this backup is of what was before. */
const isForked = (row: TicketOnDisk, copy: TicketOnDisk) =>
  copy.revision > row.revision || (copy.revision === row.revision && !isAsPromised(copy, promiseOf(row)));

/** Not older than either. */
const eitherOf = (row: TicketOnDisk, copy: TicketOnDisk): TicketOnDisk => ({
  ...(textOf(row.reference) < textOf(copy.reference) ? row : copy),
  revision: Math.min(row.revision, copy.revision) - 1,
});

const promiseOf = ({ id, revision, state, reference }: TicketOnDisk): Saved => ({
  kind: 'saved',
  id,
  revision,
  // What was on its way is taken over as what it is then.
  state: state === 'sending' ? 'unconfirmed' : (state as Saved['state']),
  reference,
});
