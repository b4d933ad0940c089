// Only the tests in the real window; words after the command are Playwright's own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildProgram } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
await buildProgram();
const words = [`${root}node_modules/playwright/cli.js`, 'test', '--project=e2e', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
