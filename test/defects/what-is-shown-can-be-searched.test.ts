import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import type { FormChanges } from '../../preload/contract/ticket.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Numbers are shown in groups, and typed or pasted in groups; a VIN is read from a paper in groups too. The search
// compared sign by sign, and found nothing.
let folder: string;
let store: TicketStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-search-'));
  store = openSqliteTicketStore(join(folder, 'tickets.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const found = (of: TicketStore, search: string): number => {
  const tickets = of.list({ limit: 100, filter: 'all', search });
  if (!tickets.ok) throw new Error(tickets.error.code);
  return tickets.value.length;
};

/** As the window writes it: in groups that no line breaks. */
const grouped = (number: string) => number.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
const NNBSP = '\u202f';
const THIN = '\u2009';
/** What was typed, and what somebody looks for. */
const searches: [string, FormChanges, string[]][] = [
  [
    'a connector by its number as the window shows it',
    { connector_id: '910101043' },
    [grouped('910101043'), '910 101 043', `910${NNBSP}101${THIN}043`, '910-101-043', ' 910101 043 '],
  ],
  [
    'a connector that was typed in groups by its plain number',
    { connector_id: '910 101 043' },
    ['910101043', '0101', grouped('910101043')],
  ],
  ['a connector that was pasted from the window', { connector_id: grouped('910101043') }, ['910101043']],
  [
    'a car whose VIN was typed in groups by its VIN',
    { vin: 'wvg zzz 5nz ew0 69297' },
    ['WVGZZZ5NZEW069297', 'EW069297', 'WVG ZZZ', 'wvg-zzz-5nz'],
  ],
  [
    'a car by its VIN as it stands on a paper',
    { vin: 'WVGZZZ5NZEW069297' },
    ['WVG ZZZ 5NZ EW0 69297', 'WVG-ZZZ-5NZ', `WVG${NNBSP}ZZZ`],
  ],
  [
    'a licence plate with or without its dashes and blanks',
    { reference: 'AA-BB-12' },
    ['aa bb 12', 'aabb12', 'AA-BB-12', 'bb\u201112'],
  ],
  ['a licence plate that was typed without them', { reference: 'aabb12' }, ['AA-BB-12', 'aa bb']],
  [
    'words in whichever way their accents are made',
    { reference: 'Gro\u0308\u00dfe'.normalize('NFD') },
    ['Größe'.normalize('NFC'), 'größe'.normalize('NFD')],
  ],
  ['words made of one sign each', { reference: 'Größe'.normalize('NFC') }, ['Größe'.normalize('NFD')]],
  ['words by words', { reference: 'Achsvermessung Herr Muller' }, ['herr mull', 'Achsvermessung Herr']],
];

describe.each(searches)('the search finds %s', (_name, form, texts) => {
  it.each(texts)('%j', (search) => {
    const { write } = workbench({ store });
    write({ vin: 'W0L000051T2123456', connector_id: '1', reference: 'another one' });
    write({ vin: 'W0L000051T2123456', connector_id: '2', reference: 'one', ...form });
    expect(found(store, search)).toBe(1);
  });
});

it('the search finds a ticket by its number as it may be written down', async () => {
  const { write, send } = workbench({
    store,
    script: [
      { ...outcomes.created, ticket: { ...outcomes.created.ticket, id: '12345678' } },
      { ...outcomes.created, ticket: { ...outcomes.created.ticket, id: '2026-00017' } },
    ],
  });
  await send(write());
  await send(write({ connector_id: '8' }));
  for (const search of ['12 345 678', grouped('12345678'), '12345678', '2026 00017', '202600017'])
    expect({ search, found: found(store, search) }).toEqual({ search, found: 1 });
});

// Nothing is found in one field's end and the next one's beginning.
it('the search does not find what stands in no field', () => {
  const { write } = workbench({ store });
  write({ vin: 'W0L000051T2123456', connector_id: '910101043', reference: 'aa-12' });
  for (const search of ['3456aa', '1291', '12910101043'])
    expect({ search, found: found(store, search) }).toEqual({ search, found: 0 });
});

// Version 0.1.0 stored what is searched by as it was typed.
it.each([
  ['WVGZZZ5NZEW069297', 'a VIN'],
  ['910101043', 'a connector'],
])('the search finds %s, %s that an earlier version stored in groups', (search) => {
  cpSync(join(import.meta.dirname, '..', 'fixtures', 'stores', '0.1.0'), join(folder, 'old'), {
    recursive: true,
  });
  const old = openSqliteTicketStore(join(folder, 'old', 'tickets.db'));
  try {
    const tickets = old.list({ limit: 100, filter: 'drafts', search });
    expect(tickets.ok && tickets.value.map(({ form }) => form.reference.slice(0, 16))).toContain(
      'draft with every',
    );
  } finally {
    old.close();
  }
});
