import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { fault } from './bench.ts';

fault('16 the power is cut after any save that was acknowledged: what was saved is there', (bench) => {
  const program = bench.start();
  const id = program.write();
  for (let count = 0; count < 40; count += 1) {
    const reference = `after ${count} changes ${'x'.repeat(count * 40)}`;
    program.view(program.tickets.change(id, { reference }));
    // What the disk holds at this very moment, with the program still running: all that a power cut leaves.
    const image = join(bench.folder, `image-${count}.db`);
    for (const suffix of ['', '-wal'])
      if (existsSync(bench.file + suffix)) copyFileSync(bench.file + suffix, image + suffix);
    const after = openSqliteTicketStore(image);
    const found = after.get(id);
    after.close();
    expect(found.ok && found.value?.form.reference).toBe(reference);
  }
});
