import { dialog, type BrowserWindow } from 'electron';
import type { AppError } from '../../preload/contract/errors.ts';
import { ok, type Result } from '../../preload/contract/result.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { exportDrafts, importDrafts } from './draft-transfer.ts';
import type { Words } from './words.ts';

const filtersIn = ({ drafts }: Words) => [{ name: drafts, extensions: ['json'] }];

/** Asks where to; null: the person changed their mind. */
export async function askAndExport(
  store: TicketStore,
  window: BrowserWindow | null,
  words: Words,
  at: number,
) {
  const options = { defaultPath: 'drafts.json', filters: filtersIn(words) };
  const { filePath, canceled } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? ok(null) : exportDrafts(store, filePath, at);
}

/** Asks for a file; null: the person changed their mind. */
export async function askAndImport(store: TicketStore, window: BrowserWindow | null, words: Words) {
  const options = { properties: ['openFile' as const], filters: filtersIn(words) };
  const { filePaths, canceled } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  const [file] = filePaths;
  return canceled || file === undefined ? ok(null) : importDrafts(store, file);
}

type Outcome = Result<
  { drafts: number; leftOut: number } | { added: number; known: number } | null,
  AppError
>;

/** Says what became of it to whoever used the menu; Settings says it in the window. */
export async function tell(window: BrowserWindow | null, words: Words, outcome: Outcome): Promise<void> {
  if (outcome.ok && outcome.value === null) return;
  const options = {
    type: outcome.ok ? ('info' as const) : ('warning' as const),
    title: 'Jifeline Workshop',
    message: messageOf(outcome, words),
  };
  await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
}

function messageOf(outcome: Outcome, words: Words): string {
  if (!outcome.ok) return outcome.error.code === 'import.not_readable' ? words.notReadable : words.notMoved;
  if (outcome.value === null) return '';
  if ('drafts' in outcome.value) return words.exported(outcome.value.drafts, outcome.value.leftOut);
  return words.imported(outcome.value.added, outcome.value.known);
}
