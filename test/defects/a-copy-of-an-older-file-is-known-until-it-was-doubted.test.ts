import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import { killedAtEveryStep } from '../support/interrupted.ts';
import { fileOf, inFolder, openTickets } from '../support/ticket-files.ts';
import { filledForm, frozen, nextId } from '../support/tickets.ts';
import { Clock, workbench } from '../support/workbench.ts';

/** A backup of the first program: nothing in it says that it is one. A ticket waits in it. @returns the ticket's id. */
function putBackupOfOlderProgram(folder: string): string {
  const backup = `${folder}-backup.db`;
  const id = nextId();
  const { body, sha256 } = frozen('{"connector_id":7}');
  const older = openTicketDatabase(`${folder}-live.db`, 1);
  older
    .prepare(
      `INSERT INTO ticket (id, state, revision, form, blank, payload, payload_sha256, lane, account, queued, attempts,
         doubted, created_at, saved_at)
       VALUES (?, 'queued', 2, ?, 0, ?, ?, 7, 'pin:1', 1, 0, 0, 1, 1)`,
    )
    .run(id, JSON.stringify(filledForm({ connector_id: '7' })), body, sha256);
  older.prepare('VACUUM INTO ?').run(backup);
  older.close();
  mkdirSync(dirname(fileOf(folder)), { recursive: true });
  copyFileSync(backup, fileOf(folder));
  return id;
}

// A backup of the first program is known by its bytes alone: no log was ever used with it. The first thing that opening
// it does is to use one. Killed between that and the commit that puts its tickets in doubt, it was taken at the next start
// for a file that had always been there, and what waited in it was sent, perhaps for the second time.
it('wherever the first start on a backup of an older program is killed, what waits in it is in doubt and not sent', () =>
  inFolder(async (folder) => {
    const id = putBackupOfOlderProgram(folder);
    let kills = 0;
    for (const left of killedAtEveryStep(folder, (at) => openTickets(at).store.close())) {
      kills += 1;
      const { store, notice } = openTickets(left);
      const bench = workbench({ store, clock: new Clock() });
      bench.outbox.recover();
      bench.outbox.start();
      await bench.pass(3_600_000);
      const { state } = bench.stateOf(id);
      bench.outbox.end();
      store.close();
      expect(bench.posted, left).toEqual([]);
      expect(state, left).toBe('unconfirmed');
      expect(notice, left).not.toBeNull();
    }
    expect(kills).toBeGreaterThan(10);
  }));

it('and once doubted it is a file as any other: what a person settles stays settled', () =>
  inFolder((folder) => {
    const id = putBackupOfOlderProgram(folder);
    openTickets(folder).store.close();
    const { store, dismiss } = openTickets(folder);
    dismiss();
    const bench = workbench({ store });
    bench.view(bench.tickets.itIsThere(id, '3'));
    store.close();
    const again = openTickets(folder);
    const ticket = again.store.get(id);
    again.store.close();
    expect(ticket.ok && ticket.value?.state).toBe('created');
    expect(again.notice).toBeNull();
  }));
