import { dialog, type BrowserWindow } from 'electron';
import { ok } from '../../preload/contract/result.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { exportDrafts, importDrafts } from './draft-transfer.ts';

const filters = [{ name: 'Drafts', extensions: ['json'] }];

/** Asks where to; null: the person changed their mind. */
export async function askAndExport(store: TicketStore, window: BrowserWindow | null, at: number) {
  const options = { defaultPath: 'drafts.json', filters };
  const { filePath, canceled } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? ok(null) : exportDrafts(store, filePath, at);
}

/** Asks for a file; null: the person changed their mind. */
export async function askAndImport(store: TicketStore, window: BrowserWindow | null) {
  const options = { properties: ['openFile' as const], filters };
  const { filePaths, canceled } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  const [file] = filePaths;
  return canceled || file === undefined ? ok(null) : importDrafts(store, file);
}
