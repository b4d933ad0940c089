import { expect, it } from 'vitest';
import { hourOf } from '../support/hour.ts';
import { killedAtEveryStep, withFullDatabases } from '../support/interrupted.ts';
import { putOldBackup } from '../support/old-store.ts';
import { fileOf, inFolder, openTickets } from '../support/ticket-files.ts';

it('put in place by a person, it sends nothing', () =>
  inFolder(async (folder) => {
    putOldBackup(fileOf(folder));
    expect((await hourOf(folder)).posted).toBe(0);
  }));

it('nor when the start that puts it in doubt is killed, wherever that is', () =>
  inFolder(async (folder) => {
    putOldBackup(fileOf(folder));
    const sent: string[] = [];
    for (const left of killedAtEveryStep(folder, (at) => openTickets(at).store.close()))
      if ((await hourOf(left)).posted > 0) sent.push(left.replace(/.*-killed-/, 'step '));
    expect(sent).toEqual([]);
  }));

it('nor when the disk was full at the first start', () =>
  inFolder(async (folder) => {
    putOldBackup(fileOf(folder));
    withFullDatabases(folder, () => expect(() => openTickets(folder)).toThrow(/full/));
    expect((await hourOf(folder)).posted).toBe(0);
  }));
