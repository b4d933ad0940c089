import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { SettingsFile } from './settings.ts';

/**
 * The settings file, written by electron-store. A file that cannot be read is moved aside, never overwritten: it
 * may hold what somebody wants back.
 *
 * @param now milliseconds since the epoch, for the name of a file moved aside.
 */
export function openSettingsFile(
  folder: string,
  now: number,
): SettingsFile & { readonly quarantined: boolean } {
  const path = join(folder, 'settings.json');
  const quarantined = existsSync(path) && !isJsonObject(path);
  if (quarantined) renameSync(path, join(folder, `settings.corrupt-${now}.json`));
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'settings', configFileMode: 0o600 });
  return {
    quarantined,
    read: () => store.store,
    write: (values) => {
      try {
        store.store = { ...values };
        // A disk that fills up can cut a write short without an error: only what reads back is written.
        return readFileSync(path, 'utf8').trim() === JSON.stringify(values, undefined, '\t');
      } catch {
        return false;
      }
    },
  };
}

function isJsonObject(path: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
