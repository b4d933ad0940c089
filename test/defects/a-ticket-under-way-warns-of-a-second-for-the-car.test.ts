import { expect, it } from 'vitest';
import type { TicketState } from '../../preload/contract/ticket.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench, type WorkbenchOptions } from '../support/workbench.ts';

const HOUR = 3_600_000;
const vin = complete.vin ?? '';

/** How a ticket comes to be under way, and in which state it then is. */
const waysThere: [TicketState, WorkbenchOptions][] = [
  ['queued', { script: [outcomes.refused] }],
  ['held', { script: [outcomes.held] }],
  ['unconfirmed', { script: [outcomes.lost] }],
  ['confirm', { script: [outcomes.refused], recheckMs: 1 }],
  ['sending', {}],
];

/** A bench on which a ticket for the car is under way. */
async function underWay(state: TicketState, options: WorkbenchOptions) {
  const bench = workbench({ ...options, script: [...(options.script ?? [])] });
  bench.clock.wall = new Date(2026, 4, 6, 12).getTime();
  if (state === 'sending') bench.gate.wait = new Promise(() => undefined);
  const id = bench.write();
  const posted = new Promise<void>((resolve) => (bench.gate.onPost = resolve));
  bench.view(await bench.tickets.send(id));
  // What is being sent has no end here.
  if (state === 'sending') await posted;
  else await bench.outbox.idle();
  if (state === 'confirm') await bench.pass(60_000);
  bench.outbox.pause();
  expect(bench.stateOf(id).state).toBe(state);
  const warnedOf = (other: string) => {
    const same = bench.tickets.sameToday(other);
    if (!same.ok) throw new Error(same.error.code);
    return same.value.map((ticket) => ticket.id);
  };
  return { bench, id, warnedOf };
}

// Only what the service had created was looked at. Without a connection, when everything waits, a second ticket for the
// same car was written without a word, and both went out.
it.each(waysThere)(
  'a second ticket for the car is warned of while the first is under way: %s',
  async (...way) => {
    const { bench, id, warnedOf } = await underWay(...way);
    expect(warnedOf(bench.write({ connector_id: '8' }))).toEqual([id]);
  },
);

it.each(waysThere)('also when that one is of an earlier day: %s', async (...way) => {
  const { bench, id, warnedOf } = await underWay(...way);
  bench.clock.wall += 3 * 24 * HOUR;
  expect(warnedOf(bench.write({ connector_id: '8' }))).toEqual([id]);
});

it.each([
  ['small letters', vin.toLowerCase()],
  ['blanks and dashes', `${vin.slice(0, 3)} ${vin.slice(3, 9)}-${vin.slice(9)}`],
])('also when the VIN is typed in another way: %s', async (_, typed) => {
  const { bench, id, warnedOf } = await underWay('queued', { script: [outcomes.refused] });
  expect(warnedOf(bench.write({ connector_id: '8', vin: typed }))).toEqual([id]);
});

it('one for another car at another connector is no reason to warn', async () => {
  const { bench, warnedOf } = await underWay('queued', { script: [outcomes.refused] });
  expect(warnedOf(bench.write({ connector_id: '8', vin: 'JFL91010104391010' }))).toEqual([]);
  // Nor is one for no car yet.
  expect(warnedOf(bench.write({ connector_id: '8', vin: '' }))).toEqual([]);
});

it('the same car is warned of first, however many other tickets its connector has', async () => {
  const bench = workbench({});
  bench.clock.wall = new Date(2026, 4, 6, 12).getTime();
  const first = bench.write();
  await bench.send(first);
  for (const other of ['WVGZZZ5NZEW069298', 'WVGZZZ5NZEW069299', 'WVGZZZ5NZEW069300']) {
    bench.clock.wall += 60_000;
    await bench.send(bench.write({ vin: other }));
  }
  const same = bench.tickets.sameToday(bench.write());
  expect(same.ok && same.value[0]?.id).toBe(first);
});
