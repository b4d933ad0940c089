import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { backupDaily, openOrRestore } from '../../main/tickets/sqlite-files.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { fault } from './bench.ts';

const open = (file: string, { check }: { check: boolean }) => openSqliteTicketStore(file, { check });

fault(
  '17 bytes of the file are torn or flipped: the drafts, or the file put aside and the backup',
  (bench) => {
    const program = bench.start();
    const ids = Array.from({ length: 20 }, (_, at) => program.write({ reference: `number ${at}` }));
    const files = { file: bench.file, backups: join(bench.folder, 'backups') };
    expect(backupDaily(program.store, files, Date.now())).toBe(true);
    program.kill();
    const whole = readFileSync(bench.file);

    const damages: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, bytes.length / 2),
      (bytes) => bytes.subarray(0, 10),
      (bytes) => Buffer.concat([Buffer.from('not SQLite'), bytes.subarray(10)]),
      (bytes) => Buffer.alloc(bytes.length),
      // A page, and a byte in every page, of every kind that there is.
      ...Array.from({ length: Math.ceil(whole.length / 4096) }, (_, page) => (bytes: Buffer) => {
        const torn = Buffer.from(bytes);
        torn.fill(0xa5, page * 4096 + 100, page * 4096 + 600);
        return torn;
      }),
      ...Array.from({ length: Math.ceil(whole.length / 4096) }, (_, page) => (bytes: Buffer) => {
        const flipped = Buffer.from(bytes);
        const at = page * 4096 + (page === 0 ? 101 : 3);
        flipped.writeUInt8(flipped.readUInt8(at) ^ 0xff, at);
        return flipped;
      }),
    ];
    for (const [number, damage] of damages.entries()) {
      const folder = join(bench.folder, `case-${number}`);
      const file = `${folder}.db`;
      writeFileSync(file, damage(whole));
      const opened = openOrRestore({ ...files, file }, 1, open);
      const drafts = opened.store.inState('draft');
      expect(drafts.ok && drafts.value.map(({ id }) => id).sort(), `case ${number}`).toEqual([...ids].sort());
      expect(opened.store.inState('queued')).toEqual({ ok: true, value: [] });
      // What was damaged is put aside, not thrown away.
      if (opened.notice !== null) expect(existsSync(`${file}.corrupt-1`)).toBe(true);
      opened.store.close();
    }
    expect(bench.sandbox.record.posts).toEqual([]);
  },
);

fault('17 and without a backup a new file is begun, the old one is kept', (bench) => {
  writeFileSync(bench.file, 'no database');
  const opened = openOrRestore({ file: bench.file, backups: join(bench.folder, 'none') }, 7, open);
  expect(opened.notice).toBe('database-quarantined');
  expect(readFileSync(`${bench.file}.corrupt-7`, 'utf8')).toBe('no database');
  opened.store.close();
});

fault('17 and a damaged backup is passed over for an older one that is sound', (bench) => {
  const program = bench.start();
  const id = program.write({ reference: 'kept' });
  const files = { file: bench.file, backups: join(bench.folder, 'backups') };
  const day = 24 * 3_600_000;
  for (let back = 9; back >= 0; back -= 1) backupDaily(program.store, files, Date.now() - back * day);
  program.kill();
  const kept = readdirSync(files.backups).sort();
  expect(kept).toHaveLength(7);
  writeFileSync(join(files.backups, kept.at(-1) ?? ''), 'torn');
  rmSync(bench.file);
  copyFileSync(join(files.backups, kept.at(-1) ?? ''), bench.file);
  const opened = openOrRestore(files, 1, open);
  expect(opened.notice).toBe('database-restored');
  expect(opened.store.get(id)).toMatchObject({ ok: true, value: { form: { reference: 'kept' } } });
  opened.store.close();
});
