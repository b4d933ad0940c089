import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import { fileOf, inFolder, openTickets } from '../support/ticket-files.ts';
import { filledForm } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

/** The data folder of the program before this one (schema 3), closed as it should be, with a ticket that waits. */
function ofTheProgramBefore(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const db = openTicketDatabase(fileOf(folder), 3);
  const body = '{"connector_id":7}';
  db.prepare(
    `INSERT INTO ticket (id, state, revision, form, blank, payload, payload_sha256, lane, account, queued, attempts,
       doubted, problem, created_at, saved_at, checks, search, car)
     VALUES (?, 'queued', 2, ?, 0, ?, ?, 7, 'pin:1', 1, 0, 0, NULL, 1, 1, '[]', '', '')`,
  ).run(
    '00000000-0000-4000-8000-0000000000aa',
    JSON.stringify(filledForm({ connector_id: '7' })),
    body,
    createHash('sha256').update(body).digest('hex'),
  );
  db.close();
}

async function hourOf(folder: string): Promise<number> {
  const { store } = openTickets(folder);
  const bench = workbench({ store });
  bench.outbox.recover();
  bench.outbox.start();
  await bench.pass(3_600_000);
  bench.outbox.end();
  store.close();
  return bench.posted.length;
}

// The PC's own backup holds the folder as it was before the update. The update came, the ticket went out, and then
// somebody puts the folder back. The witness beside it knows of attempts by a file with a name; this one has no name,
// and is therefore never asked where it comes from.
it('put back after the update, it sends nothing a second time', () =>
  inFolder(async (folder) => {
    ofTheProgramBefore(folder);
    const kept = `${folder}-kept`;
    cpSync(folder, kept, { recursive: true });
    expect(await hourOf(folder)).toBe(1);
    rmSync(folder, { recursive: true });
    cpSync(kept, folder, { recursive: true });
    expect(await hourOf(folder)).toBe(0);
  }));
