import { copyFileSync, cpSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { killedAtEveryStep } from '../support/interrupted.ts';
import { putOldBackup } from '../support/old-store.ts';
import {
  backupsOf,
  backUpTickets,
  damage,
  exportFrom,
  exportOf,
  fileOf,
  inFolder,
  openTickets,
  pageOfTickets,
  ruin,
  writeDrafts,
} from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

interface Exported {
  readonly drafts: readonly { readonly mayHaveBeenSent?: boolean }[];
}

/** Null: none were written. */
const draftsIn = (folder: string): Exported['drafts'] | null => {
  const file = exportOf(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Exported).drafts : null;
};

function twentyDrafts(folder: string): void {
  const { store } = openTickets(folder);
  writeDrafts(store, 20, (at) => ({ reference: `draft ${at} ${'x'.repeat(500)}` }));
  backUpTickets(store, folder, Date.now());
  store.close();
}

/** What the window says at the next start. */
function noticeAtNextStart(folder: string): string | null {
  const { store, notice } = openTickets(folder);
  store.close();
  return notice;
}

// The export opened the file as it was. It said "Drafts written: 0" of an empty file beside a good backup, "never used"
// in the middle of a restore, and "all still in the program" of a damaged file.
describe('an export by the command line opens the tickets as a start does, and says what is so', () => {
  it('of a file that was cut to nothing beside a backup', () =>
    inFolder((folder) => {
      twentyDrafts(folder);
      truncateSync(fileOf(folder));
      const { code, said } = exportFrom(folder);
      expect(draftsIn(folder)).toHaveLength(20);
      // Drafts written since that backup may be missing: no script must take these for all.
      expect(code).toBe(1);
      expect(said).toMatch(/A backup stands in for it.*\nDrafts written to .*: 20$/);
      expect(noticeAtNextStart(folder)).toBe('database-restored');
    }));

  it('of a folder in which a restore was stopped, wherever that was', () =>
    inFolder((folder) => {
      twentyDrafts(folder);
      ruin(fileOf(folder));
      for (const left of killedAtEveryStep(folder, (at) => openTickets(at).store.close())) {
        const { code, said } = exportFrom(left);
        expect(draftsIn(left), said).toHaveLength(20);
        expect(said).not.toContain('never used');
        // Stopped after its last step: whole again, and where this test left it, a copy.
        expect(code, said).toBe(said.includes('is a copy') ? 0 : 1);
      }
    }));

  it('of a damaged file, what could not be read of it taken from the backup', () =>
    inFolder((folder) => {
      twentyDrafts(folder);
      const { at, length } = pageOfTickets(folder);
      damage(fileOf(folder), at, length);
      const { code, said } = exportFrom(folder);
      expect(draftsIn(folder)).toHaveLength(20);
      expect(code).toBe(1);
      expect(said).not.toMatch(/could not be written to|all still in the program/);
    }));
});

// In the window they say "it may have been sent meanwhile"; exported they said nothing, and another PC sent them anew.
describe('drafts that may have been sent say so in the file', () => {
  const expectAllMarked = (folder: string) => {
    const drafts = draftsIn(folder) ?? [];
    expect(drafts).toHaveLength(20);
    expect(drafts.filter(({ mayHaveBeenSent }) => mayHaveBeenSent !== true)).toEqual([]);
  };

  it('where a person put a backup in place', () =>
    inFolder((folder) => {
      twentyDrafts(folder);
      copyFileSync(backupsOf(folder)[0] ?? '', fileOf(folder));
      expect(exportFrom(folder).code).toBe(0);
      expectAllMarked(folder);
      expect(noticeAtNextStart(folder)).toBe('database-put-back');
    }));

  it('where the folder was copied', () =>
    inFolder((folder) => {
      twentyDrafts(folder);
      const copy = `${folder}-copy`;
      cpSync(folder, copy, { recursive: true });
      expect(exportFrom(copy).code).toBe(0);
      expectAllMarked(copy);
      expect(noticeAtNextStart(copy)).toBe('database-copied');
    }));
});

/** Of a program that gave its files no names, with a ticket that waits. */
function backupOfAnEarlierProgram(folder: string): Promise<void> {
  putOldBackup(fileOf(folder));
  return Promise.resolve();
}

async function backupWithATicketThatWaits(folder: string): Promise<void> {
  const { store } = openTickets(folder);
  const bench = workbench({ store, script: [outcomes.refused], newId: () => crypto.randomUUID() });
  await bench.send(bench.write());
  bench.outbox.end();
  expect(backUpTickets(store, folder, Date.now())).toBe(true);
  store.close();
  copyFileSync(backupsOf(folder)[0] ?? '', fileOf(folder));
}

// Opening it took away the sign by which the next start knows a backup: then that start sent what waited in it.
it.each([
  ['of this program', backupWithATicketThatWaits],
  ['of an earlier program', backupOfAnEarlierProgram],
])('after an export, a start sends nothing out of a backup that was put in place: %s', (_whose, put) =>
  inFolder(async (folder) => {
    await put(folder);
    expect(exportFrom(folder).code).toBe(0);
    const { store } = openTickets(folder);
    const bench = workbench({ store });
    bench.outbox.recover();
    bench.outbox.start();
    await bench.pass(3_600_000);
    const states = store.inState('unconfirmed');
    bench.outbox.end();
    store.close();
    expect(bench.posted).toEqual([]);
    expect(states.ok && states.value).toHaveLength(1);
  }),
);
