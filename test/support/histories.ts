import fc from 'fast-check';
import type { DraftRecord } from './history-checker.ts';
import { accounts, renewals, World } from './history-world.ts';
import { damages } from './history-pc.ts';
import { fates } from './model-service.ts';

const CONNECTORS = [7, 8] as const;
/** Up to five hours: longer than a ticket may wait unlooked at. */
const WAITS_MS = [0, 300, 2_000, 6_000, 30_000, 90_000, 600_000, 18_000_000];
const VINS = [null, 'WVGZZZ5NZEW069297', 'JFL91010104391010', null];
const DAY_MS = 86_400_000;
const DECADE_MS = 3_653 * DAY_MS;

/** Something that happens: how likely, and to what. `much` is from 0 to 7: which of several, or how much; `any` from 0 to 3. */
interface Turn {
  readonly weight: number;
  readonly does: (world: World, much: number, any: number) => void | Promise<void>;
}
interface Click {
  readonly weight: number;
  readonly on: (world: World, draft: DraftRecord, much: number) => unknown;
}

const one = <T>(of: readonly [T, ...T[]], much: number): T => of[much % of.length] ?? of[0];

/** Everything that happens in a workshop. */
const turns: Readonly<Record<string, Turn | Click>> = {
  // — the outside —
  answer: { weight: 7, does: (world, much) => world.answer(much) },
  answerAll: { weight: 2, does: (world) => world.answerAll() },
  land: { weight: 1, does: (world) => world.service.land() },
  close: { weight: 2, does: (world, much) => world.service.close(one(CONNECTORS, much)) },
  pass: { weight: 5, does: (world, much) => world.pass(WAITS_MS[much] ?? 0) },
  jump: { weight: 1, does: (world, much) => void (world.clock.wall += (much - 3.5) * DECADE_MS) },
  down: { weight: 1, does: (world) => world.goDown() },
  up: { weight: 2, does: (world) => world.comeUp() },
  diskFull: { weight: 1, does: ({ pc }) => void (pc.disk.isFull = true) },
  diskFree: { weight: 2, does: ({ pc }) => void (pc.disk.isFull = false) },
  plug: {
    weight: 1,
    does: (world, much) =>
      world.plug({ connectorId: one(CONNECTORS, much), vin: VINS[much % VINS.length] ?? null }),
  },
  unplug: { weight: 1, does: (world) => world.plug(null) },
  // The deployment file is read at start.
  lookup: { weight: 1, does: (world) => void (world.isLookupOn = !world.isLookupOn) },
  // — the PC —
  crash: { weight: 2, does: (world) => world.crash() },
  sleep: { weight: 1, does: (world) => world.sleep() },
  wakeUp: { weight: 2, does: (world) => world.wakeUp() },
  wake: { weight: 1, does: (world) => world.wake() },
  sleepInRequest: { weight: 1, does: (world, much) => world.sleepFor(WAITS_MS[much] ?? 0) },
  crashSoon: { weight: 2, does: (world, much, any) => world.crashSoon(1 + much * 4 + any) },
  crashAtStart: { weight: 2, does: (world, much, any) => world.crashAtStart(1 + much * 4 + any) },
  // — its files —
  nextDay: {
    weight: 2,
    does: (world) => {
      world.clock.wall += DAY_MS;
      world.backUp();
    },
  },
  damage: { weight: 2, does: (world, much, any) => world.damage(one(damages, much), any) },
  damageBackup: { weight: 1, does: (world) => world.damageBackup() },
  backupInPlace: { weight: 1, does: (world, much, any) => world.putBackupInPlace(much, any === 0) },
  keepFolder: { weight: 2, does: (world) => world.keepFolder() },
  olderFolder: { weight: 1, does: (world) => world.putFolder('here') },
  copiedFolder: { weight: 1, does: (world) => world.putFolder('elsewhere') },
  earlierProgram: { weight: 1, does: (world) => world.becomeOld() },
  // — people —
  signIn: { weight: 3, does: (world, much) => world.signIn(one(accounts, much)) },
  signOut: { weight: 1, does: (world) => world.signOut() },
  write: { weight: 2, does: (world, much) => world.write(much < 5 ? 7 : 8) },
  change: { weight: 2, on: (world, draft, much) => world.change(draft, 2 + much) },
  send: { weight: 8, on: (world, draft) => world.send(draft) },
  sendTwice: { weight: 1, on: (world, draft) => Promise.all([world.send(draft), world.send(draft)]) },
  edit: { weight: 2, on: (world, draft) => world.edit(draft) },
  discard: { weight: 2, on: (world, draft) => world.discard(draft) },
  restore: { weight: 2, on: (world, draft) => world.restore(draft) },
  resume: { weight: 1, on: (world, draft) => world.resume(draft) },
  confirm: { weight: 1, on: (world, draft) => world.confirm(draft) },
  look: { weight: 3, on: (world, draft, much) => world.look(draft, much % 2 === 0) },
};

const turnNamed = (name: string) => `turn ${name}`;
export const turnNames = Object.keys(turns).map(turnNamed);
const names = Object.entries(turns).flatMap(([name, { weight }]) =>
  Array.from({ length: weight }, () => name),
);

export const history = fc.record({
  options: fc.record({
    fates: fc.array(fc.constantFrom(...fates), { maxLength: 10, size: 'max' }),
    renewals: fc.array(fc.constantFrom(...renewals), { maxLength: 2 }),
    lookup: fc.boolean(),
    waits: fc.constantFrom('all' as const, 'posts' as const, 'none' as const),
    closesAtOnce: fc.boolean(),
    listsReference: fc.boolean(),
    sameReference: fc.boolean(),
    hasOtherTickets: fc.boolean(),
    isLarge: fc.boolean(),
  }),
  turns: fc.array(fc.record({ turn: fc.constantFrom(...names), draft: fc.nat(3), much: fc.nat(7) }), {
    maxLength: 40,
    size: 'max',
  }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

/** Lives a history through to its end. @returns the world then, and what must not be. */
export async function liveThrough({ options, turns: all }: History) {
  const world = new World(options);
  // Three drafts on two connectors, since without them little can happen.
  for (const connector of [7, 7, 8]) world.write(connector);
  for (const { turn: name, draft, much } of all) {
    const turn = turns[name];
    const { drafts } = world.checker;
    const record = drafts[draft % Math.max(1, drafts.length)];
    world.checker.count(turnNamed(name));
    if (turn !== undefined && 'does' in turn) await turn.does(world, much, draft);
    else if (record !== undefined) await turn?.on(world, record, much);
    await world.quiet();
  }
  return { world, problems: await world.settle() };
}
