// Opens the program for a person: against the sandbox, or against whatever a deployment file says.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sample, startSandbox } from '../test/sandbox/sandbox.ts';
import { buildDesignSystem } from './build-design.ts';
import { buildProgram } from './build.ts';
import { findElectron } from './electron-runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
await buildProgram();
await buildDesignSystem();

let sandbox: Awaited<ReturnType<typeof startSandbox>> | null = null;
if (!words.some((word) => word.startsWith('--deployment='))) {
  sandbox = await startSandbox({ control: true });
  words.push(`--deployment=${sandbox.writeDeployment(`${root}out/start/deployment.json`)}`);
  // A data folder of its own: what is tried out here must not end up among real tickets.
  if (!words.some((word) => word.startsWith('--user-data-dir=')))
    words.push(`--user-data-dir=${root}out/start/data`);
  console.log(
    `Sandbox: ${sandbox.api.url}; sign in with connector ${sample.connectorId} and pin ${sample.pin}.`,
  );
  console.log(`Control: ${sandbox.control?.url ?? ''} (see test/sandbox/README.md)`);
}
const child = spawn(findElectron()?.executable ?? 'electron', [root, ...words], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => {
  void sandbox?.close().finally(() => process.exit(code ?? 1));
  if (sandbox === null) process.exit(code ?? 1);
});
