import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { CatalogueProblem } from '../../preload/contract/catalogue.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { CatalogueFile, tooLargeProblem } from './catalogue-file.ts';
import { MAX_BYTES } from './catalogue-format.ts';
import type { CatalogueBuilder, CatalogueStorageError, CatalogueStore } from './catalogue-store.ts';
import { untilFree, type Pause } from '../database/held.ts';

/** Read at a time: small, so that whoever types meanwhile waits for a few milliseconds at most. */
const CHUNK_BYTES = 16 * 1024;

/** A file that was refused, or a catalogue that could not be written. The one in use is as it was. */
export type ImportFailure =
  | { readonly kind: 'refused'; readonly file: string; readonly problems: readonly CatalogueProblem[] }
  | { readonly kind: 'storage'; readonly error: CatalogueStorageError };

export interface ImportDeps {
  readonly store: CatalogueStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How far it is, between 0 and 1. */
  readonly progress: (done: number) => void;
  /** While somebody holds the file. */
  readonly pause?: Pause;
}

/** Reads a catalogue file and puts it in the place of the one in use: all of it, or nothing. */
export async function importCatalogueFile(
  path: string,
  deps: ImportDeps,
): Promise<Result<void, ImportFailure>> {
  const refused = (...problems: readonly CatalogueProblem[]) =>
    err({ kind: 'refused' as const, file: basename(path), problems });
  let handle: FileHandle;
  try {
    handle = await untilFree(() => open(path, 'r'), deps.pause);
  } catch (error) {
    return refused(unreadable(error));
  }
  let under: CatalogueBuilder | null = null;
  try {
    const { size, mtimeMs } = await handle.stat();
    if (size > MAX_BYTES) return refused(tooLargeProblem);
    const builder = deps.store.build();
    if (!builder.ok) return err({ kind: 'storage', error: builder.error });
    under = builder.value;
    const stamp = stampOf(path, size, mtimeMs);
    const built = await build(handle, { size, stamp, builder: under, deps });
    if (!built.ok) under.discard();
    if (built.ok || built.error.kind === 'storage') return built;
    return refused(...built.error.problems);
  } catch (error) {
    // A share that went away in mid-file: what was built of it is worth nothing.
    under?.discard();
    return refused(unreadable(error));
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** Tells whether a file is still the one that was read. */
const stampOf = (path: string, size: number, modifiedMs: number): string =>
  `${path}|${size}|${Math.round(modifiedMs)}`;

/** Null: the file is not there. */
export async function stampOfFile(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return stampOf(path, size, mtimeMs);
  } catch {
    return null;
  }
}

type Built = Result<
  void,
  | { readonly kind: 'refused'; readonly file: string; readonly problems: readonly CatalogueProblem[] }
  | { readonly kind: 'storage'; readonly error: CatalogueStorageError }
>;

async function build(
  handle: FileHandle,
  of: { size: number; stamp: string; builder: CatalogueBuilder; deps: ImportDeps },
): Promise<Built> {
  const { size, stamp, builder, deps } = of;
  let failure: CatalogueStorageError | null = null;
  const file = new CatalogueFile((entry) => {
    const added = failure === null ? builder.add(entry) : null;
    if (added?.ok === false) failure = added.error;
  });
  const storage = (): CatalogueStorageError | null => failure;
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let read = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, read);
    if (bytesRead === 0) break;
    read += bytesRead;
    if (!file.push(buffer.subarray(0, bytesRead)) || storage() !== null) break;
    deps.progress(size === 0 ? 0 : Math.min(0.6, (read / size) * 0.6));
    // Everything else has its turn in between.
    await turn();
  }
  const broken = storage();
  if (broken !== null) return err({ kind: 'storage', error: broken });
  const header = file.end();
  if (!header.ok) return err({ kind: 'refused', file: '', problems: header.error });
  for (let step = 0; ; step += 1) {
    const prepared = builder.prepare();
    if (!prepared.ok) return err({ kind: 'storage', error: prepared.error });
    if (!prepared.value) break;
    // How much is left is not known: it comes ever nearer to the end.
    deps.progress(0.6 + 0.4 * (1 - 300 / (300 + step)));
    await turn();
  }
  const finished = await builder.finish({ ...header.value, importedAt: deps.now(), stamp });
  return finished.ok ? ok(undefined) : err({ kind: 'storage', error: finished.error });
}

function unreadable(error: unknown): CatalogueProblem {
  const code = (error as NodeJS.ErrnoException).code ?? 'error';
  return { code: 'unreadable', line: null, key: '', detail: code };
}
