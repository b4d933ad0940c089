import { copyFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hourOf, leftWaiting, type Hour } from '../support/hour.ts';
import { backupsOf, fileOf, inFolder } from '../support/ticket-files.ts';

const whatLeft = ({ posted, states }: Hour) => ({ posted, states });

// Whoever looks after the PC keeps a copy of the file, puts yesterday's backup in its place (cp: the same inode), and
// has a look. Somebody says "it is not there, send again", and it is sent. Then the copy is put back. The witness says
// that another file was last used here; the place says "the same file"; and the ticket goes out a second time.
it('a file that was replaced by a backup for a while and put back sends nothing unasked', () =>
  inFolder(async (folder) => {
    const id = await leftWaiting(folder);
    const file = fileOf(folder);
    const kept = `${folder}-kept.db`;
    copyFileSync(file, kept);

    const [backup = ''] = backupsOf(folder);
    copyFileSync(backup, file);
    const meanwhile = await hourOf(folder, {
      work: async ({ tickets, view, outbox }) => {
        expect(view(tickets.open(id)).state).toBe('unconfirmed');
        view(tickets.sendAgain(id));
        await outbox.idle();
        expect(view(tickets.open(id)).state).toBe('created');
      },
    });
    expect(meanwhile.posted).toBe(1);

    copyFileSync(kept, file);
    expect(whatLeft(await hourOf(folder))).toEqual({ posted: 0, states: ['unconfirmed'] });
  }));

it('an older copy that is put back a second time sends nothing unasked', () =>
  inFolder(async (folder) => {
    await leftWaiting(folder);
    const file = fileOf(folder);
    const older = `${folder}-older.db`;
    copyFileSync(file, older);
    expect((await hourOf(folder)).posted).toBe(1);

    copyFileSync(older, file);
    // It is noticed the first time.
    expect(whatLeft(await hourOf(folder))).toEqual({ posted: 0, states: ['unconfirmed'] });

    copyFileSync(older, file);
    expect(whatLeft(await hourOf(folder))).toEqual({ posted: 0, states: ['unconfirmed'] });
  }));
