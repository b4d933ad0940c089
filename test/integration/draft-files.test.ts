import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportDrafts, importDrafts, writeDrafts } from '../../main/platform/draft-transfer.ts';
import { blankForm } from '../../main/tickets/form.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { exportFrom, exporting, putAside } from '../support/ticket-files.ts';
import { claimEvent, draft, filledForm, outcomes, releaseEvent, walk } from '../support/tickets.ts';

const at = Date.UTC(2026, 4, 6);
const LIMIT = 64 * 1024 * 1024;

let folder: string;
let stores: TicketStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-drafts-'));
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (...names: string[]) => join(folder, ...names);
function open(name: string): TicketStore {
  const store = openSqliteTicketStore(path(name));
  stores.push(store);
  return store;
}
function storeOf(name: string, ...drafts: Ticket[]): TicketStore {
  const store = open(name);
  for (const ticket of drafts) valueOf(store.insert(ticket));
  return store;
}
/** But for its place in the store. */
const plain = (ticket: Ticket | null) => ({ ...ticket, place: 0 });
const references = (store: TicketStore) => valueOf(store.inState('draft')).map(({ form }) => form.reference);

describe('exporting drafts into a file, and importing them elsewhere', () => {
  it('brings every draft to another PC, exactly as it was typed', () => {
    const drafts = [
      draft({ reference: '<b>Ü \u{1F697}</b>' }, 10),
      draft({ reference: 'x'.repeat(2_000) }, 20),
      draft({ reference: 'line\nend', product_ids: [' 1 '] }, 30),
    ];
    const here = storeOf('here.db', ...drafts);
    expect(exportDrafts(here, path('drafts.json'), at, exporting)).toEqual({
      ok: true,
      value: { drafts: 3, leftOut: 0 },
    });
    const there = open('there.db');
    expect(importDrafts(there, path('drafts.json'))).toEqual({ ok: true, value: { added: 3, known: 0 } });
    expect(valueOf(there.inState('draft')).map(plain)).toEqual(drafts);
  });

  it('adds nothing when it is imported once more', () => {
    const here = storeOf('here.db', draft(), draft());
    valueOf(exportDrafts(here, path('drafts.json'), at, exporting));
    const there = open('there.db');
    valueOf(importDrafts(there, path('drafts.json')));
    const before = valueOf(there.inState('draft'));
    expect(importDrafts(there, path('drafts.json'))).toEqual({ ok: true, value: { added: 0, known: 2 } });
    expect(valueOf(there.inState('draft'))).toEqual(before);
  });

  it('leaves a draft that is here already as it is, and adds only the others', () => {
    const [changed, lost] = [draft({ reference: 'of the file' }), draft({ reference: 'lost here' })];
    const old = storeOf('old.db', changed, lost);
    valueOf(exportDrafts(old, path('drafts.json'), at, exporting));
    const here = storeOf('here.db', changed);
    const newer = walk(changed, { kind: 'change', form: filledForm({ reference: 'typed since' }) });
    valueOf(here.replace(changed, newer));
    expect(importDrafts(here, path('drafts.json'))).toEqual({ ok: true, value: { added: 1, known: 1 } });
    expect(plain(valueOf(here.get(changed.id)))).toEqual(newer);
    expect(references(here)).toEqual(['typed since', 'lost here']);
  });

  // Brought back as a draft, it could be sent twice.
  it.each(['created', 'lost'] as const)(
    'never makes a draft again of what was released here: %s',
    (outcome) => {
      const ticket = draft();
      const here = storeOf('here.db', ticket);
      valueOf(exportDrafts(here, path('drafts.json'), at, exporting));
      const waiting = walk(ticket, releaseEvent());
      const sending = walk(waiting, claimEvent);
      const ended = walk(sending, { kind: 'end', outcome: outcomes[outcome] });
      valueOf(here.replace(ticket, waiting));
      valueOf(here.replace(waiting, sending));
      valueOf(here.replace(sending, ended));
      expect(importDrafts(here, path('drafts.json'))).toEqual({ ok: true, value: { added: 0, known: 1 } });
      expect(plain(valueOf(here.get(ticket.id)))).toEqual(ended);
    },
  );

  it('leaves out what was released and what is blank', () => {
    const [kept, released] = [draft({ reference: 'kept' }), draft()];
    const here = storeOf('here.db', kept, released, { ...draft(), form: blankForm() });
    valueOf(here.replace(released, walk(released, releaseEvent())));
    expect(exportDrafts(here, path('drafts.json'), at, exporting)).toEqual({
      ok: true,
      value: { drafts: 1, leftOut: 0 },
    });
    expect(readFileSync(path('drafts.json'), 'utf8')).not.toContain(released.id);
  });

  it('replaces a file that is there whole', () => {
    writeFileSync(path('drafts.json'), 'x'.repeat(1_000_000));
    const ticket = draft();
    valueOf(exportDrafts(storeOf('here.db', ticket), path('drafts.json'), at, exporting));
    const there = open('there.db');
    expect(importDrafts(there, path('drafts.json'))).toEqual({ ok: true, value: { added: 1, known: 0 } });
    expect(readdirSync(folder).filter((name) => name.startsWith('drafts'))).toEqual(['drafts.json']);
  });

  it('writes it for nobody else to read', () => {
    valueOf(exportDrafts(storeOf('here.db', draft()), path('drafts.json'), at, exporting));
    // On Windows the folder's rights decide, and a file's mode says only whether it can be written to.
    const others = process.platform === 'win32' ? 0 : 0o077;
    expect(statSync(path('drafts.json')).mode & others).toBe(0);
  });

  it('says that it failed where there is no such folder, and makes none', () => {
    const here = storeOf('here.db', draft());
    expect(exportDrafts(here, path('no', 'such', 'drafts.json'), at, exporting)).toEqual({
      ok: false,
      error: { code: 'export.failed', details: { reason: 'ENOENT' } },
    });
    expect(existsSync(path('no'))).toBe(false);
    expect(references(here)).toHaveLength(1);
  });

  it('leaves no half file where it cannot finish', () => {
    // A folder of that name: the text can be written beside it, but can never take its place.
    mkdirSync(path('target', 'drafts.json', 'full'), { recursive: true });
    const failed = exportDrafts(storeOf('here.db', draft()), path('target', 'drafts.json'), at, exporting);
    expect(failed).toMatchObject({ ok: false, error: { code: 'export.failed' } });
    expect(readdirSync(path('target'))).toEqual(['drafts.json']);
    expect(readdirSync(path('target', 'drafts.json'))).toEqual(['full']);
  });
});

