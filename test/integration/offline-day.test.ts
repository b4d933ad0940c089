import { expect, it } from 'vitest';
import { inFolder, openTickets } from '../support/ticket-files.ts';
import type { Attempt } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const MINUTE_MS = 60_000;
const HOURS = 10;

// A workshop whose line is down for a day: tickets wait, the program tries by itself, people click, the PC notices its
// network now and then. Each connection is refused. The record of attempts is for what may have become of a ticket, so
// that it, and the disk, does not grow with a day on which nothing left.
it('a day offline writes no attempt, changes no ticket again and again, and sends each once in the end', () =>
  inFolder(async (folder) => {
    const { store } = openTickets(folder);
    const script: Attempt[] = [];
    const bench = workbench({
      store,
      script,
      newId: () => crypto.randomUUID(),
      recheckMs: 24 * 60 * MINUTE_MS,
    });
    const offline = () => {
      while (script.length < 100) script.push({ kind: 'no-connection', code: 'net.refused' });
    };
    offline();
    const ids = [7, 7, 8].map((connector, at) =>
      bench.write({ connector_id: String(connector), reference: `waits ${at}` }),
    );
    for (const id of ids) await bench.send(id);
    const rows = () => ids.map((id) => store.attempts(id)).flatMap((read) => (read.ok ? read.value : []));
    const revisions = () => ids.map((id) => bench.stateOf(id).revision);
    const before = revisions();
    const asked = bench.asked.connections;
    for (let minute = 0; minute < HOURS * 60; minute += 3) {
      offline();
      if (minute % 15 === 0) bench.outbox.wake();
      await bench.pass(3 * MINUTE_MS);
    }
    expect(bench.asked.connections - asked).toBeGreaterThan(HOURS * 12);
    expect(rows()).toEqual([]);
    expect(revisions()).toEqual(before);
    expect(bench.posted).toEqual([]);
    script.length = 0;
    bench.outbox.wake();
    await bench.pass(10 * MINUTE_MS);
    expect(ids.map((id) => bench.stateOf(id).state)).toEqual(['created', 'created', 'created']);
    // What was begun, and how it ended.
    expect(rows()).toHaveLength(2 * ids.length);
    store.close();
  }));
