import { describe, expect, it } from 'vitest';
import { calm, World, type WorldOptions } from '../support/history-world.ts';
import { deathsWithin, type Death } from '../support/mortal-ports.ts';

type Step = (world: World) => void | Promise<void>;

interface Scenario {
  readonly name: string;
  readonly options?: Partial<WorldOptions>;
  readonly steps: readonly Step[];
  /** What is on record in the end, when nothing crashes. */
  readonly record: string;
}

/** A click on one of the drafts, if it has come so far that there is one. */
const on =
  (
    index: number,
    click: (world: World, draft: World['checker']['drafts'][number]) => void | Promise<void>,
  ): Step =>
  (world) => {
    const draft = world.checker.drafts[index];
    return draft === undefined ? undefined : click(world, draft);
  };
const write =
  (connector: number): Step =>
  (world) =>
    world.write(connector);
const send = (index: number) => on(index, (world, draft) => world.send(draft));
const look = (index: number) => on(index, (world, draft) => world.look(draft, true));
const pass =
  (ms: number): Step =>
  (world) =>
    world.pass(ms);

const scenarios: readonly Scenario[] = [
  {
    name: 'three tickets on two connectors',
    record: 'begun created begun created begun created',
    steps: [write(7), write(7), write(8), send(0), send(1), send(2)],
  },
  {
    name: 'a token that is refused and renewed',
    record: 'begun unauthorized begun created begun unauthorized begun created',
    options: { fates: ['unauthorized', 'created', 'unauthorized'], renewals: ['renewed', 'refused'] },
    steps: [write(7), write(8), send(0), send(1), (world) => world.signIn('pin:1')],
  },
  {
    name: 'a reset after the commit, and a list that tells',
    record: 'begun doubt.connection_lost found begun doubt.connection_lost send_again begun created',
    options: { fates: ['reset-after-commit', 'reset-before-commit'], lookup: true },
    steps: [write(7), write(7), send(0), send(1), pass(90_000), look(1), pass(90_000)],
  },
  {
    name: 'a connector that is busy, and then free',
    record: 'begun created begun held begun created',
    options: { closesAtOnce: false },
    steps: [
      write(7),
      write(7),
      send(0),
      send(1),
      (world) => world.service.close(7),
      on(1, (world, draft) => world.resume(draft)),
      pass(90_000),
    ],
  },
  {
    name: 'a ticket that is taken back, changed, and sent',
    record: 'begun created begun created',
    steps: [
      write(7),
      write(7),
      (world) => world.goDown(),
      send(0),
      send(1),
      on(0, (world, draft) => world.edit(draft)),
      on(0, (world, draft) => world.change(draft, 2)),
      send(0),
      (world) => world.comeUp(),
      pass(5_000),
    ],
  },
  {
    name: 'a ticket in doubt that is thrown away, fetched back, and settled by a person',
    record:
      'begun doubt.server_error discard begun doubt.timeout restore send_again it_is_there begun created',
    options: { fates: ['500-before-commit', 'time-out-then-commit'] },
    steps: [
      write(7),
      write(7),
      send(0),
      on(0, (world, draft) => world.discard(draft)),
      send(1),
      on(0, (world, draft) => world.restore(draft)),
      look(0),
      (world) => world.service.land(),
      look(1),
    ],
  },
];

const healthy: WorldOptions = { ...calm, sameReference: true, hasOtherTickets: true };

/** Lives a scenario through, with processes that end. @returns the world as it is when all has settled. */
async function live({ options, steps }: Scenario, ...deaths: Death[]): Promise<World> {
  const world = new World({ ...healthy, ...options }, deaths);
  await world.quiet();
  for (const step of steps) {
    await step(world);
    await world.quiet();
  }
  const problems = await world.settle();
  if (problems.length > 0) expect({ deaths, problems }).toEqual({ deaths, problems: [] });
  return world;
}

/** Of the moments after a first crash so many are tried: another share of them after each. */
const SHARE = 3;

describe.each(scenarios)('$name', (scenario) => {
  it('goes as it should when nothing crashes', async () => {
    const world = await live(scenario);
    expect(world.calls).toHaveLength(1);
    expect(world.checker.log.join(' ')).toBe(scenario.record);
  });

  it('survives a crash at every port call, and a second one at port calls after it', async () => {
    const [calls = 0] = (await live(scenario)).calls;
    const tested = { crashes: 0, pairs: 0 };
    for (const first of deathsWithin(calls)) {
      const [, again = 0, ...more] = (await live(scenario, first)).calls;
      expect(again, `no crash at ${first.moment} call ${first.atCall}`).toBeGreaterThan(0);
      expect(more).toEqual([]);
      tested.crashes += 1;
      for (const second of deathsWithin(again)) {
        if ((first.atCall + second.atCall) % SHARE !== 0) continue;
        const lives = (await live(scenario, first, second)).calls;
        expect(lives, `no crash at call ${second.atCall}`).toHaveLength(3);
        tested.pairs += 1;
      }
    }
    // Fewer would mean that a port is no longer watched.
    expect(tested.crashes).toBeGreaterThanOrEqual(75);
    expect(tested.pairs).toBeGreaterThanOrEqual(1_500);
  });
});
