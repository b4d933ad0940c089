import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { backUpTickets, backupsOf, fileOf, openTickets, putAside } from '../support/ticket-files.ts';
import { fault } from './bench.ts';

const DAY = 24 * 3_600_000;

fault(
  '17 bytes of the file are torn or flipped: the drafts, or the file put aside and the backup',
  (bench) => {
    const program = bench.start();
    const ids = Array.from({ length: 20 }, (_, at) => program.write({ reference: `number ${at}` }));
    expect(backUpTickets(program.store, bench.folder, Date.now())).toBe(true);
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
      const folder = `${bench.folder}-case-${number}`;
      mkdirSync(folder);
      cpSync(join(bench.folder, 'backups'), join(folder, 'backups'), { recursive: true });
      writeFileSync(fileOf(folder), damage(whole));
      const opened = openTickets(folder);
      const drafts = opened.store.inState('draft');
      expect(drafts.ok && drafts.value.map(({ id }) => id).sort(), `case ${number}`).toEqual([...ids].sort());
      expect(opened.store.inState('queued')).toEqual({ ok: true, value: [] });
      // What was damaged is put aside, not thrown away.
      if (opened.notice === 'database-restored') expect(putAside(folder), `case ${number}`).not.toEqual([]);
      opened.store.close();
      rmSync(folder, { recursive: true });
    }
    expect(bench.sandbox.record.posts).toEqual([]);
  },
);

fault('17 and without a backup a new file is begun, the old one is kept', (bench) => {
  writeFileSync(bench.file, 'no database');
  const opened = openTickets(bench.folder, { now: 7 });
  expect(opened.notice).toBe('database-quarantined');
  expect(readFileSync(`${bench.file}.corrupt-7`, 'utf8')).toBe('no database');
  opened.store.close();
});

fault('17 and a damaged backup is passed over for an older one that is sound', (bench) => {
  const program = bench.start();
  const id = program.write({ reference: 'kept' });
  for (let back = 9; back >= 0; back -= 1)
    backUpTickets(program.store, bench.folder, Date.now() - back * DAY);
  program.kill();
  const kept = backupsOf(bench.folder).sort();
  expect(kept).toHaveLength(7);
  writeFileSync(kept.at(-1) ?? '', 'torn');
  rmSync(bench.file);
  copyFileSync(kept.at(-1) ?? '', bench.file);
  const opened = openTickets(bench.folder);
  expect(opened.notice).toBe('database-restored');
  expect(opened.store.get(id)).toMatchObject({ ok: true, value: { form: { reference: 'kept' } } });
  opened.store.close();
});
