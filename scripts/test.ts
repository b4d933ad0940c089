// Every test there is, layer by layer: vitest for what needs no window, Playwright for what does. A failure in one
// layer does not keep the next from running. Words after the command choose test files.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildProgram } from './build.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** How many rows the table of faults has (docs/offline.md). */
const ROWS = 58;

/** Where nobody looks on, a line for each file; else what moves. */
const isWatched = process.stdout.isTTY;

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}out/test/`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const words = process.argv.slice(2);

await buildProgram();
// In a process of its own: electron-builder ends its process with code 0, whatever the tests said before.
const isPackaged =
  (words.length > 0 && !words.some((word) => word.includes('packaged'))) ||
  run('package', ['../scripts/dist.ts']) === 0;

const counts = [
  ...(isPackaged ? [] : [{ passed: 0, failed: 1, skipped: 0 }]),
  vitest('unit, contract, integration'),
  playwright('e2e', 'in the real window'),
  playwright('packaged', 'the packaged program'),
];
const rows = rowsOfFaults();
if (words.length === 0) {
  const missing = Array.from({ length: ROWS }, (_, at) => at + 1).filter((row) => !rows.has(row));
  console.log(`\n${rows.size} of ${ROWS} rows of the table of faults ran`);
  if (missing.length > 0) {
    console.log(`without a passing test: ${missing.join(', ')}`);
    counts.push({ passed: 0, failed: missing.length, skipped: 0 });
  }
}
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
if (skipped > 0) console.log(`${skipped} were skipped, which counts as failing`);
console.log(`${passed} passed, ${failed + skipped} failed`);
process.exit(passed > 0 && failed + skipped === 0 ? 0 : 1);

function vitest(title: string): Count {
  const file = `${out}vitest.json`;
  run(title, [
    'vitest/vitest.mjs',
    'run',
    '--configLoader=native',
    ...(isWatched ? ['--reporter=dot'] : ['--reporter=default', '--slowTestThreshold=1000000']),
    '--reporter=json',
    `--outputFile.json=${file}`,
    '--passWithNoTests',
    ...words,
  ]);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number> & {
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  // A file that could not even be loaded has no tests to count, and is a failure all the same.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + broken.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

function playwright(project: string, title: string): Count {
  const file = `${out}${project}.json`;
  const status = run(
    title,
    [
      'playwright/cli.js',
      'test',
      '--project',
      project,
      `--reporter=${isWatched ? 'line' : `${root}scripts/playwright-files.ts`},json`,
      '--pass-with-no-tests',
      ...words,
    ],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  );
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

/** The rows of the table of faults whose tests all passed: their titles begin with the number of the row. */
function rowsOfFaults(): Set<number> {
  const passed = new Map<number, boolean>();
  const count = (file: string, title: string, isGood: boolean) => {
    const row = file.includes('faults') ? /^(\d+) /.exec(title)?.[1] : undefined;
    if (row !== undefined) passed.set(Number(row), isGood && passed.get(Number(row)) !== false);
  };
  interface Suite {
    readonly specs?: readonly { readonly file: string; readonly title: string; readonly ok: boolean }[];
    readonly suites?: readonly Suite[];
  }
  const visit = ({ specs = [], suites = [] }: Suite) => {
    for (const { file, title, ok } of specs) count(file, title, ok);
    suites.forEach(visit);
  };
  if (existsSync(`${out}vitest.json`)) {
    const { testResults } = JSON.parse(readFileSync(`${out}vitest.json`, 'utf8')) as {
      testResults: { name: string; assertionResults: { title: string; status: string }[] }[];
    };
    for (const { name, assertionResults } of testResults)
      for (const { title, status } of assertionResults) count(name, title, status === 'passed');
  }
  if (existsSync(`${out}e2e.json`)) visit(JSON.parse(readFileSync(`${out}e2e.json`, 'utf8')) as Suite);
  return new Set([...passed].filter(([, isGood]) => isGood).map(([row]) => row));
}

function run(title: string, [script = '', ...rest]: string[], env: Record<string, string> = {}): number {
  console.log(`\n— ${title} —`);
  const { status } = spawnSync(process.execPath, [`${root}node_modules/${script}`, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}
