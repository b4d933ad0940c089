import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { StepOrders } from './step-child.ts';

/** More steps than any work here has: a guard against going round for ever. */
const MANY = 500;

/**
 * Kills a process that works on the folder before its first step, before its second, and so on, until it comes to its
 * end. Each of them finds the folder as it was, at its own place and known to this PC, so that nothing looks like a copy.
 *
 * @yields the step before which it was killed; the folder is as that has left it.
 */
export async function* killedForReal(
  folder: string,
  orders: Pick<StepOrders, 'what' | 'now'>,
): AsyncGenerator<number> {
  const kept = `${folder}-as-it-was`;
  const witness = `${folder}-witness.json`;
  const wasSeen = existsSync(witness);
  cpSync(folder, kept, { recursive: true });
  if (wasSeen) cpSync(witness, `${kept}.json`);
  for (let step = 1; step <= MANY; step += 1) {
    rmSync(folder, { recursive: true });
    cpSync(kept, folder, { recursive: true });
    if (wasSeen) cpSync(`${kept}.json`, witness);
    else rmSync(witness, { force: true });
    if ((await endOf({ folder, step, ...orders }, join(kept, '..', 'cache'))) === 'done') return;
    yield step;
  }
  throw new Error(`more than ${MANY} steps`);
}

async function endOf(orders: StepOrders, cache: string): Promise<'killed' | 'done'> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('step-child.ts', import.meta.url)), JSON.stringify(orders)],
    // Compiled once, which halves the time that a start takes.
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: cache },
    },
  );
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve([code, signal]));
  });
  const complaints = await text(child.stderr);
  const [code, signal] = await ended;
  if (code === 0) return 'done';
  if (signal === 'SIGKILL') return 'killed';
  throw new Error(`the process ended with ${String(code ?? signal)}: ${complaints}`);
}
