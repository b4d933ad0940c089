import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { noticeOf } from '../../main/platform/notices.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes, type Attempt } from '../support/tickets.ts';
import { workbench, type WorkbenchOptions } from '../support/workbench.ts';

const waitsBecause = (view: TicketView) => view.wait?.code ?? null;
const DAY = 24 * 3_600_000;

const folder = mkdtempSync(join(tmpdir(), 'workshop-waits-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const opened: TicketStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});
const openFile = () => {
  const store = openSqliteTicketStore(join(folder, `${(files += 1)}.db`));
  opened.push(store);
  return store;
};

// Only a ticket in doubt, held or to be looked over told the next one that it must wait. Behind one that waited for a
// sign-in, the next said "Waiting to send" for hours, was counted as going out by itself, and "Send now" did nothing.
describe.each([
  ['memory', createMemoryTicketStore],
  ['SQLite', openFile],
])('behind a ticket that needs a person (%s)', (_name, open) => {
  const start = (options: WorkbenchOptions = {}) => workbench({ store: open(), ...options });
  type Bench = ReturnType<typeof workbench>;

  const heads: [string, Attempt[], (bench: Bench, head: string) => Promise<unknown>, string][] = [
    [
      'that somebody else released',
      [outcomes.refused],
      async (bench, head) => {
        await bench.send(head);
        bench.state.account = 'pin:2';
      },
      'queue.other_account',
    ],
    [
      'for which nobody is signed in',
      [],
      async (bench, head) => {
        bench.state.account = null;
        await bench.send(head);
      },
      'auth.required',
    ],
    [
      'whose sign-in the service does not take',
      [outcomes.unauthorized],
      async (bench, head) => {
        await bench.send(head);
        // What was refused is used no more.
        bench.state.account = null;
      },
      'auth.required',
    ],
  ];

  it.each(heads)('%s, the next one says that it waits for that one', async (_what, script, bring, code) => {
    const bench = start({ script: [...script] });
    const [head, next] = [bench.write(), bench.write()];
    await bring(bench, head);
    await bench.send(next);
    await bench.pass(DAY);
    expect(waitsBecause(bench.stateOf(head))).toBe(code);
    expect(waitsBecause(bench.stateOf(next))).toBe('queue.blocked');
  });

  it.each(heads)('%s, "Send now" on the next one says so too', async (_what, script, bring) => {
    const bench = start({ script: [...script] });
    const [head, next] = [bench.write(), bench.write()];
    await bring(bench, head);
    await bench.send(next);
    await bench.send(next);
    expect(waitsBecause(bench.stateOf(next))).toBe('queue.blocked');
    expect(bench.posted).toHaveLength(script.filter(({ kind }) => kind !== 'no-connection').length);
  });

  /** A ticket whose content is no longer what was released, by a defect or a hand in the file. */
  async function withSpoiledHead() {
    // Without a network, both wait.
    const bench = start({ script: [outcomes.refused, outcomes.refused] });
    const [head, next] = [bench.write(), bench.write()];
    await bench.send(head);
    await bench.send(next);
    const stored = bench.store.get(head);
    const ticket = stored.ok ? stored.value : null;
    if (!ticket?.payload) throw new Error('not released');
    const payload = { ...ticket.payload, sha256: '0'.repeat(64) };
    bench.store.replace(ticket, { ...ticket, payload, revision: ticket.revision + 1 });
    await bench.pass(DAY);
    return { ...bench, head, next };
  }

  it('whose content is not what was released, the next one says that it waits for that one', async () => {
    const { stateOf, head, next, posted } = await withSpoiledHead();
    expect(posted).toEqual([]);
    expect(stateOf(head).state).not.toBe('created');
    expect(waitsBecause(stateOf(next))).toBe('queue.blocked');
  });

  it('whose content is not what was released, somebody is told', async () => {
    const { tickets, head, rested } = await withSpoiledHead();
    expect(tickets.counts()).toMatchObject({ value: { needsYou: 1 } });
    expect(tickets.list({ limit: 10, filter: 'needs-you', search: '' })).toMatchObject({
      value: [{ id: head }],
    });
    const notices = rested
      .filter(({ ticket }) => ticket.id === head)
      .map(({ ticket, before }) => noticeOf(ticket, before));
    expect(notices.filter((notice) => notice !== null)).toEqual(['needs-you']);
  });
});
