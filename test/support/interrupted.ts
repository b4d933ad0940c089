import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync, StatementSync } from 'node:sqlite';

/*
 * Stops whatever works on files in a folder in the middle of it, without knowing how it is made: it counts what is asked
 * of the file system and of SQLite, and lets one of those steps go wrong. So a test can say "wherever it is stopped",
 * and still say it when the work was put together in another way. It watches work that is done before it returns.
 */

/** The calls of `node:fs` that change something, or begin to. */
const changing = [
  'appendFileSync',
  'copyFileSync',
  'cpSync',
  'linkSync',
  'mkdirSync',
  'openSync',
  'renameSync',
  'rmSync',
  'truncateSync',
  'unlinkSync',
  'writeFileSync',
] as const;

/** SQLite has no more room (https://sqlite.org/rescode.html#full). */
const fullDatabase = () => Object.assign(new Error('database or disk is full'), { errcode: 13 });
const noRoom = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
/** What makes a row, or makes it longer. A whole new file is another matter: where a copy went away, it fits. */
const needsRoom = (sql: string) => /^\s*(INSERT|UPDATE|DELETE|VACUUM|PRAGMA\s+application_id\s*=)/i.test(sql);

export interface Steps {
  /** Before a call that changes files in the folder. */
  readonly file: (name: (typeof changing)[number], paths: readonly string[]) => void;
  /** Before something is run in a database. */
  readonly sql: (text: string) => void;
}

/** The process stops to exist here: nothing that it would have done is done. */
class Killed extends Error {}

/** Runs `work` with `steps` told of each step; afterwards everything is as before. */
export function watched<T>(folder: string, { file, sql }: Steps, work: () => T): T {
  const real = { ...fs };
  const exec = Reflect.get(DatabaseSync.prototype, 'exec');
  const run = Reflect.get(StatementSync.prototype, 'run');
  for (const name of changing) {
    const original = real[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        const paths = args.filter((arg) => typeof arg === 'string' && arg.startsWith(folder)) as string[];
        if (paths.length > 0) file(name, paths);
        return original(...args);
      },
    });
  }
  DatabaseSync.prototype.exec = function (text) {
    sql(text);
    exec.call(this, text);
  };
  StatementSync.prototype.run = function (...args: unknown[]) {
    sql(this.sourceSQL);
    return Reflect.apply(run, this, args) as ReturnType<StatementSync['run']>;
  };
  syncBuiltinESMExports();
  try {
    return work();
  } finally {
    for (const name of changing) Object.assign(fs, { [name]: real[name] });
    DatabaseSync.prototype.exec = exec;
    StatementSync.prototype.run = run;
    syncBuiltinESMExports();
  }
}

/** As they are, also while they are watched. */
const { cpSync, rmSync } = fs;

/** More steps than any work here has: a guard against going round for ever. */
const MANY = 500;

/** A copy of the folder beside it, to be spoiled. It goes away with whatever holds both. */
function copyOf(folder: string, name: string): string {
  const copy = `${folder}-${name}`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/**
 * Does `work` again and again on a copy of the folder, and kills it before its first step, before its second, and so
 * on, until it comes to its end.
 *
 * @yields the folder as each of those kills leaves it: what the system had taken by then, and nothing after.
 */
export function* killedAtEveryStep(folder: string, work: (folder: string) => void): Generator<string> {
  for (let step = 1; step <= MANY; step += 1) {
    const at = copyOf(folder, 'running');
    let count = 0;
    const kill: { left: string | null } = { left: null };
    const next = () => {
      count += 1;
      if (count < step) return;
      // A file that was not closed in time looks on the disk as it does at this moment.
      if (count === step) kill.left = copyOf(at, `killed-${step}`);
      throw new Killed();
    };
    try {
      watched(at, { file: next, sql: next }, () => work(at));
    } catch (error) {
      if (!(error instanceof Killed) && kill.left === null) throw error;
    }
    if (kill.left === null) return;
    yield kill.left;
  }
  throw new Error(`more than ${MANY} steps`);
}

/**
 * The same, but the process lives: one call to the file system, the first, the second and so on, finds no room.
 *
 * @yields the folder after each of those runs, whatever they answered or threw.
 */
export function* withoutRoomAtEveryStep(folder: string, work: (folder: string) => void): Generator<string> {
  for (let step = 1; step <= MANY; step += 1) {
    const at = copyOf(folder, `no-room-${step}`);
    let count = 0;
    const next = () => {
      count += 1;
      if (count === step) throw noRoom();
    };
    try {
      watched(at, { file: next, sql: () => undefined }, () => work(at));
    } catch (error) {
      if (count < step) throw error;
    }
    if (count < step) return;
    yield at;
  }
  throw new Error(`more than ${MANY} steps`);
}

/** Does `work`, and before its n-th step the process is gone, as when the system or a person ends it: nobody cleans up. */
export function dyingAt(folder: string, step: number, work: () => void): void {
  let count = 0;
  const next = () => {
    count += 1;
    if (count === step) process.kill(process.pid, 'SIGKILL');
  };
  watched(folder, { file: next, sql: next }, work);
}

/** Does `work` while no row fits into any database any more, although small files still do. */
export function withFullDatabases(folder: string, work: () => void): void {
  const sql = (text: string) => {
    if (needsRoom(text)) throw fullDatabase();
  };
  watched(folder, { file: () => undefined, sql }, work);
}
