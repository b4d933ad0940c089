import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Fault } from '../sandbox/faults.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Chance } from './chance.ts';
import type { KillNews, KillOrders } from './kill-orders.ts';

/** When a life ends. */
export type Death =
  /** So long after its start, after it is ready, or after it began to work on whole files. */
  | { readonly kind: 'after'; readonly news: 'start' | 'ready' | 'phase'; readonly ms: number }
  /** Just after the n-th acknowledged save. */
  | { readonly kind: 'saved'; readonly count: number }
  /** When a request of its has come this far at the service. */
  | { readonly kind: 'request'; readonly at: Extract<Fault, { kind: 'tell' }>['at'] }
  /** It was ordered to end of itself, before a step that it was told of. */
  | { readonly kind: 'ordered' };

export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child that has not met its death by then, after its start, dies all the same. */
const START_MS = 2_000;

export interface Child {
  readonly process: ChildProcess;
  complaints(): string;
  go(orders: KillOrders): void;
  hear(listen: (news: KillNews) => void): void;
  readonly ended: Promise<End>;
}

/** A process of the program, which waits for its orders. */
export function startChild(folder: string): Child {
  const child = spawn(process.execPath, [fileURLToPath(new URL('kill-child.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Compiled once, which halves the time that a start takes.
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(folder, 'cache') },
  });
  const complaints: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes.toString()));
  child.stdin.on('error', () => undefined);
  return {
    process: child,
    complaints: () => complaints.join(''),
    go: (orders) => void child.stdin.end(JSON.stringify(orders)),
    hear: (listen) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const news = newsOf(line);
        if (news !== null) listen(news);
      });
    },
    ended: endOf(child),
  };
}

/** One life at a service in trouble, and its violent end. Resolves when all that it said was heard. */
export async function live(
  { api, faults }: Sandbox,
  child: Child,
  orders: KillOrders,
  death: Death,
  luck: Chance,
  /** And by then after it is ready. */
  lastMs: number,
  heard: (news: KillNews) => void,
): Promise<End> {
  const kill = () => {
    if (child.process.exitCode === null && child.process.signalCode === null) child.process.kill('SIGKILL');
  };
  for (let count = luck.below(4); count > 0; count -= 1) faults.next(trouble(luck));
  if (death.kind === 'request') faults.next({ kind: 'tell', at: death.at, tell: kill });
  const timers = [setTimeout(kill, START_MS)];
  const isDown = luck.oneIn(6);
  let comingUp = Promise.resolve();
  if (isDown) {
    await api.stop();
    timers.push(setTimeout(() => void (comingUp = api.start()), luck.below(200)));
  }
  let saves = 0;
  child.hear((news) => {
    heard(news);
    if (news.kind === 'saved') saves += 1;
    if (news.kind === 'ready') timers.push(setTimeout(kill, lastMs));
    if (death.kind === 'saved' && saves >= death.count) kill();
    if (death.kind === 'after' && death.news === news.kind) timers.push(setTimeout(kill, death.ms));
  });
  child.go(orders);
  if (death.kind === 'after' && death.news === 'start') timers.push(setTimeout(kill, death.ms));
  const end = await child.ended;
  timers.forEach(clearTimeout);
  await comingUp;
  if (!api.listening) await api.start();
  return end;
}

/** Resolves when the service has dealt with everything that was on its way. */
export async function quiet({ api, faults }: Sandbox): Promise<void> {
  faults.clear();
  // A request that is still being read may come to its hold only now.
  const letGo = setInterval(() => faults.release(), 2);
  await api.quiet();
  clearInterval(letGo);
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
  new Promise<End>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal }));
  });

export function deathBy(luck: Chance): Death {
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
