import type { NoticeBoard } from '../platform/notice-board.ts';
import type { Notice } from '../../preload/contract/settings.ts';
import type { BackedUp } from './backups.ts';
import { localDate } from './local-date.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Says that there is no backup of today or yesterday, where making one failed; or that it is no longer so. Once may be a
 * moment without room.
 *
 * @param last the day of the last backup; null: there is none.
 */
export function tellOfBackup(
  notices: Pick<NoticeBoard, 'post' | 'withdraw'>,
  notice: Extract<Notice, `${string}backup-failed`>,
  outcome: BackedUp,
  last: string | null,
  now: number,
): void {
  if (outcome !== 'failed') notices.withdraw(notice);
  else if (last !== localDate(now) && last !== localDate(now - DAY_MS)) notices.post(notice);
}
