// Everything that can be said about the code without opening a window: format, lint, types, unit tests. No warnings.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = `${root}node_modules/`;
const steps: readonly (readonly [name: string, ...words: string[]])[] = [
  ['API types', `${root}scripts/generate-api-types.ts`, '--check'],
  ['format', `${modules}prettier/bin/prettier.cjs`, '--check', '--log-level=warn', '.'],
  ['lint', `${modules}eslint/bin/eslint.js`, '--max-warnings=0', '.'],
  ['types', `${modules}typescript/bin/tsc`, '-p', 'tsconfig.json'],
  ['types of the window tests', `${modules}typescript/bin/tsc`, '-p', 'test/e2e/tsconfig.json'],
  ['types of the screens', `${modules}typescript/bin/tsc`, '-p', 'test/screens/tsconfig.json'],
  ['types of the fault tests', `${modules}typescript/bin/tsc`, '-p', 'test/faults/tsconfig.json'],
  ['types of the state tests', `${modules}typescript/bin/tsc`, '-p', 'test/unit/renderer/tsconfig.json'],
  ['types of the packaged tests', `${modules}typescript/bin/tsc`, '-p', 'test/packaged/tsconfig.json'],
  [
    'window',
    `${modules}svelte-check/bin/svelte-check`,
    '--tsconfig',
    'renderer/tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ],
  [
    'unit tests',
    `${modules}vitest/vitest.mjs`,
    'run',
    '--configLoader=native',
    '--project',
    'unit',
    '--reporter=dot',
  ],
];

let failed = 0;
for (const [name, ...words] of steps) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? '  ok ' : 'FAIL '} ${name} (${seconds} s)`);
  if (status === 0) continue;
  failed += 1;
  console.log(stdout + stderr);
}
process.exitCode = failed === 0 ? 0 : 1;
