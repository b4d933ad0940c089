import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from '../mutants.ts';

// Breaking the rules takes minutes (`npm run test:mutants`); that the list still fits the program is seen at once.
describe('the list of mutants', () => {
  it.each(mutants.map((mutant) => [mutant.rule, mutant] as const))(
    'can still break: %s',
    (_rule, { edits, tests }) => {
      for (const { file, from, to } of edits) {
        expect(readFileSync(file, 'utf8').split(from).length - 1, `${file}: ${from}`).toBe(1);
        expect(to).not.toBe(from);
      }
      expect(tests.filter((file) => !existsSync(file))).toEqual([]);
    },
  );

  it('names each rule once', () => {
    expect(new Set(mutants.map(({ rule }) => rule)).size).toBe(mutants.length);
  });
});
