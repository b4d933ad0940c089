// An outside judge of the tests: StrykerJS changes the pure cores (test/mutation-judges.ts) in every way it knows, and some test
// must go red for each. What may stay green all the same is in test/mutation-survivors.ts. `npm run test:mutation`; words choose
// files. The rules of the outbox are broken by our own hand: scripts/mutants.ts.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import type { LogLevel, MutantResult } from '@stryker-mutator/api/core';
import { judged } from '../test/mutation-judges.ts';
import { survivors, type Survivor } from '../test/mutation-survivors.ts';

/** Percent of the mutants that must be killed. */
const LEAST_OF_ALL = 90;
const LEAST_OF_ONE = 80;

type Mutant = Omit<Survivor, 'why'> & {
  readonly at: string;
  readonly status: MutantResult['status'];
  /** Why there is no verdict, where there is none. */
  readonly reason: string;
};

/** Stryker's names for this are in its types alone. */
const warn: unknown = 'warn';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const words = process.argv.slice(2);
const files = judged
  .map(({ file }) => file)
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
const started = performance.now();
if (files.length === 0) console.log(`No file that is judged is called ${words.join(' or ')}`);
process.exitCode = files.length > 0 && report((await runStryker()).map(mutantOf)) ? 0 : 1;

function runStryker(): Promise<MutantResult[]> {
  return new Stryker({
    mutate: files,
    testRunner: 'house',
    plugins: [join(root, 'scripts/mutation/test-runner.ts')],
    // Each mutant meets all tests of its file in a fresh thread: what runs while a module loads counts like the rest.
    coverageAnalysis: 'off',
    concurrency: 2,
    // What is measured is how long the tests of all files take, and a mutant meets those of one: more than enough.
    timeoutFactor: 0.5,
    tempDirName: 'out/mutation/sandbox',
    ignorePatterns: ['/out', '/docs'],
    disableTypeChecks: false,
    reporters: ['html', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
    htmlReporter: { fileName: 'out/mutation/report.html' },
    logLevel: warn as LogLevel,
  }).runMutationTest();
}

function mutantOf({ fileName, location, replacement, status, statusReason }: MutantResult): Mutant {
  const file = relative(root, fileName).replaceAll('\\', '/');
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const { start, end } = location;
  const within = lines.slice(start.line - 1, end.line);
  within.push((within.pop() ?? '').slice(0, end.column - 1));
  const from = oneLine(within.join('\n').slice(start.column - 1));
  const line = (lines[start.line - 1] ?? '').trim();
  return {
    file,
    at: `${file}:${start.line}`,
    line,
    from,
    to: oneLine(replacement),
    status,
    reason: oneLine(statusReason ?? ''),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** @returns whether everything is as it must be. */
function report(mutants: readonly Mutant[]): boolean {
  const mistakes = mistakesOf(mutants);
  for (const mistake of mistakes) console.log(mistake);
  const ofFile = (name: string) => mutants.filter(({ file }) => file === name);
  const isEnough = files.map((file) => tell(file, ofFile(file), LEAST_OF_ONE));
  const isEnoughOverAll = tell('over all', mutants, words.length === 0 ? LEAST_OF_ALL : 0);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`${mistakes.length} survivors not listed, listed in vain, or not judged (${minutes} min)`);
  console.log('out/mutation/report.html shows each mutant');
  return mistakes.length === 0 && isEnoughOverAll && isEnough.every(Boolean);
}

/** Where the mutants and the list of survivors do not agree. */
function mistakesOf(mutants: readonly Mutant[]): string[] {
  const survived = mutants.filter(({ status }) => status === 'Survived');
  const unlisted = survived.filter((mutant) => !survivors.some((known) => isSame(known, mutant)));
  const stale = survivors
    .filter(({ file }) => files.includes(file))
    .filter((known) => !survived.some((mutant) => isSame(known, mutant)));
  const unjudged = mutants.filter((mutant) => mutant.status !== 'Survived' && !isKilled(mutant));
  return [
    ...unjudged.map(
      ({ at, status, from, to, reason }) => `NOT JUDGED (${status}) ${at}: ${from} → ${to}: ${reason}`,
    ),
    // As it would stand in the list.
    ...unlisted.map(
      ({ at, status: _status, reason: _reason, ...known }) =>
        `SURVIVED ${at}\n${JSON.stringify({ ...known, why: '' }, undefined, 2)},`,
    ),
    ...stale.map(({ file, line, from, to }) => `STALE ${file}: ${from} → ${to} survives no more in: ${line}`),
  ];
}

/** A mutant that makes the tests run for ever is noticed as well. */
function isKilled({ status }: Mutant): boolean {
  return status === 'Killed' || status === 'Timeout';
}

function isSame(one: Omit<Survivor, 'why'>, other: Mutant): boolean {
  return (['file', 'line', 'from', 'to'] as const).every((key) => one[key] === other[key]);
}

/** Tells a score. @returns whether it is enough. */
function tell(name: string, mutants: readonly Mutant[], least: number): boolean {
  const killed = mutants.filter(isKilled).length;
  // A file without a mutant has nothing to be noticed.
  const score = mutants.length === 0 ? 100 : (100 * killed) / mutants.length;
  const isEnough = score >= least;
  const tooLow = isEnough ? '' : `, less than ${least} %`;
  console.log(`${score.toFixed(1).padStart(5)} %  ${name}: ${killed} of ${mutants.length} killed${tooLow}`);
  return isEnough;
}
