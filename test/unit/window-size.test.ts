import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  insistOnSmallStart,
  measure,
  MOST_AT_START,
  report,
  type WrittenFile,
} from '../../scripts/window-size.ts';

const chunk = (fileName: string, code: string, rest: Partial<WrittenFile> = {}): WrittenFile => ({
  type: 'chunk',
  fileName,
  code,
  ...rest,
});
const files: readonly WrittenFile[] = [
  chunk('index.js', 'start', { isEntry: true, imports: ['shared.js'] }),
  chunk('shared.js', 'shared', { imports: ['deep.js', 'index.js'] }),
  chunk('deep.js', 'deep'),
  chunk('settings.js', 'settings panel', { imports: ['shared.js', 'form.js'] }),
  chunk('form.js', 'form'),
  { type: 'asset', fileName: 'index.css' },
];

it('counts to the start what its files load with themselves, and nothing that is fetched later', () => {
  const { start, later } = measure(files);
  expect(start.map(({ fileName }) => fileName).sort()).toEqual(['deep.js', 'index.js', 'shared.js']);
  expect(later.map(({ fileName }) => fileName)).toEqual(['settings.js', 'form.js']);
  expect(report({ start, later })).toMatch(
    /at the start:\n(.*\n){3}.*together.*\n.*first needed:\n(.*\n){2}.*everything$/,
  );
});

it('refuses a start that is too large, and no other', () => {
  const large = chunk('large.js', randomBytes(MOST_AT_START).toString('hex'));
  expect(() => insistOnSmallStart(measure([...files, large]))).not.toThrow();
  const loading = chunk('index.js', 'start', { isEntry: true, imports: ['large.js'] });
  expect(() => insistOnSmallStart(measure([loading, large]))).toThrow(/more than 60\.0 kB/);
});
