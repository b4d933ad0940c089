import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { backupDaily, openOrRestore } from '../../main/tickets/sqlite-files.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { fault, LONG } from './bench.ts';

fault(
  '18 an old backup stands in: what may have been sent since is in doubt, nothing is sent unasked',
  async (bench) => {
    await bench.sandbox.api.stop();
    const program = bench.start();
    const [waiting, draft] = [program.write({ reference: 'waiting' }), program.write({ reference: 'draft' })];
    await program.send(waiting);
    const files = { file: bench.file, backups: join(bench.folder, 'backups') };
    backupDaily(program.store, files, Date.now());
    await bench.sandbox.api.start();
    await program.pass(LONG);
    expect(program.stateOf(waiting).state).toBe('created');
    program.kill();
    writeFileSync(bench.file, 'torn');

    const opened = openOrRestore(files, 1, (file, { check }) => openSqliteTicketStore(file, { check }));
    expect(opened.notice).toBe('database-restored');
    const again = bench.start({ store: opened.store });
    again.outbox.wake();
    await again.pass(LONG);
    expect(again.stateOf(waiting)).toMatchObject({
      state: 'unconfirmed',
      restored: expect.any(Number) as number,
    });
    expect(again.stateOf(draft)).toMatchObject({ state: 'draft', restored: expect.any(Number) as number });
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
);
