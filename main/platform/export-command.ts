import { existsSync } from 'node:fs';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { writeDrafts, type ExportedDrafts } from './draft-transfer.ts';

/** `--export-drafts=FILE`: writes every draft into a file, without a window. @returns the exit code. */
export function runExport(
  database: string,
  target: string,
  open: (file: string) => TicketStore,
  say: (text: string) => void,
): number {
  if (!existsSync(database)) {
    say('There are no drafts: the program was never used with this data folder.');
    return 1;
  }
  let store: TicketStore;
  try {
    store = open(database);
  } catch (error) {
    // Nobody is there to close a box: a script wants words and a code.
    say(`The drafts could not be read from ${database} (${String(error)}). Nothing was changed.`);
    return 1;
  }
  const tickets = store.inState('draft');
  // Closed before the file is written, however long that takes: nobody who starts the program meanwhile must wait.
  store.close();
  const exported = tickets.ok ? writeDrafts(tickets.value, target, Date.now()) : tickets;
  say(explainExport(exported, target));
  return exported.ok ? 0 : 1;
}

/** What became of an export, for a terminal. */
function explainExport(exported: Result<ExportedDrafts, AppError>, target: string): string {
  if (exported.ok) {
    const { drafts, leftOut } = exported.value;
    const left = leftOut === 0 ? '' : `. Left out, since they may have been sent: ${leftOut}`;
    return `Drafts written to ${target}: ${drafts}${left}`;
  }
  const reason = exported.error.details?.reason ?? exported.error.code;
  return `The drafts could not be written to ${target} (${String(reason)}). They are all still in the program.`;
}
