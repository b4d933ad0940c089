// How much JavaScript the window loads, and whether its start still fits.
import { gzipSync } from 'node:zlib';

/**
 * What the first screen may load, gzipped. It is read from the disk and not over a network, so its size is a measure of
 * what has to be parsed and run before anybody can type: on a workshop's old PC, about a millisecond for each kB. What
 * the first ticket does not need belongs into a file of its own, by `import()`.
 */
export const MOST_AT_START = 60_000;

/** As much of a file that the bundler wrote as is asked here. */
export interface WrittenFile {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
  readonly code?: string;
  readonly isEntry?: boolean;
  /** Loaded together with it. */
  readonly imports?: readonly string[];
}

export interface FileSize {
  readonly fileName: string;
  readonly bytes: number;
  readonly gzipped: number;
}

export interface WindowSize {
  /** What is loaded before the first screen is there. */
  readonly start: readonly FileSize[];
  /** What is loaded when it is first needed, largest first. */
  readonly later: readonly FileSize[];
}

export function measure(files: readonly WrittenFile[]): WindowSize {
  const chunks = new Map(files.filter(({ type }) => type === 'chunk').map((file) => [file.fileName, file]));
  const atStart = new Set<string>();
  const load = (fileName: string) => {
    if (atStart.has(fileName) || !chunks.has(fileName)) return;
    atStart.add(fileName);
    chunks.get(fileName)?.imports?.forEach(load);
  };
  for (const { fileName, isEntry } of chunks.values()) if (isEntry === true) load(fileName);
  const sizes = [...chunks.values()]
    .map(({ fileName, code = '' }) => ({
      fileName,
      bytes: Buffer.byteLength(code),
      gzipped: gzipSync(code).length,
    }))
    .sort((one, other) => other.gzipped - one.gzipped);
  return {
    start: sizes.filter(({ fileName }) => atStart.has(fileName)),
    later: sizes.filter(({ fileName }) => !atStart.has(fileName)),
  };
}

/** A line for each file, and what they come to. */
export function report({ start, later }: WindowSize): string {
  const line = ({ fileName, bytes, gzipped }: FileSize) => `  ${kB(gzipped)} gzip ${kB(bytes)}  ${fileName}`;
  const all = [...start, ...later];
  return [
    'JavaScript of the window, loaded at the start:',
    ...start.map(line),
    line({ ...sum(start), fileName: `together (at most ${kB(MOST_AT_START).trim()} gzip)` }),
    'loaded when it is first needed:',
    ...later.map(line),
    line({ ...sum(all), fileName: 'everything' }),
  ].join('\n');
}

/** @throws where the start has grown too large. */
export function insistOnSmallStart({ start }: WindowSize): void {
  const { gzipped } = sum(start);
  if (gzipped <= MOST_AT_START) return;
  throw new Error(
    `The window loads ${kB(gzipped).trim()} of JavaScript at its start, more than ${kB(MOST_AT_START).trim()} (gzip). ` +
      'Load by import() what the first ticket does not need; why there is a limit stands in scripts/window-size.ts.',
  );
}

const sum = (files: readonly FileSize[]) => ({
  bytes: files.reduce((total, { bytes }) => total + bytes, 0),
  gzipped: files.reduce((total, { gzipped }) => total + gzipped, 0),
});

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(8);
