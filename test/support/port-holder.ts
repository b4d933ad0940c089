import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another program, with a name of its own, that has a port open and locked until it is told to let go. */
export async function holdPort(path: string, name = 'diagnose-tool'): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-holder-'));
  const program = join(folder, name);
  copyFileSync('/usr/bin/flock', program);
  chmodSync(program, 0o755);
  // What it runs does not inherit the port, so that only the one name is to be found.
  const holder = spawn(program, ['--close', path, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  return async () => {
    const ended = once(holder, 'exit');
    holder.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
