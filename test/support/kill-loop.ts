import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Fault } from '../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { chance, type Chance } from './chance.ts';
import { readDisk, type Disk } from './kill-disk.ts';
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

/** When a round's child dies. */
type Death =
  /** So long after its start, or after it is ready. */
  | { readonly kind: 'after'; readonly news: 'start' | 'ready'; readonly ms: number }
  /** Just after the n-th acknowledged save. */
  | { readonly kind: 'saved'; readonly count: number }
  /** When a request of its has come this far at the service. */
  | { readonly kind: 'request'; readonly at: Extract<Fault, { kind: 'tell' }>['at'] };

/** A child that has not met its death by then dies all the same. */
const LAST_MS = 150;
/** A program that cannot come to rest on a sound service in so many starts never will. */
const SETTLING_STARTS = 40;
const SETTLING_MS = 20_000;

/**
 * Kills the program without a goodbye, again and again over the same file, and looks after each kill whether all that
 * was acknowledged is on the disk; and at the end, whether the service has each ticket once. A kill spares what the
 * system has taken but not yet written: that the disk has it too is tested by what a power cut leaves (test/faults).
 */
export async function killLoop(
  rounds: number,
  seed: number,
  progress: (round: number) => void = () => undefined,
): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-kill-'));
  const sandbox = await startSandbox({ plugged: false });
  const luck = chance(seed);
  // The workshop's technicians close tickets all the time, or every connector would stay busy.
  const closing = setInterval(() => {
    for (const connector of sandbox.api.pending.keys())
      if (luck.oneIn(4)) sandbox.api.pending.delete(connector);
  }, 2);
  try {
    const loop = new KillLoop(folder, sandbox, seed);
    for (let round = 1; round <= rounds && loop.lost.length === 0; round += 1) {
      await loop.round(round);
      progress(round);
    }
    await loop.settle();
    return loop.report();
  } finally {
    clearInterval(closing);
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

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
    const { api, faults } = this.#sandbox;
    const luck = chance(this.#seed + round * 1_000_003);
    const death = deathBy(luck);
    const child = this.#start('work', luck);
    const kill = () => {
      if (child.process.exitCode === null && child.process.signalCode === null) child.process.kill('SIGKILL');
    };
    for (let count = luck.below(4); count > 0; count -= 1) faults.next(trouble(luck));
    if (death.kind === 'request') faults.next({ kind: 'tell', at: death.at, tell: kill });
    const timers = [setTimeout(kill, 4 * LAST_MS)];
    const isDown = luck.oneIn(6);
    let comingUp = Promise.resolve();
    if (isDown) {
      await api.stop();
      timers.push(setTimeout(() => void (comingUp = api.start()), luck.below(200)));
    }
    let saves = 0;
    child.hear((news) => {
      if (news.kind === 'saved') saves += 1;
      if (news.kind === 'ready') timers.push(setTimeout(kill, LAST_MS));
      if (death.kind === 'saved' && saves >= death.count) kill();
      if (death.kind === 'after' && death.news === news.kind) timers.push(setTimeout(kill, death.ms));
    });
    child.go();
    if (death.kind === 'after' && death.news === 'start') timers.push(setTimeout(kill, death.ms));
    const { signal, code } = await child.ended;
    timers.forEach(clearTimeout);
    if (signal === 'SIGKILL') this.#kills += 1;
    else
      this.#broken.push(
        `round ${round}: the program ended by itself with ${String(code)}: ${child.complaints()}`,
      );
    await comingUp;
    if (!api.listening) await api.start();
    await this.#look(round);
  }

  /** The service is sound, nobody dies, and whoever is in doubt looks at the service: until all is at rest. */
  async settle(): Promise<void> {
    for (let starts = 0; starts < SETTLING_STARTS; starts += 1) {
      const child = this.#start('settle', chance(this.#seed - 1 - starts));
      child.hear(() => undefined);
      child.go();
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
    const { api, faults } = this.#sandbox;
    faults.clear();
    // A request that is still being read may come to its hold only now.
    const letGo = setInterval(() => faults.release(), 2);
    await api.quiet();
    clearInterval(letGo);
    this.#disk = readDisk(join(this.#folder, 'tickets.db'));
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

  #start(mode: KillOrders['mode'], luck: Chance) {
    const child = spawn(process.execPath, [fileURLToPath(new URL('kill-child.ts', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Compiled once, which halves the time that a start takes.
      env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(this.#folder, 'cache') },
    });
    const orders: KillOrders = {
      seed: luck.below(2 ** 31),
      mode,
      file: join(this.#folder, 'tickets.db'),
      backups: join(this.#folder, 'backups'),
      witness: join(this.#folder, 'witness', 'tickets.json'),
      url: this.#sandbox.api.url,
      token: this.#token,
      lookup: luck.oneIn(2),
      truth: this.#truth(),
    };
    const complaints: string[] = [];
    child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes.toString()));
    child.stdin.on('error', () => undefined);
    return {
      process: child,
      complaints: () => complaints.join(''),
      go: () => void child.stdin.end(JSON.stringify(orders)),
      hear: (listen: (news: KillNews) => void) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
          const news = newsOf(line);
          if (news === null) return;
          this.#note(news);
          listen(news);
        });
      },
      ended: endOf(child),
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

/** The child's last line may be cut short, and then says nothing. */
function newsOf(line: string): KillNews | null {
  try {
    return JSON.parse(line) as KillNews;
  } catch {
    return null;
  }
}

/** Resolves when the process is gone and everything it said was heard. */
const endOf = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal }));
  });

function deathBy(luck: Chance): Death {
  const kind = luck.below(20);
  if (kind < 3) return { kind: 'after', news: 'start', ms: luck.below(120) };
  if (kind < 9) return { kind: 'after', news: 'ready', ms: luck.below(80) };
  if (kind < 13) return { kind: 'saved', count: 1 + luck.below(30) };
  return { kind: 'request', at: luck.of(['first-byte', 'headers', 'body', 'commit', 'answer'] as const) };
}

/** What goes wrong with one request. */
function trouble(luck: Chance): Fault {
  const faults: readonly Fault[] = [
    { kind: 'reset', at: luck.of(['first-byte', 'headers', 'body', 'commit'] as const) },
    // The worst of all, so it comes more often: created, and nobody is told.
    { kind: 'reset', at: 'commit' },
    { kind: 'delay', at: luck.of(['body', 'commit'] as const), ms: luck.of([3, 10, 90]) },
    { kind: 'hold', at: luck.of(['body', 'commit'] as const) },
    { kind: 'status', status: luck.of([500, 502, 503, 408]), commit: luck.oneIn(2) },
    { kind: 'status', status: 401 },
    { kind: 'status', status: 422, body: '{"message":"no"}' },
    { kind: 'status', status: 429, headers: { 'retry-after': luck.of(['1', '5', 'soon']) } },
    { kind: 'answer', how: luck.of(['truncated', 'broken', 'empty'] as const) },
  ];
  return luck.of(faults);
}
