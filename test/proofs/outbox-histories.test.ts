import fc from 'fast-check';
import { expect, it } from 'vitest';
import { history, liveThrough } from '../support/histories.ts';
import { fates } from '../support/model-service.ts';

/** `HISTORIES=300000 npm test -- histories` looks longer. */
const runs = Number(process.env.HISTORIES ?? 30_000);
/** What must have come up often: a history in which nothing happens proves nothing. */
const turns = [
  'held',
  'found',
  'it_is_there',
  'send_again',
  'confirm',
  'restore',
  'doubt.interrupted',
] as const;

it(
  `loses nothing and sends nothing twice in ${runs} random histories`,
  async () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(history, async (lived) => {
        const { world, problems } = await liveThrough(lived);
        expect(problems).toEqual([]);
        for (const { fate } of world.service.received) count(fate);
        for (const { code } of world.disk.log) count(code);
        seen.set('not-sent', (seen.get('not-sent') ?? 0) + world.service.refusals);
      }),
      { numRuns: runs },
    );
    for (const what of [...fates, ...turns]) expect(seen.get(what) ?? 0, what).toBeGreaterThan(runs / 100);
  },
  60_000 + runs * 10,
);
