import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import { killedAtEveryStep, withFullDatabases } from '../support/interrupted.ts';
import { fileOf, inFolder, openTickets } from '../support/ticket-files.ts';
import { filledForm } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;

/** A daily backup as the program before this one made it (schema 3, VACUUM INTO), with a ticket that waits in it. */
function oldBackup(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const live = join(folder, 'old-live.db');
  const db = openTicketDatabase(live, 3);
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
  const backup = join(folder, 'old-backup.db');
  db.prepare('VACUUM INTO ?').run(backup);
  db.close();
  return backup;
}

/** A start of the program, an hour long. @returns how often it sent. */
async function sentBy(folder: string): Promise<number> {
  const { store } = openTickets(folder);
  const bench = workbench({ store });
  bench.outbox.recover();
  bench.outbox.start();
  await bench.pass(HOUR);
  bench.outbox.end();
  store.close();
  return bench.posted.length;
}

const putInPlace = (folder: string): void => {
  const backup = oldBackup(folder);
  rmSync(join(folder, 'old-live.db'));
  copyFileSync(backup, fileOf(folder));
};

it('put in place by a person, it sends nothing', () =>
  inFolder(async (folder) => {
    putInPlace(folder);
    expect(await sentBy(folder)).toBe(0);
  }));

it('nor when the start that puts it in doubt is killed, wherever that is', () =>
  inFolder(async (folder) => {
    putInPlace(folder);
    const sent: string[] = [];
    for (const left of killedAtEveryStep(folder, (at) => openTickets(at).store.close()))
      if ((await sentBy(left)) > 0) sent.push(left.replace(/.*-killed-/, 'step '));
    expect(sent).toEqual([]);
  }));

it('nor when the disk was full at the first start', () =>
  inFolder(async (folder) => {
    putInPlace(folder);
    withFullDatabases(folder, () => expect(() => openTickets(folder)).toThrow(/full/));
    expect(await sentBy(folder)).toBe(0);
  }));
