import { describe, expect, it } from 'vitest';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;
const broken = () => {
  throw new Error('a defect in whoever is told');
};

// The window, the counts and the notifications are told after each commit. Where one of them threw, the attempt ended
// there: after the write-ahead the ticket stood in "sending" until the next start, nothing had left, and nothing else of
// its connector went either.
describe('a defect in what is told', () => {
  it.each(['changes', 'rested'] as const)(
    'of %s keeps nothing from being sent, and is logged',
    async (what) => {
      const defects: unknown[] = [];
      const bench = workbench({ defect: (error) => defects.push(error) });
      const ids = [bench.write(), bench.write(), bench.write({ connector_id: '8' })];
      bench[what].push = broken;
      for (const id of ids) await bench.send(id);
      expect(bench.posted).toHaveLength(3);
      for (const id of ids) expect(bench.stateOf(id).state).toBe('created');
      expect(defects.length).toBeGreaterThan(0);
    },
  );

  it('keeps what was released from being taken up neither', async () => {
    const bench = workbench({ defect: () => undefined });
    const id = bench.write();
    const told = bench.changes.push.bind(bench.changes);
    bench.changes.push = (...tickets) =>
      tickets.some(({ state }) => state === 'queued') ? broken() : told(...tickets);
    expect((await bench.tickets.send(id)).ok).toBe(true);
    await bench.outbox.idle();
    expect(bench.stateOf(id).state).toBe('created');
  });
});

describe('a defect in the middle of sending', () => {
  /** A store that throws at one of its calls, once. */
  function throwingOnce(method: 'blocker' | 'nextInLane' | 'replace', atCall: number) {
    const store = createMemoryTicketStore();
    let calls = 0;
    const works = store[method].bind(store) as (...given: unknown[]) => unknown;
    const throws = (...given: unknown[]): unknown => {
      calls += 1;
      return calls === atCall ? broken() : works(...given);
    };
    return { store: Object.assign(store, { [method]: throws }) };
  }

  it.each([
    ['blocker', 1],
    ['blocker', 2],
    ['nextInLane', 1],
    ['nextInLane', 2],
  ] as const)('leaves the lane to be looked at again: %s, call %i', async (method, atCall) => {
    const defects: unknown[] = [];
    const bench = workbench({ ...throwingOnce(method, atCall), defect: (error) => defects.push(error) });
    const id = bench.write();
    await bench.send(id);
    await bench.pass(HOUR);
    expect(defects).toHaveLength(1);
    expect(bench.stateOf(id).state).toBe('created');
  });

  it('leaves no ticket in "sending": how far it came, nobody knows', async () => {
    const defects: unknown[] = [];
    const bench = workbench({ script: [outcomes.created], defect: (error) => defects.push(error) });
    const id = bench.write();
    const replace = bench.store.replace.bind(bench.store);
    bench.store.replace = (seen, next, entry) => {
      const isEnd = seen.state === 'sending' && defects.length === 0;
      return isEnd ? broken() : replace(seen, next, entry);
    };
    await bench.send(id);
    expect(bench.posted).toHaveLength(1);
    await bench.pass(HOUR);
    expect(bench.stateOf(id)).toMatchObject({ state: 'unconfirmed', answer: { code: 'doubt.interrupted' } });
    expect(bench.posted).toHaveLength(1);
  });
});
