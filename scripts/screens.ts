// Pictures of every screen and state, each looked over by machine: see CONTRIBUTING.md. Words after the command are
// those of test/screens/main.ts.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildDesignSystem } from './build-design.ts';
import { buildProgram } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
await buildProgram();
await buildDesignSystem();
const words = [`${root}test/screens/main.ts`, ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
