import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Notice } from '../../preload/contract/settings.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import { decode } from '../decoding.ts';
import { sensible, type SettingsFile } from './settings.ts';
import { migrated, SETTINGS_VERSION, type Migrated } from './settings-migrations.ts';
import { settingsSchema } from './settings-schema.ts';

/** Far more than settings can be; whatever is larger is something else, and is not read into memory. */
const MAX_BYTES = 1024 * 1024;

export interface OpenedSettingsFile extends SettingsFile {
  /** What people must know about it; null: all is well. */
  readonly notice: Extract<Notice, `settings-${string}`> | null;
  /** What is wrong with its bytes, where they are no text; null: nothing is. */
  readonly fault: NotText | null;
}

/**
 * The settings file, written by electron-store. A file that cannot be read is moved aside and one of a newer program
 * is copied aside, never overwritten: it may hold what somebody wants back.
 *
 * @param now milliseconds since the epoch, for the name of a file put aside.
 */
export function openSettingsFile(folder: string, now: number): OpenedSettingsFile {
  const path = join(folder, 'settings.json');
  const found = read(path);
  if (!found.ok) {
    // Neither readable nor movable: it stays as it is, and nothing may be written over it.
    const fault = found.error;
    if (!happens(() => renameSync(path, asideName(folder, 'corrupt', now)))) return { ...inMemory, fault };
    return { ...fileWith(folder, path, {}), notice: 'settings-quarantined', fault };
  }
  const { values, isNewer } = found.value;
  const sound = { fault: null };
  if (!isNewer || isAside(folder, path)) return { ...fileWith(folder, path, values), ...sound, notice: null };
  if (!happens(() => copyFileSync(path, asideName(folder, 'newer', now))))
    return { ...inMemory, read: () => values };
  return { ...fileWith(folder, path, values), ...sound, notice: 'settings-newer' };
}

function fileWith(folder: string, path: string, values: Migrated['values']): SettingsFile {
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name: 'settings',
    configFileMode: 0o600,
    // The file was read already, in whatever encoding it is. One senseless value must not make all of them unreadable: it
    // is left out before the schema is asked.
    deserialize: () => ({ schemaVersion: SETTINGS_VERSION, ...sensible(values) }),
    schema: settingsSchema,
    rootSchema: { additionalProperties: false },
  });
  return {
    read: () => values,
    write: (values) => {
      const whole = { schemaVersion: SETTINGS_VERSION, ...values };
      try {
        store.store = whole;
        // A disk that fills up can cut a write short without an error: only what reads back is written.
        return readFileSync(path, 'utf8').trim() === JSON.stringify(whole, undefined, '\t');
      } catch {
        return false;
      }
    },
  };
}

/** Settings that hold until the program ends. */
const inMemory: OpenedSettingsFile = {
  read: () => ({}),
  write: () => false,
  notice: 'settings-unusable',
  fault: null,
};

/** What the file says; nothing where there is none. Fails with what is wrong with its bytes; null: something else is. */
function read(path: string): Result<Migrated, NotText | null> {
  try {
    if (statSync(path).size > MAX_BYTES) return err(null);
    const { text, fault } = decode(readFileSync(path));
    return fault === null ? ok(understood(text)) : err(fault);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? ok({ values: {}, isNewer: false })
      : err(null);
  }
}

function understood(text: string): Migrated {
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('no settings');
  return migrated(json as Record<string, unknown>);
}

/** A name that nothing has yet. */
function asideName(folder: string, why: 'corrupt' | 'newer', now: number): string {
  for (let at = now; ; at += 1) {
    const path = join(folder, `settings.${why}-${at}.json`);
    if (!existsSync(path)) return path;
  }
}

/** Whether a copy of just this is there already: a program that is started often must not fill the folder. */
function isAside(folder: string, path: string): boolean {
  const content = readFileSync(path);
  return readdirSync(folder)
    .filter((name) => /^settings\.newer-\d+\.json$/.test(name))
    .some((name) => readFileSync(join(folder, name)).equals(content));
}

function happens(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
