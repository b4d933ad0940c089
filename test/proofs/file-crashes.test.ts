import { describe, expect, it } from 'vitest';
import { damages } from '../support/history-pc.ts';
import { calm, World } from '../support/history-world.ts';
import { deathsWithin, type Death } from '../support/mortal-ports.ts';

const DAY_MS = 86_400_000;

/** What befalls the files, and the program is then started on. */
const events: readonly {
  readonly name: string;
  readonly before?: (world: World) => void;
  readonly befall: (world: World) => void;
}[] = [
  ...damages.map((how) => ({ name: `the file is ${how}`, befall: (world: World) => world.damage(how, 0) })),
  { name: 'a backup is put in its place', befall: (world) => world.putBackupInPlace(0, false) },
  { name: 'a backup is put in its place, the log left', befall: (world) => world.putBackupInPlace(1, true) },
  { name: 'the folder of an older day is put in its place', befall: (world) => world.putFolder('here') },
  { name: 'it is used on another PC', befall: (world) => world.putFolder('elsewhere') },
  { name: 'it is that of an earlier program', befall: (world) => world.becomeOld() },
  {
    name: 'it is a backup of an earlier program',
    before: (world) => world.becomeOld(),
    befall: (world) => world.putBackupInPlace(0, false),
  },
  {
    name: 'a day goes by',
    befall: (world) => {
      world.clock.wall += DAY_MS;
      world.crash();
    },
  },
];

/**
 * One ticket is sent, one waits for a connection, one is a draft; a backup knows of the first two as drafts. Then
 * something befalls the files, and the starts after it are killed. @returns how many calls each of these made.
 */
async function live({ before, befall }: (typeof events)[number], isLarge: boolean, deaths: readonly Death[]) {
  const world = new World({ ...calm, isLarge });
  const send = async (index: number) => {
    const record = world.checker.drafts[index];
    if (record !== undefined) await world.send(record);
    await world.quiet();
  };
  for (const connector of [7, 8]) world.write(connector);
  world.clock.wall += DAY_MS;
  world.backUp();
  world.keepFolder();
  await send(0);
  world.goDown();
  await send(1);
  world.write(8);
  before?.(world);
  const begun = world.calls.length;
  world.endAtStart(deaths);
  befall(world);
  await world.quiet();
  world.comeUp();
  await world.pass(90_000);
  const problems = await world.settle();
  if (problems.length > 0) expect({ deaths, problems }).toEqual({ deaths, problems: [] });
  return world.calls.slice(begun);
}

/** Of the starts after a start that was killed, so many are tried: another share of them after each. */
const SHARE = 4;

describe.each(events)('$name', (event) => {
  it.each([false, true])(
    'each step of the start after it is its last, and steps of the one after that (a large file: %s)',
    async (isLarge) => {
      const [calls = 0] = await live(event, isLarge, []);
      expect(calls).toBeGreaterThan(10);
      for (const first of deathsWithin(calls)) {
        const [, again = 0] = await live(event, isLarge, [first]);
        for (const second of deathsWithin(again))
          if ((first.atCall + second.atCall) % SHARE === 0) await live(event, isLarge, [first, second]);
      }
    },
  );
});
