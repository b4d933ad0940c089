import fc from 'fast-check';
import { expect, it } from 'vitest';
import { history, liveThrough, turnNames } from '../support/histories.ts';
import { fates } from '../support/model-service.ts';

/** `HISTORIES=300000 npm test -- histories` looks longer. */
const runs = Number(process.env.HISTORIES ?? 10_000);
/** What must have come up often: a history in which nothing happens proves nothing. */
const often = [
  ...fates,
  ...turnNames,
  ...['held', 'found', 'it_is_there', 'send_again', 'confirm', 'restore', 'doubt.interrupted'],
  ...['backup', 'told: restored', 'told: quarantined'],
  ...['told: put-back', 'told: copied', 'told: older'],
];

it(
  `loses nothing and sends nothing twice in ${runs} random histories`,
  async () => {
    const seen = new Map<string, number>();
    const add = (what: string, times = 1) => seen.set(what, (seen.get(what) ?? 0) + times);
    await fc.assert(
      fc.asyncProperty(history, async (lived) => {
        const { world, problems } = await liveThrough(lived);
        expect(problems).toEqual([]);
        for (const { fate } of world.service.received) add(fate);
        for (const [what, times] of world.checker.seen) add(what, times);
        add('not-sent', world.service.refusals);
        add('crashed', world.calls.length - 1);
      }),
      { numRuns: runs },
    );
    const counts = [...seen]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([what, times]) => `${what} ${times}`);
    console.log(`${runs} histories: ${counts.join(', ')}`);
    for (const what of often) expect(seen.get(what) ?? 0, what).toBeGreaterThan(runs / 300);
  },
  60_000 + runs * 20,
);
