import { watched } from './interrupted.ts';
import type { KillNews, KillOrders, Phase } from './kill-orders.ts';

/** What only a restore touches. For aiming and counting alone: no verdict rests on it. */
const ofRestore = /\.(restoring|reading|takes-its-place-\d+|corrupt-\d+)/;
const migrating = /PRAGMA user_version = (?<to>\d+)/;

/**
 * Tells, in the killed process, when it begins to restore, to migrate or to back up, and ends it before the step of that
 * work that the orders name.
 */
export function phasesOf(folder: string, orders: KillOrders['files'], tell: (news: KillNews) => void) {
  if (orders === null)
    return { opening: <T>(work: () => T) => work(), backingUp: <T>(work: () => T) => work() };
  const { dies } = orders;
  let phase: Phase | null = null;
  let steps = 0;
  /** A file that is only now begun is made by the same statements, and has nothing in it to lose. */
  let isNew = false;
  const enter = (next: Phase | null) => {
    if (phase === next) return;
    phase = next;
    steps = 0;
    tell({ kind: 'phase', phase });
  };
  const step = () => {
    if (phase === null) return;
    steps += 1;
    if (dies?.phase === phase && dies.step === steps) process.kill(process.pid, 'SIGKILL');
  };
  return {
    opening<T>(work: () => T): T {
      const file = (name: string, paths: readonly string[]) => {
        // Leftovers are looked for at each start.
        if (name !== 'rmSync' && paths.some((path) => ofRestore.test(path))) enter('restore');
        step();
      };
      const sql = (text: string) => {
        const to = migrating.exec(text)?.groups?.to;
        if (to === '1') isNew = true;
        else if (to !== undefined && !isNew && phase === null) enter('migration');
        step();
      };
      const opened = watched(folder, { file, sql }, work);
      enter(null);
      return opened;
    },
    backingUp<T>(work: () => T): T {
      enter('backup');
      const done = watched(folder, { file: step, sql: step }, work);
      enter(null);
      return done;
    },
  };
}
