import type { Paths } from '../paths.ts';
import type { NoticeBoard } from '../platform/notice-board.ts';
import { tellOfBackup } from './backup-notice.ts';
import { createWorkshopFile, type WorkshopFile } from './sqlite-workshop-file.ts';

/** The file of what the workshop says itself. It is opened when it is first asked something. */
export function initWorkshopFile({ paths, notices }: { paths: Paths; notices: NoticeBoard }): WorkshopFile {
  const file: WorkshopFile = createWorkshopFile(
    { file: paths.own, backups: paths.backups },
    {
      now: Date.now,
      backedUp: (outcome, last) => tellOfBackup(notices, 'workshop-backup-failed', outcome, last, Date.now()),
      noticed: (what) => {
        // It is no outbox: where it is used besides changes nothing of what it says.
        if (what !== 'copied' && what !== 'older') notices.post(`workshop-${what}`, () => file.dismiss());
      },
    },
  );
  return file;
}
