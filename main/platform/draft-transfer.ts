import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { Disk } from '../database/disk.ts';
import { decode } from '../decoding.ts';
import { entry } from '../tickets/commit.ts';
import { decodeDrafts, encodeDrafts, MOST_BYTES, MOST_DRAFTS } from '../tickets/drafts-file.ts';
import { isBlank } from '../tickets/form.ts';
import { step, type Ticket } from '../tickets/ticket.ts';
import type { Change, TicketStore } from '../tickets/ticket-store.ts';

export interface ExportedDrafts {
  readonly drafts: number;
  /** What may have been sent stays here. */
  readonly leftOut: number;
}

export interface ImportedDrafts {
  /** Those that were not here, or had been thrown away here. */
  readonly added: number;
  /** Those that were here already. */
  readonly known: number;
}

/** What an export is written with, and what it must keep out of. */
export interface ExportDeps {
  readonly disk: Pick<Disk, 'write'>;
  /** What the program keeps in these, an export would take the place of. */
  readonly ownFolders: readonly string[];
}

/** Writes every draft into a file; whole or not at all, and never into a folder of the program's own. */
export function exportDrafts(
  store: TicketStore,
  file: string,
  at: number,
  deps: ExportDeps,
): Result<ExportedDrafts, AppError> {
  const tickets = store.inState('draft');
  return tickets.ok ? writeDrafts(tickets.value, file, at, deps) : tickets;
}

/** The same of drafts that were read already. */
export function writeDrafts(
  tickets: readonly Ticket[],
  file: string,
  at: number,
  { disk, ownFolders }: ExportDeps,
): Result<ExportedDrafts, AppError> {
  if (ownFolders.some((folder) => isInside(file, folder)))
    return err(appError('export.failed', { reason: 'that folder is the program’s own' }));
  // What no import would take is no export. Measured first: a text can become longer than there can be one.
  const tooLarge = err(appError('export.too_large', { most: MOST_BYTES }));
  if (tickets.reduce((sum, { form }) => sum + JSON.stringify(form).length, 0) > MOST_BYTES) return tooLarge;
  const { text, drafts, leftOut } = encodeDrafts(tickets, at);
  if (drafts > MOST_DRAFTS || Buffer.byteLength(text) > MOST_BYTES) return tooLarge;
  try {
    disk.write(file, text);
    return ok({ drafts, leftOut });
  } catch (error) {
    return err(appError('export.failed', { reason: (error as NodeJS.ErrnoException).code ?? 'error' }));
  }
}

/**
 * Brings back the drafts of a file that are not here. What is here stays as it is, but must be found: what was thrown
 * away is fetched back, and a draft that was emptied gets its content again.
 *
 * @param at milliseconds since the epoch.
 * @param broughtBack told of each ticket that was here and is another now.
 */
export function importDrafts(
  store: TicketStore,
  file: string,
  at = Date.now(),
  broughtBack: (id: string) => void = () => undefined,
): Result<ImportedDrafts, AppError> {
  let bytes: Buffer;
  try {
    if (statSync(file).size > MOST_BYTES) return err(appError('import.not_readable', { place: '' }));
    bytes = readFileSync(file);
  } catch {
    return err(appError('import.not_readable', { place: '' }));
  }
  const { text, fault } = decode(bytes);
  if (fault !== null) return err(appError('import.not_text', { ...fault, encoding: fault.encoding ?? '' }));
  const drafts = decodeDrafts(text);
  if (!drafts.ok) return drafts;
  const changes = new Map<string, Change>();
  for (const draft of drafts.value) {
    const here = store.get(draft.id);
    if (!here.ok) return here;
    const next = here.value === null ? null : foundAgain(here.value, draft, at);
    if (here.value !== null && next !== null)
      changes.set(draft.id, { seen: here.value, next, entry: entry('decided', 'restore', null, null) });
  }
  // All of them or none: what is said about it must be true of each.
  const inserted = store.insertAll(drafts.value, [...changes.values()]);
  if (!inserted.ok) return inserted;
  for (const id of changes.keys()) broughtBack(id);
  const added = inserted.value + changes.size;
  return ok({ added, known: drafts.value.length - added });
}

/**
 * A ticket that is here and in no list, as it is to be found after its draft was imported: as by "Undo" a draft again, or
 * in doubt again if it was. Null: it is in a list already.
 */
function foundAgain(here: Ticket, draft: Ticket, at: number): Ticket | null {
  const form = isBlank(here.form) ? draft.form : here.form;
  const isInNoList = here.state === 'discarded' || (here.state === 'draft' && isBlank(here.form));
  if (!isInNoList || isBlank(form)) return null;
  const back = step(here, here.state === 'discarded' ? { kind: 'restore' } : { kind: 'change', form }, at);
  if (!back.ok) return null;
  if (back.value.state !== 'draft') return back.value;
  // Whoever says that it may have been sent is believed.
  const { doubted, restored } = back.value;
  return { ...back.value, form, doubted: doubted || draft.doubted, restored: restored ?? draft.restored };
}

/** Whatever way the path takes: through links, or in letters of another size where that is the same. */
function isInside(file: string, folder: string): boolean {
  try {
    const way = relative(realpathSync.native(folder), realpathSync.native(dirname(file)));
    return way.split(sep)[0] !== '..' && !isAbsolute(way);
  } catch {
    // One of them is not there, so the one is not in the other.
    return false;
  }
}
