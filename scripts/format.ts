// Puts every file into the project's format.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = [`${root}node_modules/prettier/bin/prettier.cjs`, '--write', '--log-level=warn', '.'];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
