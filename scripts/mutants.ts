// Breaks each rule of the outbox on purpose, one after the other, in a copy of the project, and expects a test to go red:
// a test that stays green when its rule is broken proves nothing. `npm run test:mutants`; words choose by the rule's name.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutants, type Mutant } from '../test/mutants.ts';

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** Longer than any test may take; a program that hangs is no good program either. */
const LIMIT_MS = 120_000;
/** For the tests of all mutants together. */
const LIMIT_OF_ALL_MS = 15 * 60_000;
const words = process.argv.slice(2);
const chosen = mutants.filter(({ rule }) =>
  words.every((word) => rule.toLowerCase().includes(word.toLowerCase())),
);
const started = performance.now();

const copy = mkdtempSync(join(tmpdir(), 'workshop-mutants-'));
try {
  copyProject();
  const survivors = isSound() ? chosen.filter((mutant) => !isKilled(mutant)).length : null;
  const seconds = since(started);
  if (survivors === null) console.log('The tests fail without any mutant: nothing can be said');
  else
    console.log(
      `${chosen.length} mutants, ${chosen.length - survivors} killed, ${survivors} survived (${seconds} s)`,
    );
  process.exitCode = survivors === 0 && chosen.length > 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Others may be at work in the project, and a mutant must never be left in it. */
function copyProject(): void {
  const parts = ['main', 'preload', 'renderer', 'resources', 'test', 'package.json', 'tsconfig.json'];
  for (const part of [...parts, 'vitest.config.ts', 'svelte.config.js'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
}

function isSound(): boolean {
  const { report, output } = test([...new Set(chosen.flatMap(({ tests }) => tests))], LIMIT_OF_ALL_MS);
  if (report?.success === true && report.numPassedTests > 0) return true;
  console.log(output);
  return false;
}

function isKilled({ rule, edits, tests }: Mutant): boolean {
  const start = performance.now();
  const originals = new Map(edits.map(({ file }) => [file, readFileSync(join(copy, file), 'utf8')]));
  try {
    for (const { file, from, to } of edits) {
      const text = readFileSync(join(copy, file), 'utf8');
      const count = text.split(from).length - 1;
      if (count !== 1)
        throw new Error(`"${rule}": in ${file} this occurs ${count} times and not once:\n${from}`);
      writeFileSync(
        join(copy, file),
        text.replace(from, () => to),
      );
    }
    const { report, output } = test(tests);
    const results = report?.testResults ?? [];
    const red = results
      .flatMap(({ assertionResults }) => assertionResults)
      .find(({ status }) => status === 'failed');
    // A mutant that cannot even be loaded would be killed by anything.
    if (report !== null && red === undefined && !report.success)
      throw new Error(`"${rule}" does not run:\n${output}`);
    const isRed = report?.success !== true;
    const by = !isRed ? '' : ` by "${red?.fullName ?? 'its time running out'}"`;
    console.log(`${isRed ? 'killed  ' : 'SURVIVED'} ${rule}${by} (${since(start)} s)`);
    return isRed;
  } finally {
    for (const [file, text] of originals) writeFileSync(join(copy, file), text);
  }
}

/** @returns no report when the tests did not come to an end. */
function test(files: readonly string[], limitMs = LIMIT_MS): { report: Report | null; output: string } {
  const file = join(copy, 'report.json');
  rmSync(file, { force: true });
  const missing = files.filter((name) => !existsSync(join(copy, name)));
  if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}`);
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--configLoader=native',
      '--bail=1',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...files,
    ],
    { cwd: copy, encoding: 'utf8', timeout: limitMs, killSignal: 'SIGKILL' },
  );
  const output = stdout + stderr;
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') return { report: null, output };
  if (error !== undefined || !existsSync(file)) throw new Error(`vitest did not run:\n${output}`);
  return { report: JSON.parse(readFileSync(file, 'utf8')) as Report, output };
}

function since(start: number): string {
  return ((performance.now() - start) / 1_000).toFixed(1);
}
