// Only the tests that need no window; words after the command are vitest's own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = [
  `${root}node_modules/vitest/vitest.mjs`,
  'run',
  '--configLoader=native',
  ...process.argv.slice(2),
];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
