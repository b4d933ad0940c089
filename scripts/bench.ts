// Measures what a full store costs: the time until the window is usable, saving a change, and the lists, with nothing
// in the store and with 10,000 drafts and 100,000 created tickets. Prints a table and writes out/bench/store.json.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTicketDatabase } from '../main/tickets/sqlite-schema.ts';
import { valuesOf } from '../main/tickets/sqlite-ticket-row.ts';
import { newTicket, type Ticket } from '../main/tickets/ticket.ts';
import { startSandbox } from '../test/sandbox/sandbox.ts';
import { launch, newUserData } from '../test/support/launch.ts';
import { filledForm } from '../test/support/tickets.ts';
import { buildProgram } from './build.ts';

const RUNS = 7;
const SAVES = 200;
const DRAFTS = 10_000;
const CREATED = 100_000;
const out = fileURLToPath(new URL('../out/bench/', import.meta.url));

await buildProgram();
const sandbox = await startSandbox();
const deployment = sandbox.writeDeployment(join(out, 'deployment.json'));
const [empty, full] = [newUserData(), newUserData()];
fill(join(full, 'tickets.db'));

const rows: Record<string, number[]> = {};
const note = (name: string, ms: number) => (rows[name] ??= []).push(ms);
try {
  for (let run = 0; run <= RUNS; run += 1) {
    // The first of each warms the disk's cache and makes the backup of the day, and does not count.
    const stores = [
      ['empty', empty],
      ['full', full],
    ] as const;
    for (const [name, userData] of run % 2 === 0 ? stores : stores.toReversed()) {
      const result = await measure(userData);
      if (run > 0) for (const [what, ms] of Object.entries(result)) note(`${what}, ${name}`, ms);
    }
  }
} finally {
  await sandbox.close();
  for (const folder of [empty, full]) rmSync(folder, { recursive: true, force: true });
}
const table = Object.fromEntries(
  Object.entries(rows)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, values]) => [name, summary(values)]),
);
console.table(table);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'store.json'), JSON.stringify(table, undefined, 2));

/** One start of the program: how long until it is usable, and what saving and listing cost. Milliseconds. */
async function measure(userData: string): Promise<Record<string, number>> {
  const start = performance.now();
  const program = await launch({ deployment, userData });
  await program.window.locator('#vin').waitFor();
  const usable = performance.now() - start;
  const costs = await program.window.evaluate(
    `(async (saves) => {
      const { drafts, tickets } = window.workshop;
      const { value } = await drafts.create();
      const median = async (count, work) => {
        const times = [];
        for (let at = 0; at < count; at += 1) {
          const begun = performance.now();
          const answer = await work(at);
          if (!answer.ok) throw new Error(answer.error.code);
          times.push(performance.now() - begun);
        }
        return times.sort((a, b) => a - b)[Math.floor(count / 2)];
      };
      const result = {
        'save a change': await median(saves, (at) => drafts.change({ id: value.id, changes: { reference: 'change ' + at } })),
        'first page': await median(20, () => tickets.list({ limit: 50 })),
        'a search that finds one': await median(5, () => tickets.list({ limit: 50, search: 'job 5000 ' })),
      };
      await drafts.change({ id: value.id, changes: { reference: '' } });
      return result;
    })(${SAVES})`,
  );
  await program.close();
  return { 'start until usable': usable, ...(costs as Record<string, number>) };
}

function fill(file: string): void {
  const db = openTicketDatabase(file);
  const at = Date.now() - (DRAFTS + CREATED) * 1_000;
  const ticket = (number: number): Ticket => ({
    ...newTicket(crypto.randomUUID(), filledForm({ reference: `job ${number} ` }), at + number * 1_000),
  });
  const names = [...Object.keys(valuesOf(ticket(0), false)), 'id', 'created_at'];
  const insert = db.prepare(
    `INSERT INTO ticket (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`,
  );
  const put = (row: Ticket) => insert.run({ ...valuesOf(row, false), id: row.id, created_at: row.createdAt });
  db.exec('BEGIN');
  for (let number = 0; number < CREATED; number += 1) {
    const body = JSON.stringify({ vin: 'WVGZZZ5NZEW069297', connector_id: 7, product_ids: [52_351] });
    put({
      ...ticket(number),
      state: 'created',
      payload: { body, sha256: '0'.repeat(64) },
      lane: 7,
      queued: number + 1,
      attempts: 1,
      created: { id: String(number), uuid: null, chatId: null, state: 1, confirmedByPerson: false },
    });
  }
  for (let number = CREATED; number < CREATED + DRAFTS; number += 1) put(ticket(number));
  db.exec('COMMIT');
  db.close();
}

function summary(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const round = (value: number | undefined) => Math.round((value ?? 0) * 100) / 100;
  return {
    median: round(sorted[Math.floor(sorted.length / 2)]),
    least: round(sorted[0]),
    most: round(sorted.at(-1)),
  };
}
