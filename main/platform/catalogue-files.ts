import { dialog, type BrowserWindow } from 'electron';

/** Asks for a catalogue file; null: the person changed their mind. */
export async function askForCatalogue(window: BrowserWindow | null): Promise<string | null> {
  const options = { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] };
  const { filePaths, canceled } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}
