import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '../../main/tickets/ticket.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { waitsFor } from '../../main/tickets/who-acts.ts';
import { backUpTickets, openTickets, openWorkshop, ruin, fileOf } from '../support/ticket-files.ts';
import { Clock, workbench } from '../support/workbench.ts';
import { valueOf } from './ticket-store-conformance.ts';

/** A data folder as version 0.1.0 left it, with a ticket in every state and variety. */
const made = fileURLToPath(new URL('../fixtures/stores/0.1.0', import.meta.url));

interface Entry {
  readonly about: string;
  readonly id: string;
  readonly state: Ticket['state'];
  readonly revision: number;
  readonly form: Ticket['form'];
  readonly payloadSha256: string | null;
  readonly lane: number | null;
  readonly account: string | null;
  readonly queued: number;
  readonly problem: string | null;
  readonly words: string | null;
  readonly attempts: number;
  readonly doubted: boolean;
  readonly checks: Ticket['checks'];
  readonly created: Ticket['created'];
  readonly createdAt: number;
  readonly savedAt: number;
  readonly record: readonly string[];
}
const contents = JSON.parse(readFileSync(join(made, 'contents.json'), 'utf8')) as {
  readonly now: number;
  readonly tickets: readonly Entry[];
};

let outer: string;
let folder: string;
let store: TicketStore;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'workshop-0.1.0-'));
  folder = join(outer, 'data');
  cpSync(made, folder, { recursive: true });
  rmSync(join(folder, 'contents.json'));
  store = openTickets(folder).store;
});
afterEach(() => {
  store.close();
  rmSync(outer, { recursive: true, force: true });
});

const ticketOf = (id: string): Ticket => {
  const ticket = valueOf(store.get(id));
  if (ticket === null) throw new Error(`${id} is lost`);
  return ticket;
};

describe('a store of version 0.1.0', () => {
  it('has everything again: what was typed, frozen, tried, said and created', () => {
    expect(contents.tickets.length).toBeGreaterThan(50);
    for (const entry of contents.tickets) {
      const ticket = ticketOf(entry.id);
      // A refusal that was read from a backup may have been corrected and sent since: a draft that says so.
      const state = entry.state === 'rejected' && entry.problem === 'doubt.restored' ? 'draft' : entry.state;
      const isKept = state === entry.state;
      expect(ticket, entry.about).toMatchObject({
        state,
        revision: entry.revision,
        form: entry.form,
        attempts: entry.attempts,
        doubted: entry.doubted || entry.problem === 'doubt.restored',
        created: entry.created,
        createdAt: entry.createdAt,
        savedAt: entry.savedAt,
        ...(isKept
          ? { lane: entry.lane, account: entry.account, queued: entry.queued, checks: entry.checks }
          : {}),
      });
      expect(isKept ? (ticket.payload?.sha256 ?? null) : entry.payloadSha256, entry.about).toBe(
        entry.payloadSha256,
      );
      const record = valueOf(store.attempts(entry.id));
      expect(
        record.map(({ number, event, code }) => `${number} ${event} ${code}`),
        entry.about,
      ).toEqual(entry.record);
    }
  });

  it('says why each ticket waits, what the service said of it, and whether it comes from a backup', () => {
    for (const { id, about, state, problem, words } of contents.tickets) {
      const ticket = ticketOf(id);
      expect(ticket.restored !== null, about).toBe(problem === 'doubt.restored');
      expect(ticket.wait?.code ?? null, about).toBe(state === 'queued' ? problem : null);
      if (['rejected', 'held', 'unconfirmed'].includes(state) && ticket.restored === null)
        expect({ code: ticket.answer?.code, message: ticket.answer?.message }, about).toEqual({
          code: problem,
          message: words,
        });
      // Why it waited is over for a draft; what a refusal said helps to correct it.
      if (state === 'draft')
        expect(ticket.answer?.code ?? null, about).toBe(problem === 'api.rejected' ? problem : null);
    }
  });

  it('counts and finds its tickets as one that was always of this version', () => {
    const listed = contents.tickets.map(({ id }) => ticketOf(id));
    const counts = valueOf(store.counts());
    expect(counts.needsYou).toBe(listed.filter((ticket) => waitsFor(ticket) === 'person').length);
    for (const entry of contents.tickets) {
      if (entry.state === 'discarded' || entry.form.reference === '') continue;
      const found = valueOf(store.list({ limit: 200, filter: 'all', search: entry.form.reference }));
      expect(
        found.map(({ id }) => id),
        entry.about,
      ).toContain(entry.id);
    }
  });

  it('sends nothing by itself: what waited since that day is looked over first, and what was under way is in doubt', async () => {
    const bench = workbench({ store, clock: new Clock() });
    bench.outbox.recover();
    bench.outbox.start();
    await bench.pass(24 * 3_600_000);
    expect(bench.posted).toEqual([]);
    for (const { id, state, about } of contents.tickets) {
      const now = bench.stateOf(id).state;
      if (state === 'sending') expect(now, about).toBe('unconfirmed');
      if (state === 'created' || state === 'unconfirmed' || state === 'discarded')
        expect(now, about).toBe(state);
    }
    bench.outbox.end();
  });

  it('is backed up, damaged and restored like any other, also from the backups of that version', () => {
    store.close();
    ruin(fileOf(folder));
    const opened = openTickets(folder);
    ({ store } = opened);
    expect(opened.notice).toBe('database-restored');
    const there = contents.tickets.filter(({ id }) => valueOf(store.get(id)) !== null);
    expect(there.length).toBeGreaterThan(20);
    expect(backUpTickets(store, folder, contents.now)).toBe(true);
    for (const { id } of there)
      expect(['queued', 'sending', 'held', 'confirm']).not.toContain(ticketOf(id).state);
  });

  it('brings what the workshop said itself', () => {
    const workshop = openWorkshop(folder);
    const templates = valueOf(workshop.templates.all({ from: '0000-01-01', before: '9999-12-31' }));
    expect(templates.length).toBeGreaterThan(0);
    expect(valueOf(workshop.own.all()).length).toBeGreaterThan(0);
    workshop.close();
  });
});
