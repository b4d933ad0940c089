import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judged } from '../mutation-judges.ts';
import { survivors } from '../mutation-survivors.ts';

// Judging the tests takes minutes (`npm run test:mutation`); that the lists still fit the program is seen at once.
describe('the list of files whose tests are judged', () => {
  it.each(judged)('names $file and its tests, which are there', ({ file, tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    expect([file, ...tests].filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names each file once', () => {
    expect(new Set(judged.map(({ file }) => file)).size).toBe(judged.length);
  });
});

describe('the list of mutants that may survive', () => {
  it.each(survivors)('is of code that is there: $from → $to in $file', ({ file, line, from, to, why }) => {
    expect(judged.map((each) => each.file)).toContain(file);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').map((each) => each.trim())).toContain(line);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(from);
    expect(to).not.toBe(from);
    expect(why).not.toBe('');
  });

  it('names each once', () => {
    const names = survivors.map(({ file, line, from, to }) => JSON.stringify([file, line, from, to]));
    expect(new Set(names).size).toBe(names.length);
  });
});