// It wrote what no import would take: the old PC was set up anew, and the file was of no use.
describe('drafts that are more than one file holds', () => {
  const large = 'x'.repeat(64 * 1024);
  const huge = (drafts: number) =>
    Array.from({ length: drafts }, () => draft({ product_ids: Array.from({ length: 199 }, () => large) }));

  it('are not written, and an earlier file stays', () => {
    writeFileSync(path('drafts.json'), 'of yesterday');
    expect(writeDrafts(huge(6), path('drafts.json'), at, exporting)).toMatchObject({
      ok: false,
      error: { code: 'export.too_large' },
    });
    expect(readFileSync(path('drafts.json'), 'utf8')).toBe('of yesterday');
  });

  it('are not put together first: a text has an end', () => {
    const [one] = huge(1);
    if (one === undefined) throw new Error('no draft');
    const many = Array.from({ length: 60 }, () => one);
    expect(writeDrafts(many, path('drafts.json'), at, exporting)).toMatchObject({
      error: { code: 'export.too_large' },
    });
  });

  it('are written as long as an import takes them', () => {
    expect(valueOf(writeDrafts(huge(5), path('drafts.json'), at, exporting)).drafts).toBe(5);
    expect(importDrafts(open('there.db'), path('drafts.json'))).toMatchObject({ value: { added: 5 } });
  });
});

