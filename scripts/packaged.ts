// Only the tests of the packaged program; words after the command are Playwright's own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// In a process of its own: electron-builder ends its process with code 0, whatever the tests said before.
const run = (script: string, ...words: string[]) =>
  spawnSync(process.execPath, [root + script, ...words], { cwd: root, stdio: 'inherit' }).status ?? 1;
const packaged = run('scripts/dist.ts');
process.exitCode =
  packaged === 0
    ? run('node_modules/playwright/cli.js', 'test', '--project=packaged', ...process.argv.slice(2))
    : packaged;
