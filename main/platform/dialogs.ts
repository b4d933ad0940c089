import { dialog, type BrowserWindow, type FileFilter } from 'electron';

/** Asks for a file that is there; null: the person changed their mind. */
export async function askForFile(window: BrowserWindow | null, filter: FileFilter): Promise<string | null> {
  const options = { properties: ['openFile' as const], filters: [filter] };
  const { filePaths, canceled } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where to put a new one; null: the person changed their mind. */
export async function askForPlace(
  window: BrowserWindow | null,
  defaultPath: string,
  filter: FileFilter,
): Promise<string | null> {
  const options = { defaultPath, filters: [filter] };
  const { filePath, canceled } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? null : filePath;
}

export async function showMessage(
  window: BrowserWindow | null,
  type: 'info' | 'warning',
  message: string,
): Promise<void> {
  const options = { type, title: 'Jifeline Workshop', message };
  await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
}
