import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { decodeDrafts, encodeDrafts } from '../tickets/drafts-file.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';

const MAX_BYTES = 64 * 1024 * 1024;

export interface ExportedDrafts {
  readonly drafts: number;
  /** What may have been sent stays here. */
  readonly leftOut: number;
}

export interface ImportedDrafts {
  readonly added: number;
  /** Those that were here already. */
  readonly known: number;
}

/** Writes every draft into a file; whole or not at all. */
export function exportDrafts(store: TicketStore, file: string, at: number): Result<ExportedDrafts, AppError> {
  const tickets = store.inState('draft');
  return tickets.ok ? writeDrafts(tickets.value, file, at) : tickets;
}

/** The same of drafts that were read already. */
export function writeDrafts(
  tickets: readonly Ticket[],
  file: string,
  at: number,
): Result<ExportedDrafts, AppError> {
  const { text, drafts, leftOut } = encodeDrafts(tickets, at);
  const unfinished = `${file}.unfinished`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600 });
    renameSync(unfinished, file);
    return ok({ drafts, leftOut });
  } catch (error) {
    // Half a file would be taken for a whole one some day, and it holds what is nobody else's business.
    removeIfPossible(unfinished);
    return err(appError('export.failed', { reason: (error as NodeJS.ErrnoException).code ?? 'error' }));
  }
}

/** Brings back the drafts of a file that are not here; what is here stays as it is. */
export function importDrafts(store: TicketStore, file: string): Result<ImportedDrafts, AppError> {
  let text: string;
  try {
    if (statSync(file).size > MAX_BYTES) return err(appError('import.not_readable', { place: '' }));
    text = readFileSync(file, 'utf8');
  } catch {
    return err(appError('import.not_readable', { place: '' }));
  }
  const drafts = decodeDrafts(text);
  if (!drafts.ok) return drafts;
  // All of them or none: what is said about it must be true of each.
  const added = store.insertAll(drafts.value);
  return added.ok ? ok({ added: added.value, known: drafts.value.length - added.value }) : added;
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder cannot be written to any more: the reason is told already.
  }
}
