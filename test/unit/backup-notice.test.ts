import { describe, expect, it } from 'vitest';
import { tellOfBackup } from '../../main/database/backup-notice.ts';
import { localDate } from '../../main/database/local-date.ts';
import { NoticeBoard } from '../../main/platform/notice-board.ts';

const now = new Date(2026, 4, 6, 12).getTime();
const daysAgo = (days: number) => localDate(now - days * 24 * 3_600_000);

describe('that backups fail', () => {
  it.each([
    ['failed', null, true],
    ['failed', daysAgo(2), true],
    ['failed', daysAgo(1), false],
    ['failed', daysAgo(0), false],
    ['made', daysAgo(0), false],
    ['there', daysAgo(0), false],
  ] as const)('%s, and the last one is of %s: told: %s', (outcome, last, isTold) => {
    const board = new NoticeBoard(() => undefined);
    tellOfBackup(board, 'backup-failed', outcome, last, now);
    expect(board.all()).toEqual(isTold ? ['backup-failed'] : []);
  });

  it('is taken back when one is made', () => {
    const board = new NoticeBoard(() => undefined);
    for (const outcome of ['failed', 'made'] as const)
      tellOfBackup(board, 'workshop-backup-failed', outcome, null, now);
    expect(board.all()).toEqual([]);
  });
});
