import * as v from 'valibot';
import { KnownAccount } from '../auth/account-book.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { defaultSettings, SettingsView, type SettingsChanges } from '../../preload/contract/settings.ts';
import { listOf } from '../stored-json.ts';

const WindowPlace = v.object({
  x: v.number(),
  y: v.number(),
  width: v.pipe(v.number(), v.minValue(100)),
  height: v.pipe(v.number(), v.minValue(100)),
  maximized: v.boolean(),
});

/** Everything in the settings file: what people choose, and what the program remembers. Never a secret. */
const schemas = {
  ...SettingsView.entries,
  activeAccount: v.nullable(v.string()),
  accounts: v.pipe(listOf(KnownAccount), v.readonly()),
  accountsToDelete: v.pipe(listOf(v.string()), v.readonly()),
  chosenConnector: v.nullable(v.string()),
  windowPlace: v.nullable(WindowPlace),
  /** Which catalogue file of the deployment was read last: its path, size and time. */
  deployedCatalogue: v.nullable(v.string()),
};
export type StoredSettings = { [K in keyof typeof schemas]: v.InferOutput<(typeof schemas)[K]> };

const defaults: StoredSettings = {
  ...defaultSettings,
  activeAccount: null,
  accounts: [],
  accountsToDelete: [],
  chosenConnector: null,
  windowPlace: null,
  deployedCatalogue: null,
};

/** Where settings are kept; `write` returns false when the file did not take them. */
export interface SettingsFile {
  read(): unknown;
  write(values: Readonly<Record<string, unknown>>): boolean;
}

/** The settings, in memory and on disk. A value that makes no sense falls back to its default, alone. */
export class Settings {
  /** Why the file could not be read, where its bytes were no text; null: they were. */
  readonly fault: NotText | null;
  readonly #file: SettingsFile;
  #values: StoredSettings;

  constructor(file: SettingsFile, fault: NotText | null = null) {
    this.fault = fault;
    this.#file = file;
    this.#values = { ...defaults, ...sensible(file.read()) };
  }

  get<K extends keyof StoredSettings>(key: K): StoredSettings[K] {
    return this.#values[key];
  }

  /** Holds at once, whether or not the disk takes it. */
  set<K extends keyof StoredSettings>(key: K, value: StoredSettings[K]): boolean {
    this.#values = { ...this.#values, [key]: value };
    return this.#file.write(this.#values);
  }

  view(): SettingsView {
    return Object.fromEntries(
      (Object.keys(defaultSettings) as (keyof SettingsView)[]).map((key) => [key, this.#values[key]]),
    ) as SettingsView;
  }

  change(changes: SettingsChanges): Result<SettingsView, AppError> {
    this.#values = { ...this.#values, ...sensible(changes) };
    return this.#file.write(this.#values) ? ok(this.view()) : err(appError('settings.not_saved'));
  }
}

/** What of it makes sense, value by value. */
export function sensible(raw: unknown): Partial<StoredSettings> {
  if (typeof raw !== 'object' || raw === null) return {};
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([key, schema]) => {
      const parsed = v.safeParse(schema, (raw as Record<string, unknown>)[key]);
      return parsed.success ? [[key, parsed.output]] : [];
    }),
  );
}
