import { basename, dirname } from 'node:path';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Disk } from '../database/disk.ts';
import type { KeptNotice, KeptPaths } from '../database/kept.ts';
import type { TicketFile } from '../tickets/ticket-file.ts';
import { writeDrafts, type ExportDeps, type ExportedDrafts } from './draft-transfer.ts';

export interface ExportCommandDeps extends ExportDeps {
  readonly disk: Pick<Disk, 'list' | 'write'>;
  /** Opens the tickets as a start of the program does. @throws as that does. */
  readonly open: () => TicketFile;
  /** Everything is read and closed: what is left to do is no business of another program on the same folder. */
  readonly done: () => void;
  readonly say: (text: string) => void;
}

/** `--export-drafts=FILE`: writes every draft into a file, without a window. @returns the exit code. */
export function runExport(paths: KeptPaths, target: string, deps: ExportCommandDeps): number {
  const { disk, open, done, say } = deps;
  if (isUnused(paths, disk)) {
    say('There are no drafts: the program was never used with this data folder.');
    return 1;
  }
  let file: TicketFile;
  try {
    file = open();
  } catch (error) {
    // Nobody is there to close a box: a script wants words and a code.
    say(`The tickets in ${paths.file} could not be opened (${String(error)}). No drafts were written.`);
    return 1;
  }
  const { notice, store } = file;
  const tickets = store.inState('draft');
  // Closed before the file is written, however long that takes: nobody who starts the program meanwhile must wait.
  store.close();
  done();
  if (notice !== null) say(about[notice]);
  if (!tickets.ok) {
    say(explainUnread(paths.file, tickets.error));
    return 1;
  }
  if (isIncomplete(notice) && tickets.value.length === 0) {
    // What an earlier export left there is more than this.
    say(`There are no drafts now, so nothing was written to ${target}.`);
    return 1;
  }
  const exported = writeDrafts(tickets.value, target, Date.now(), deps);
  say(explainExport(exported, target));
  return exported.ok && !isIncomplete(notice) ? 0 : 1;
}

/** Not a trace of tickets: opening would begin an empty file, and say that there are none. */
function isUnused({ file, backups }: KeptPaths, disk: Pick<Disk, 'list'>): boolean {
  const name = basename(file);
  const isTrace = (other: string) =>
    other === name || other.startsWith(`${name}-`) || other.startsWith(`${name}.`);
  const backup = `${basename(file, '.db')}-`;
  return (
    !disk.list(dirname(file)).some(isTrace) && !disk.list(backups).some((other) => other.startsWith(backup))
  );
}

/** There may have been more drafts than there are now: no script must take that for all. */
const isIncomplete = (notice: KeptNotice | null): boolean =>
  notice === 'restored' || notice === 'salvaged' || notice === 'quarantined';

/** What the window says of the file, for a terminal. It is said there as well, until somebody has read it. */
const about: Readonly<Record<KeptNotice, string>> = {
  restored:
    'The file with the tickets was damaged or missing. A backup stands in for it: drafts written since that backup may be missing.',
  salvaged:
    'The file with the tickets was damaged, and there was no backup that could be used: only what could still be read is there.',
  quarantined:
    'The file with the tickets was damaged or missing, nothing of it could be read, and there is no backup that can be used.',
  'put-back':
    'A backup was put in the place of the tickets: its drafts may have been sent since, and say so in the file.',
  copied: 'The data folder is a copy: its drafts may be sent elsewhere, and say so in the file.',
  older: 'The data folder is of an older day: its drafts may have been sent since, and say so in the file.',
};

function explainUnread(database: string, { code }: AppError): string {
  const next =
    code === 'storage.damaged' ? ' Try again: it is damaged, and repaired when it is opened next.' : '';
  return `The drafts could not be read from ${database} (${code}). None were written.${next}`;
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
