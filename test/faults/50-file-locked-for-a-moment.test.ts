import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { fault } from './bench.ts';

/** Another program (a backup, a virus scanner) that holds a lock on the file for so long. */
async function lockedBy(file: string, ms: number): Promise<() => void> {
  const script = `const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec('BEGIN EXCLUSIVE'); console.log('locked');
    setTimeout(() => { db.exec('ROLLBACK'); db.close(); }, ${ms});`;
  const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => other.stdout.once('data', resolve));
  return () => other.kill('SIGKILL');
}

fault(
  '50 another program locks the file for a moment: waited for, in bounds, old content kept',
  async (bench) => {
    const program = bench.start();
    const id = program.write({ reference: 'kept' });
    program.kill();
    await lockedBy(bench.file, 300);
    const again = bench.start();
    expect(again.stateOf(id).form.reference).toBe('kept');
    again.kill();
    const release = await lockedBy(bench.file, 60_000);
    expect(() => openSqliteTicketStore(bench.file)).toThrow(/locked/);
    release();
    await expect
      .poll(() => {
        const store = openSqliteTicketStore(bench.file);
        const kept = store.get(id);
        store.close();
        return kept.ok && kept.value?.form.reference;
      })
      .toBe('kept');
  },
);
