import { basename, dirname } from 'node:path';
import type { Disk } from '../../main/database/disk.ts';

/** What a file holds. Never changed, only replaced, so that a copy of it costs nothing and stays what it was. */
export type Content = string | object;

interface File {
  /** No two files ever have the same, and none is given twice. */
  readonly number: number;
  content: Content;
}

/** The system has no more room. */
export const noRoom = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

const absent = (file: string) =>
  Object.assign(new Error(`ENOENT: no such file, '${file}'`), { code: 'ENOENT' });

/** Bytes of a file that is a database: more than a small one may have, or fewer. */
const [SMALL, LARGE] = [4_096, 64 * 1024 * 1024];

/** A disk in memory: names, and the files that they stand for. */
export class MemoryDisk implements Disk {
  /** While set, nothing can be written. */
  isFull = false;
  /** Databases are too large to be looked at whole at every start. */
  isLarge = false;
  /** What the first bytes of a database look like: asked of whoever knows its contents. */
  headOf: (content: Content) => Uint8Array = () => new Uint8Array();
  readonly #files = new Map<string, File>();
  #numbers = 0;

  size(file: string): number | null {
    const content = this.content(file);
    if (content === null) return null;
    return typeof content === 'string' ? content.length : this.isLarge ? LARGE : SMALL;
  }

  head(file: string): Uint8Array {
    return this.headOf(this.content(file) ?? '');
  }

  copy(from: string, to: string): void {
    const content = this.content(from);
    if (content === null) throw absent(from);
    this.put(to, content);
  }

  rename(from: string, to: string): void {
    const file = this.#files.get(from);
    if (file === undefined) throw absent(from);
    this.#files.delete(from);
    this.#files.set(to, file);
  }

  remove(file: string): void {
    this.#files.delete(file);
  }

  list(folder: string): string[] {
    return [...this.#files.keys()].filter((file) => dirname(file) === folder).map((file) => basename(file));
  }

  makeFolder(): void {
    // A folder is there as soon as something is in it.
  }

  read(file: string): string | null {
    const content = this.content(file);
    return typeof content === 'string' ? content : null;
  }

  write(file: string, text: string): void {
    this.put(file, text);
  }

  identity(file: string): string | null {
    const found = this.#files.get(file);
    return found === undefined ? null : String(found.number);
  }

  // — what only tests and databases in memory use —

  content(file: string): Content | null {
    return this.#files.get(file)?.content ?? null;
  }

  /** Writes into a file, and makes it if it is not there. */
  put(file: string, content: Content): void {
    if (this.isFull) throw noRoom();
    const found = this.#files.get(file);
    if (found !== undefined) found.content = content;
    else this.#files.set(file, { number: (this.#numbers += 1), content });
  }

  /** What is in a folder and the folders in it, to be put there again. */
  folder(folder: string): ReadonlyMap<string, Content> {
    const inside = [...this.#files].filter(([file]) => file.startsWith(`${folder}/`));
    return new Map(inside.map(([file, { content }]) => [file, content]));
  }

  /** In place of all that is there: as copies, each a file of its own. */
  replaceFolder(folder: string, files: ReadonlyMap<string, Content>): void {
    for (const file of this.folder(folder).keys()) this.#files.delete(file);
    for (const [file, content] of files) this.#files.set(file, { number: (this.#numbers += 1), content });
  }

  /** The files of a folder whose names match, the one that was made last first. */
  madeLast(folder: string, name: RegExp): string[] {
    return [...this.#files]
      .filter(([file]) => dirname(file) === folder && name.test(basename(file)))
      .sort(([, a], [, b]) => b.number - a.number)
      .map(([file]) => file);
  }
}
