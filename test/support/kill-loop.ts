import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { chance, type Chance } from './chance.ts';
import { readDisk, type Disk } from './kill-disk.ts';
import { deathBy, live, quiet, startChild } from './kill-life.ts';
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
export const SETTLING_MS = 20_000;

/** A folder and a service for as long as `work` takes. */
export async function withService<T>(
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
  withService(seed, async (folder, sandbox) => {
    const loop = new KillLoop(folder, sandbox, seed);
    for (let round = 1; round <= rounds && loop.lost.length === 0; round += 1) {
      await loop.round(round);
      progress(round);
    }
    await loop.settle();
    return loop.report();
  });

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
      const child = startChild(this.#folder);
      child.hear((news) => this.#note(news));
      child.go(this.#orders('settle', chance(this.#seed - 1 - starts)));
      const limit = setTimeout(() => child.process.kill('SIGKILL'), SETTLING_MS);
      const { code, signal } = await child.ended;
      clearTimeout(limit);
      if (code !== 0)
        this.#broken.push(`settling ended with ${String(code ?? signal)}: ${child.complaints()}`);
      await this.#look(0);
      if (signal !== null || !this.#disk.tickets.some(({ state }) => state === 'unconfirmed')) return;
    }
  }

  report(): KillReport {
    const promises = { saved: this.#saved, pressed: this.#pressed };
    const { record } = this.#sandbox;
    const { lost, doubled, broken } = verdictOf(this.#disk, promises, record);
    return {
      kills: this.#kills,
      drafts: this.#disk.tickets.length,
      tickets: record.tickets.length,
      requests: record.posts.length,
      doubts: this.#disk.attempts.filter(({ code }) => code.startsWith('doubt.')).length,
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
    const numbers = new Map(
      this.#sandbox.record.tickets.map(({ id, reference }) => [draftOf(String(reference)), String(id)]),
    );
    return Object.fromEntries(
      this.#disk.tickets
        .filter(({ state }) => ['sending', 'unconfirmed', 'discarded'].includes(state))
        .map(({ id }) => [id, numbers.get(id) ?? null]),
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
