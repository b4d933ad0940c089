// Only the tests of the packaged program; words after the command are Playwright's own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageProgram } from './dist.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
await packageProgram();
const words = [
  `${root}node_modules/playwright/cli.js`,
  'test',
  '--project=packaged',
  ...process.argv.slice(2),
];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
