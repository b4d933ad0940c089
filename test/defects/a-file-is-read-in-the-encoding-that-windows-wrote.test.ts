import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CatalogueFile } from '../../main/catalogue/catalogue-file.ts';
import type { CatalogueEntry } from '../../main/catalogue/catalogue-store.ts';
import { importDrafts } from '../../main/platform/draft-transfer.ts';
import { readDeployment } from '../../main/settings/deployment.ts';
import { Settings } from '../../main/settings/settings.ts';
import { openSettingsFile } from '../../main/settings/settings-store.ts';
import { encodeDrafts } from '../../main/tickets/drafts-file.ts';
import { goodCatalogue } from '../support/bad-catalogues.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { draft } from '../support/tickets.ts';

// PowerShell's `>` writes UTF-16 with a mark, editors write all kinds. UTF-16 was "no valid JSON (line 1, column 1)", and
// Windows-1252 passed: a path of the deployment file had U+FFFD in it, and so had an imported draft.

vi.hoisted(() => (process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nowhere'));

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'workshop-encodings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a file of a kind said of its one word beyond ASCII, or why it was refused. */
type Read = (bytes: Buffer) => { readonly word: unknown } | { readonly refused: string };

const WORD = 'Prüfstand';

const kinds: readonly (readonly [string, object, Read])[] = [
  [
    'deployment',
    { api: { baseUrl: 'https://api.example' }, catalogue: { file: `C:\\${WORD}\\c.json` } },
    (bytes) => {
      const file = join(folder, 'deployment.json');
      writeFileSync(file, bytes);
      const read = readDeployment(file);
      return read.ok
        ? { word: read.value.catalogue.file?.split('\\')[1] }
        : { refused: read.error.map(({ reason }) => reason).join(' ') };
    },
  ],
  [
    'catalogue',
    { ...goodCatalogue(), source: WORD, makes: [{ id: 1, name: 'Skala' }] },
    (bytes) => {
      const found: CatalogueEntry[] = [];
      const file = new CatalogueFile((entry) => found.push(entry));
      for (let at = 0; at < bytes.length; at += 7) if (!file.push(bytes.subarray(at, at + 7))) break;
      const end = file.end();
      return end.ok
        ? { word: end.value.source }
        : { refused: end.error.map(({ code, detail }) => `${code} ${detail}`).join(', ') };
    },
  ],
  [
    'drafts',
    JSON.parse(encodeDrafts([draft({ reference: WORD }, 10)], 20).text) as object,
    (bytes) => {
      const file = join(folder, 'drafts.json');
      writeFileSync(file, bytes);
      const store = createMemoryTicketStore();
      const read = importDrafts(store, file);
      if (!read.ok) return { refused: JSON.stringify(read.error) };
      const tickets = store.inState('draft');
      return { word: tickets.ok ? tickets.value[0]?.form.reference : null };
    },
  ],
  [
    'settings',
    { deviceModel: WORD, theme: 'dark' },
    (bytes) => {
      const data = join(folder, 'data');
      mkdirSync(data, { recursive: true });
      writeFileSync(join(data, 'settings.json'), bytes);
      const file = openSettingsFile(data, 1_764_000_000_000);
      if (file.notice !== null) return { refused: `${file.notice} ${JSON.stringify(file.fault)}` };
      const settings = new Settings(file);
      // What is written next is UTF-8, with all that was there.
      expect(settings.change({ language: 'nl' }).ok).toBe(true);
      expect(JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))).toMatchObject({
        deviceModel: WORD,
        theme: 'dark',
        language: 'nl',
      });
      return { word: settings.view().deviceModel };
    },
  ],
];

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string) =>
  Buffer.concat(
    Array.from(text, (sign) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(sign.codePointAt(0) ?? 0);
      return bytes;
    }),
  );

describe.each(kinds)('the file of the kind %s', (_kind, content, read) => {
  const text = JSON.stringify(content, undefined, 2).replaceAll('\n', '\r\n');
  const before = text.slice(0, text.indexOf('ü'));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-8 with two marks', Buffer.from(`\uFEFF\uFEFF${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', bigEndian(`\uFEFF${text}`)],
    ['UTF-16 LE without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without a mark', bigEndian(text)],
  ])('is read in %s', (_encoding, bytes) => {
    expect(read(bytes)).toEqual({ word: WORD });
  });

  it.each([
    ['Windows-1252', 'Windows-1252', Buffer.from(text, 'latin1'), before.length],
    ['UTF-32', 'UTF-32', utf32(`\uFEFF${text}`), 0],
    ['UTF-32 without a mark', 'UTF-32', utf32(text), 0],
    // "ü" of DOS means nothing in Windows-1252.
    ['a code page of DOS', '', Buffer.from(text.replace('ü', '\u0081'), 'latin1'), before.length],
    [
      'damaged UTF-16',
      'UTF-16 LE',
      Buffer.from(`\uFEFF${text.replace('ü', '\uDC00')}`, 'utf16le'),
      2 * (before.length + 1),
    ],
    ['UTF-8 with a NUL', '', Buffer.from(text.replace('ü', '\0')), before.length],
  ])('is refused in %s, which is named, with the place', (_what, encoding, bytes, offset) => {
    const answer = read(bytes);
    const said = 'refused' in answer ? answer.refused : JSON.stringify(answer);
    expect(said).toContain(encoding);
    const [l, c] = offset === 0 ? [1, 1] : [line, column];
    expect(said.match(/\d+/g)?.join(' ')).toMatch(
      new RegExp(`(^| )(${l} ${c} ${offset}|${offset} ${l} ${c})( |$)`),
    );
    expect(said).not.toContain('\uFFFD');
  });
});
