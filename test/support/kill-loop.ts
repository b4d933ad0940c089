import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { chance, type Chance } from './chance.ts';
import { readDisk, type Disk } from './kill-disk.ts';
import { deathBy, live, quiet, startChild, type Child, type End } from './kill-life.ts';
import { draftOf, type KillNews, type KillOrders } from './kill-orders.ts';
import { lostOf, verdictOf, type Verdict } from './kill-verdict.ts';

export interface KillReport extends Verdict {
  readonly kills: number;
  readonly drafts: number;
  readonly tickets: number;
  /** Requests for a ticket, and how many of their ends nobody knew: what makes the rest worth something. */
  readonly requests: number;
  readonly doubts: number;
}

/** How long a life lasts, after it is ready, that meets no other end. */
const LAST_MS = 150;
/** A program that cannot come to rest on a sound service in so many starts never will. */
export const SETTLING_STARTS = 40;
const SETTLING_MS = 20_000;

/** A folder and a service for as long as `work` takes. */
async function withService<T>(
  seed: number,
  work: (folder: string, sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-kill-'));
  const sandbox = await startSandbox({ plugged: false });
  const luck = chance(seed);
  // The workshop's technicians close tickets all the time, or every connector would stay busy.
  const closing = setInterval(() => {
    for (const connector of sandbox.api.pending.keys())
      if (luck.oneIn(4)) sandbox.api.pending.delete(connector);
  }, 2);
  try {
    return await work(folder, sandbox);
  } finally {
    clearInterval(closing);
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the program's process is told about where everything is. */
export const placesIn = (folder: string) => ({
  file: join(folder, 'tickets.db'),
  backups: join(folder, 'backups'),
  witness: join(folder, 'witness', 'tickets.json'),
});

/** Rounds until something is lost, and then to rest. @returns what the loop found. */
export const runRounds = <R>(
  rounds: number,
  seed: number,
  progress: (round: number) => void,
  loopIn: (
    folder: string,
    sandbox: Sandbox,
  ) => {
    readonly lost: readonly string[];
    round(round: number): Promise<void>;
    settle(): Promise<void>;
    report(): R;
  },
): Promise<R> =>
  withService(seed, async (folder, sandbox) => {
    const loop = loopIn(folder, sandbox);
    for (let round = 1; round <= rounds && loop.lost.length === 0; round += 1) {
      await loop.round(round);
      progress(round);
    }
    await loop.settle();
    return loop.report();
  });

/** What somebody would read at the service's desk about these tickets: their numbers, or that they are not there. */
export function truthOf({ record }: Sandbox, ids: Iterable<string>): KillOrders['truth'] {
  const numbers = new Map(
    record.tickets.map(({ id, reference }) => [draftOf(String(reference)), String(id)]),
  );
  return Object.fromEntries([...ids].map((id) => [id, numbers.get(id) ?? null]));
}

/** How much there was, which makes the verdict worth something. */
export const extentOf = (
  { record }: Sandbox,
  { tickets, attempts }: Disk,
): Pick<KillReport, 'drafts' | 'tickets' | 'requests' | 'doubts'> => ({
  drafts: tickets.length,
  tickets: record.tickets.length,
  requests: record.posts.length,
  doubts: attempts.filter(({ code }) => code.startsWith('doubt.')).length,
});

/** A life that nobody ends, unless it takes too long. */
export async function settlingLife(
  folder: string,
  orders: KillOrders,
  heard: (news: KillNews) => void,
): Promise<{ readonly child: Child; readonly end: End }> {
  const child = startChild(folder);
  child.hear(heard);
  child.go(orders);
  const limit = setTimeout(() => child.process.kill('SIGKILL'), SETTLING_MS);
  const end = await child.ended;
  clearTimeout(limit);
  return { child, end };
}

/**
 * Kills the program without a goodbye, again and again over the same file, and looks after each kill whether all that
 * was acknowledged is on the disk; and at the end, whether the service has each ticket once. A kill spares what the
 * system has taken but not yet written: that the disk has it too is tested by what a power cut leaves (test/faults).
 */
export const killLoop = (
  rounds: number,
  seed: number,
  progress: (round: number) => void = () => undefined,
): Promise<KillReport> =>
  runRounds(rounds, seed, progress, (folder, sandbox) => new KillLoop(folder, sandbox, seed));

class KillLoop {
  readonly lost: string[] = [];
  readonly #broken: string[] = [];
  readonly #saved = new Map<string, Extract<KillNews, { kind: 'saved' }>>();
  readonly #pressed = new Set<string>();
  readonly #folder: string;
  readonly #sandbox: Sandbox;
  readonly #seed: number;
  readonly #token: string;
  #disk: Disk = { sound: true, tickets: [], attempts: [] };
  #kills = 0;

  constructor(folder: string, sandbox: Sandbox, seed: number) {
    this.#folder = folder;
    this.#sandbox = sandbox;
    this.#seed = seed;
    this.#token = sandbox.identity.issue('pin:1', 24 * 3_600_000);
  }

  /** One life and its violent end. Everything about it follows from the seed and its number, but for the clock's part. */
  async round(round: number): Promise<void> {
    const luck = chance(this.#seed + round * 1_000_003);
    const death = deathBy(luck);
    const child = startChild(this.#folder);
    const orders = this.#orders('work', luck);
    const { signal, code } = await live(this.#sandbox, child, orders, death, luck, LAST_MS, (news) =>
      this.#note(news),
    );
    if (signal === 'SIGKILL') this.#kills += 1;
    else
      this.#broken.push(
        `round ${round}: the program ended by itself with ${String(code)}: ${child.complaints()}`,
      );
    await this.#look(round);
  }

  /** The service is sound, nobody dies, and whoever is in doubt looks at the service: until all is at rest. */
  async settle(): Promise<void> {
    for (let starts = 0; starts < SETTLING_STARTS; starts += 1) {
      const orders = this.#orders('settle', chance(this.#seed - 1 - starts));
      const { child, end } = await settlingLife(this.#folder, orders, (news) => this.#note(news));
      const { code, signal } = end;
      if (code !== 0)
        this.#broken.push(`settling ended with ${String(code ?? signal)}: ${child.complaints()}`);
      await this.#look(0);
      if (signal !== null || !this.#disk.tickets.some(({ state }) => state === 'unconfirmed')) return;
    }
  }

  report(): KillReport {
    const promises = { saved: this.#saved, pressed: this.#pressed };
    const { lost, doubled, broken } = verdictOf(this.#disk, promises, this.#sandbox.record);
    return {
      kills: this.#kills,
      ...extentOf(this.#sandbox, this.#disk),
      lost: [...this.lost, ...lost],
      doubled,
      broken: [...this.#broken, ...broken],
    };
  }

  /** What the kill has left, when the service has dealt with everything that was on its way. */
  async #look(round: number): Promise<void> {
    await quiet(this.#sandbox);
    this.#disk = readDisk(placesIn(this.#folder).file);
    if (!this.#disk.sound) this.#broken.push(`round ${round}: the file is damaged`);
    const lost = lostOf(this.#disk, { saved: this.#saved, pressed: this.#pressed });
    this.lost.push(...lost.map((what) => `round ${round}: ${what}`));
  }

  /** What somebody would read at the service's desk about each ticket that is in doubt. */
  #truth(): KillOrders['truth'] {
    const inDoubt = this.#disk.tickets.filter(({ state }) =>
      ['sending', 'unconfirmed', 'discarded'].includes(state),
    );
    return truthOf(
      this.#sandbox,
      inDoubt.map(({ id }) => id),
    );
  }

  #orders(mode: KillOrders['mode'], luck: Chance): KillOrders {
    return {
      seed: luck.below(2 ** 31),
      mode,
      ...placesIn(this.#folder),
      url: this.#sandbox.api.url,
      token: this.#token,
      lookup: luck.oneIn(2),
      truth: this.#truth(),
      files: null,
    };
  }

  #note(news: KillNews): void {
    if (news.kind === 'saved') {
      const known = this.#saved.get(news.id);
      if (known === undefined || news.revision >= known.revision) this.#saved.set(news.id, news);
    }
    if (news.kind === 'pressed') this.#pressed.add(news.id);
    if (news.kind === 'ready' && news.notice !== null) this.#broken.push(`the program says: ${news.notice}`);
  }
}
