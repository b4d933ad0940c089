import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { importDrafts } from '../../main/platform/draft-transfer.ts';
import { decodeDrafts, encodeDrafts } from '../../main/tickets/drafts-file.ts';
import { filledForm, outcomes, type Attempt } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';
import { inFolder } from '../support/ticket-files.ts';

const newId = () => crypto.randomUUID();
type Bench = ReturnType<typeof workbench>;

/** The drafts that a file made on this bench brings back elsewhere. */
function broughtBack({ store }: Bench): string[] {
  const drafts = store.inState('draft');
  if (!drafts.ok) throw new Error(drafts.error.code);
  const file = decodeDrafts(encodeDrafts(drafts.value, 1).text);
  if (!file.ok) throw new Error(file.error.code);
  return file.value.map(({ id }) => id);
}

/** "It is not there: send again", and then it is taken back to be changed. */
const tookBack = async (bench: Bench, id: string): Promise<void> => {
  bench.view(bench.tickets.sendAgain(id));
  await bench.outbox.idle();
  bench.view(bench.tickets.edit(id));
};

/** How the request ended that nobody knows the end of, and how the next one did. */
const doubts: [string, Attempt[]][] = [
  ['the answer was lost, and then there was no connection', [outcomes.lost, outcomes.refused]],
  ['the answer was lost, and then it was refused', [outcomes.lost, outcomes.rejected]],
  ['the service failed, and then there was no connection', [outcomes.serverError, outcomes.refused]],
];

// Only the state was looked at. A draft that had been sent, and of which nobody knew for certain whether it was there,
// was in the file, and elsewhere nothing was known against it.
it.each(doubts)('what may exist at the service is in no file of drafts: %s', async (_, script) => {
  const bench = workbench({ newId, script });
  const [sent, kept] = [bench.write(), bench.write({ reference: 'never sent', connector_id: '8' })];
  await bench.send(sent);
  await tookBack(bench, sent);
  expect(bench.stateOf(sent).state).toBe('draft');
  expect(broughtBack(bench)).toEqual([kept]);
});

it('also after it was thrown away and fetched back as a draft', async () => {
  const bench = workbench({ newId, script: [outcomes.lost, outcomes.refused] });
  const id = bench.write();
  await bench.send(id);
  await tookBack(bench, id);
  bench.view(bench.tickets.discard(id));
  bench.view(bench.tickets.restore(id));
  expect(bench.stateOf(id).state).toBe('draft');
  expect(broughtBack(bench)).toEqual([]);
});

/** A file of drafts as another program writes it. */
function fileOf(folder: string, ids: readonly string[]): string {
  const file = join(folder, 'drafts.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({
      format: 'jifeline-workshop-drafts',
      version: 1,
      exportedAt: '2026-05-06T07:08:09.000Z',
      drafts: ids.map((id) => ({ id, createdAt: 10, savedAt: 20, form: filledForm() })),
    }),
  );
  return file;
}

const spellings: [string, (id: string) => string][] = [
  ['in capitals', (id) => id.toUpperCase()],
  ['in capitals at its beginning', (id) => id.slice(0, 18).toUpperCase() + id.slice(18)],
];
/** With a letter in each part, so that capitals make it look different. */
const lettered = () => `a${newId().slice(1, 9)}b${newId().slice(10, 35)}c`;

// A UUID is the same in capitals (RFC 9562). Compared as text it was another one, and a ticket that had been sent came
// back as a draft that had not.
it.each(spellings)('a ticket that was sent here is known, however its id is written: %s', (_, spelt) =>
  inFolder(async (folder) => {
    const bench = workbench({ newId: lettered });
    const id = bench.write();
    await bench.send(id);
    expect(bench.stateOf(id).state).toBe('created');
    const imported = importDrafts(bench.store, fileOf(folder, [spelt(id)]));
    expect(imported).toEqual({ ok: true, value: { added: 0, known: 1 } });
    expect(bench.store.inState('draft')).toEqual({ ok: true, value: [] });
  }),
);

it.each(spellings)('one draft twice in a file comes in once, however its id is written: %s', (_, spelt) =>
  inFolder((folder) => {
    const bench = workbench();
    const id = lettered();
    importDrafts(bench.store, fileOf(folder, [id, spelt(id)]));
    const drafts = bench.store.inState('draft');
    expect(drafts.ok && drafts.value).toHaveLength(1);
  }),
);

it.each(spellings)(
  'a draft from a file can be opened by its id, however it was written there: %s',
  (_, spelt) =>
    inFolder((folder) => {
      const bench = workbench();
      const id = lettered();
      importDrafts(bench.store, fileOf(folder, [spelt(id)]));
      expect(bench.tickets.open(id).ok).toBe(true);
    }),
);
