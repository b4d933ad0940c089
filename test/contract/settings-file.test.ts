import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sensible, Settings, type StoredSettings } from '../../main/settings/settings.ts';
import { settingsSchema } from '../../main/settings/settings-schema.ts';
import { openSettingsFile } from '../../main/settings/settings-store.ts';

// electron-store looks for Electron's app; outside Electron its package only says where the program would be, or
// fetches it where it is not installed.
vi.hoisted(() => (process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nowhere'));

const NOW = 1_764_000_000_000;
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => {
  const file = openSettingsFile(folder, NOW);
  return { settings: new Settings(file), notice: file.notice };
};
const written = (): unknown => JSON.parse(readFileSync(path, 'utf8'));
const account = { name: 'token:Jan', method: 'token', label: 'Jan' };

describe('the settings file', () => {
  it('is begun by the first change, and read at the next start', () => {
    const first = open();
    expect(first.notice).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    expect(first.settings.change({ density: 'workshop', latitude: '51.985104' }).ok).toBe(true);
    first.settings.set('windowPlace', { x: -8, y: 0, width: 1024, height: 700, maximized: false });
    const second = open();
    expect(second.notice).toBeNull();
    expect(second.settings.view()).toMatchObject({ density: 'workshop', latitude: '51.985104' });
    expect(second.settings.get('windowPlace')?.x).toBe(-8);
    expect(written()).toMatchObject({ schemaVersion: 2, density: 'workshop' });
  });

  it('of the first version lists the account that it only named, and keeps all the rest', () => {
    writeFileSync(path, JSON.stringify({ theme: 'dark', deviceModel: 'Bench', activeAccount: account.name }));
    const { settings, notice } = open();
    expect(notice).toBeNull();
    expect(settings.get('accounts')).toEqual([account]);
    expect(settings.view()).toMatchObject({ theme: 'dark', deviceModel: 'Bench', language: 'system' });
    settings.change({ theme: 'light' });
    expect(written()).toMatchObject({ schemaVersion: 2, accounts: [account], activeAccount: account.name });
    // A later program's list is what it is, also an empty one.
    settings.set('accounts', []);
    expect(open().settings.get('accounts')).toEqual([]);
  });

  it('loses one senseless value, and no other', () => {
    writeFileSync(path, JSON.stringify({ theme: 'pink', density: 'workshop', windowPlace: 7, what: 'else' }));
    const { settings, notice } = open();
    expect(notice).toBeNull();
    expect(settings.view()).toMatchObject({ theme: 'system', density: 'workshop' });
    expect(settings.change({ language: 'nl' }).ok).toBe(true);
    expect(written()).toMatchObject({ theme: 'system', density: 'workshop', language: 'nl' });
    expect(written()).not.toHaveProperty('what');
  });

  it('may begin with a byte order mark', () => {
    writeFileSync(path, '\uFEFF{"theme":"dark"}');
    const { settings, notice } = open();
    expect({ notice, theme: settings.view().theme }).toEqual({ notice: null, theme: 'dark' });
    expect(settings.change({ language: 'de' }).ok).toBe(true);
  });

  it.each<[string, () => void]>([
    ['no JSON', () => writeFileSync(path, '{"theme": "dark"')],
    ['empty', () => writeFileSync(path, '')],
    ['a list', () => writeFileSync(path, '[{"theme":"dark"}]')],
    ['a text', () => writeFileSync(path, '"dark"')],
    ['null', () => writeFileSync(path, 'null')],
    ['in Latin-1', () => writeFileSync(path, Buffer.from('{"deviceModel":"Prüfstand"}', 'latin1'))],
    [
      'in half of UTF-16',
      () => writeFileSync(path, Buffer.from('\uFEFF{"theme":"dark"}', 'utf16le').subarray(0, -1)),
    ],
    ['as large as no settings are', () => writeFileSync(path, `{"theme":"dark"}${' '.repeat(1024 * 1024)}`)],
    ['a folder', () => mkdirSync(path)],
    ['a link to itself', () => symlinkSync(path, path)],
  ])('that is %s is put aside whole, told, and begun anew', (_what, make) => {
    make();
    const listing = () => spawnSync('ls', ['-ld', '--time-style=full-iso', path]).stdout.toString();
    const before = listing().replace(path, '');
    const { settings, notice } = open();
    expect(notice).toBe('settings-quarantined');
    expect(settings.view().theme).toBe('system');
    expect(readdirSync(folder)).toEqual([`settings.corrupt-${NOW}.json`]);
    path = join(folder, `settings.corrupt-${NOW}.json`);
    expect(listing().replace(path, '')).toBe(before);
    expect(settings.change({ theme: 'dark' }).ok).toBe(true);
    expect(open()).toMatchObject({ notice: null });
    expect(open().settings.view().theme).toBe('dark');
  });

  it('is put aside beside what was put aside before', () => {
    writeFileSync(join(folder, `settings.corrupt-${NOW}.json`), 'the first');
    writeFileSync(path, 'the second');
    open();
    expect(readFileSync(join(folder, `settings.corrupt-${NOW}.json`), 'utf8')).toBe('the first');
    expect(readFileSync(join(folder, `settings.corrupt-${NOW + 1}.json`), 'utf8')).toBe('the second');
  });

  it('of a newer program is copied aside once, and read as far as it is understood', () => {
    const newer = '{"schemaVersion": 3, "theme": "dark", "density": "huge", "sound": "loud"}';
    writeFileSync(path, newer);
    const { settings, notice } = open();
    expect(notice).toBe('settings-newer');
    expect(settings.view()).toMatchObject({ theme: 'dark', density: 'normal' });
    // Nothing was changed yet: the same file again is no news, and no second copy.
    expect(open().notice).toBeNull();
    expect(settings.change({ language: 'fr' }).ok).toBe(true);
    expect(written()).toMatchObject({ schemaVersion: 2, theme: 'dark', language: 'fr' });
    expect(readdirSync(folder).sort()).toEqual(['settings.json', `settings.newer-${NOW}.json`]);
    expect(readFileSync(join(folder, `settings.newer-${NOW}.json`), 'utf8')).toBe(newer);
    expect(open().notice).toBeNull();
  });
});

describe('where nothing can be written', () => {
  /** As an ordinary user, whoever runs the tests: rights do not bind an administrator. */
  const asUser = <T>(action: () => T): T => {
    if (process.geteuid?.() !== 0) return action();
    process.seteuid?.(65_534);
    try {
      return action();
    } finally {
      process.seteuid?.(0);
    }
  };

  it('a file without the right to read it is put aside, in a folder of one’s own', () => {
    writeFileSync(path, '{"theme":"dark"}', { mode: 0o000 });
    chmodSync(folder, 0o777);
    asUser(() => expect(open().notice).toBe('settings-quarantined'));
    const aside = join(folder, `settings.corrupt-${NOW}.json`);
    // The one who may not read it may still give themselves the right: it is their file.
    chmodSync(aside, 0o600);
    expect(readFileSync(aside, 'utf8')).toBe('{"theme":"dark"}');
  });

  it.each([
    ['damaged', '{"theme":', 'system'],
    ['newer', '{"schemaVersion":3,"theme":"dark"}', 'dark'],
  ])('a %s file stays as it is, and every change says that it is not saved', (_what, content, theme) => {
    writeFileSync(path, content);
    chmodSync(folder, 0o555);
    asUser(() => {
      const { settings, notice } = open();
      expect({ notice, theme: settings.view().theme }).toEqual({ notice: 'settings-unusable', theme });
      expect(settings.change({ theme: 'light' })).toMatchObject({ error: { code: 'settings.not_saved' } });
      expect(settings.view().theme).toBe('light');
    });
    chmodSync(folder, 0o755);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });
});

describe('the JSON Schema', () => {
  const ajv = new Ajv2020();
  const text = fc.oneof(
    fc.string({ maxLength: 120 }),
    fc.constantFrom('', 'system', 'dark', 'workshop', 'nl', '51.985104', '-5', '123.4', 'x'.repeat(101)),
  );
  const place = fc.record({
    x: fc.integer(),
    y: fc.double({ noNaN: true, noDefaultInfinity: true }),
    width: fc.integer({ min: 0, max: 3000 }),
    height: fc.integer({ min: 0, max: 3000 }),
    maximized: fc.boolean(),
  });
  const known = fc.record({ name: text, method: fc.constantFrom('oidc', 'token', 'pin'), label: text });
  const value = fc.oneof(
    text,
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -1, max: 200 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(text, { maxLength: 3 }),
    fc.array(known, { maxLength: 3 }),
    place,
    fc.dictionary(fc.string(), fc.boolean(), { maxKeys: 2 }),
  );

  it.each(Object.entries(settingsSchema).filter(([key]) => key !== 'schemaVersion'))(
    'takes for %s just what makes sense',
    (key, schema) => {
      const fits = ajv.compile(schema);
      fc.assert(
        fc.property(value, (candidate) => {
          const taken = sensible({ [key]: candidate })[key as keyof StoredSettings];
          expect(fits(candidate)).toBe(JSON.stringify(taken) === JSON.stringify(candidate));
          // Of what makes no sense as a whole, the rest does.
          expect(taken === undefined || fits(taken)).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );
});
