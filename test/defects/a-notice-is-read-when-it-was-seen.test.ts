import { expect, it } from 'vitest';
import { NoticeBoard } from '../../main/platform/notice-board.ts';
import { withFullDatabases } from '../support/interrupted.ts';
import { backUpTickets, fileOf, inFolder, openTickets, ruin, writeDrafts } from '../support/ticket-files.ts';

// On a full disk the button threw: the window was told nothing, and the notice stayed for ever.
it('a click takes the notices that were on screen away, also on a full disk', () =>
  inFolder((folder) => {
    const first = openTickets(folder);
    writeDrafts(first.store, 2);
    backUpTickets(first.store, folder, Date.now());
    first.store.close();
    ruin(fileOf(folder));
    const opened = openTickets(folder);
    expect(opened.notice).toBe('database-restored');
    const told: string[][] = [];
    const board = new NoticeBoard((notices) => told.push(notices));
    board.post('database-restored', () => opened.dismiss());
    board.post('backup-failed');
    withFullDatabases(folder, () => board.dismiss(['database-restored', 'backup-failed']));
    opened.store.close();
    expect(told.at(-1)).toEqual([]);
  }));

it('a notice that came between the look and the click is not taken for read', () => {
  const read: string[] = [];
  const shown: string[][] = [];
  const board = new NoticeBoard((notices) => shown.push(notices));
  board.post('backup-failed', () => read.push('backup-failed'));
  // On screen: this one. On its way to the window: the next.
  const [onScreen = []] = shown;
  board.post('workshop-restored', () => read.push('workshop-restored'));
  board.dismiss(onScreen as ['backup-failed']);
  expect(read).toEqual(['backup-failed']);
  expect(shown.at(-1)).toEqual(['workshop-restored']);
});