describe('importing a file that is no file of drafts', () => {
  it('says so where there is none, or only a folder', () => {
    const here = open('here.db');
    for (const name of ['missing.json', '.'])
      expect(importDrafts(here, path(name))).toMatchObject({
        ok: false,
        error: { code: 'import.not_readable' },
      });
  });

  it('adds none of its drafts when one of them is wrong', () => {
    valueOf(exportDrafts(storeOf('old.db', draft(), draft()), path('drafts.json'), at, exporting));
    const text = readFileSync(path('drafts.json'), 'utf8');
    const last = text.lastIndexOf('"vin":');
    writeFileSync(path('drafts.json'), `${text.slice(0, last)}"VIN":${text.slice(last + 6)}`);
    const here = open('here.db');
    expect(importDrafts(here, path('drafts.json'))).toMatchObject({
      error: { code: 'import.not_readable', details: { place: 'drafts.1.form.vin' } },
    });
    expect(references(here)).toEqual([]);
  });

  it('takes a file of exactly the limit, and refuses one byte more', () => {
    valueOf(exportDrafts(storeOf('old.db', draft()), path('drafts.json'), at, exporting));
    const text = readFileSync(path('drafts.json'));
    const here = open('here.db');
    // Blanks at the end are good JSON: only its size can be held against it.
    writeFileSync(path('large.json'), Buffer.concat([text, Buffer.alloc(LIMIT + 1 - text.length, ' ')]));
    expect(importDrafts(here, path('large.json'))).toMatchObject({ error: { code: 'import.not_readable' } });
    expect(references(here)).toEqual([]);
    writeFileSync(path('large.json'), Buffer.concat([text, Buffer.alloc(LIMIT - text.length, ' ')]));
    expect(importDrafts(here, path('large.json'))).toEqual({ ok: true, value: { added: 1, known: 0 } });
  });

  it('says that the disk is full, and adds the rest when there is room', () => {
    const drafts = Array.from({ length: 40 }, (_, n) => draft({ reference: `${n} ${'x'.repeat(1_990)}` }));
    valueOf(exportDrafts(storeOf('old.db', ...drafts), path('drafts.json'), at, exporting));
    open('here.db').close();
    stores.pop();
    const limited = openSqliteTicketStore(path('here.db'), { maxPages: 25 });
    expect(importDrafts(limited, path('drafts.json'))).toMatchObject({ error: { code: 'storage.full' } });
    const some = references(limited).length;
    expect(some).toBeLessThan(40);
    limited.close();
    const here = open('here.db');
    expect(importDrafts(here, path('drafts.json'))).toEqual({
      ok: true,
      value: { added: 40 - some, known: some },
    });
    expect(references(here)).toEqual(drafts.map(({ form }) => form.reference));
  });
});

describe('--export-drafts', () => {
  const outside = (...names: string[]) => join(`${folder}-outside`, ...names);
  beforeEach(() => mkdirSync(outside()));
  afterEach(() => rmSync(outside(), { recursive: true, force: true }));
  const run = (target: string) => exportFrom(folder, outside(target));

  it('writes the drafts, says how many and where to, and lets the file go', () => {
    storeOf('tickets.db', draft(), draft()).close();
    stores.pop();
    expect(run('drafts.json')).toEqual({
      code: 0,
      said: `Drafts written to ${outside('drafts.json')}: 2`,
    });
    // The store holds its file exclusively: had it not been closed, this would throw.
    expect(importDrafts(open('tickets.db'), outside('drafts.json'))).toEqual({
      ok: true,
      value: { added: 0, known: 2 },
    });
  });

  it('with no drafts writes a file without any, which is no failure', () => {
    open('tickets.db').close();
    stores.pop();
    expect(run('drafts.json')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/: 0$/) as string,
    });
    expect(importDrafts(open('there.db'), outside('drafts.json'))).toMatchObject({ value: { added: 0 } });
  });

  it('says that the program was never used, and makes no database and no file', () => {
    expect(run('drafts.json')).toEqual({
      code: 1,
      said: 'There are no drafts: the program was never used with this data folder.',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so when nothing of the database can be read, keeps it, and writes over no earlier export', () => {
    const text = 'not a database at all, but somebody may still want it'.repeat(100);
    writeFileSync(path('tickets.db'), text);
    writeFileSync(outside('drafts.json'), 'of yesterday');
    const { code, said } = run('drafts.json');
    expect(code).toBe(1);
    expect(said).toMatch(/nothing of it could be read.*\nThere are no drafts now, so nothing was written/);
    const [aside = ''] = putAside(folder);
    expect(readFileSync(path(aside), 'utf8')).toBe(text);
    expect(readFileSync(outside('drafts.json'), 'utf8')).toBe('of yesterday');
  });

  it('says so when the database is one of a newer program, and leaves it as it is', () => {
    storeOf('tickets.db', draft()).close();
    stores.pop();
    const db = new DatabaseSync(path('tickets.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    const { code, said } = run('drafts.json');
    expect(code).toBe(1);
    expect(said).toContain(path('tickets.db'));
    expect(said).toContain('schema 99');
    expect(existsSync(outside('drafts.json'))).toBe(false);
    expect(putAside(folder)).toEqual([]);
  });

  it('says that it could not write, and that nothing is lost', () => {
    storeOf('tickets.db', draft()).close();
    stores.pop();
    const { code, said } = run(join('none', 'drafts.json'));
    expect(code).toBe(1);
    expect(said).toBe(
      `The drafts could not be written to ${outside('none', 'drafts.json')} (ENOENT). They are all still in the program.`,
    );
    expect(references(open('tickets.db'))).toHaveLength(1);
  });
});
