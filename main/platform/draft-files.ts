import { app } from 'electron';
import type { AppError } from '../../preload/contract/errors.ts';
import { ok, type Result } from '../../preload/contract/result.ts';
import { systemDisk } from '../database/disk.ts';
import type { Link } from '../ipc/link.ts';
import { ownFolders, type Paths } from '../paths.ts';
import type { Tickets } from '../tickets/init.ts';
import { askForFile, askForPlace, showMessage } from './dialogs.ts';
import { exportDrafts, importDrafts, type ExportedDrafts, type ImportedDrafts } from './draft-transfer.ts';
import type { Desktop } from './init.ts';
import { setMenu } from './menu.ts';
import type { Words } from './words.ts';

/** Drafts that are taken along in a file, and the menu with which that can be done too. */
export interface DraftFiles {
  /** Null: the person changed their mind. */
  exportDrafts(): Promise<Result<ExportedDrafts | null, AppError>>;
  /** Null: the person changed their mind. */
  importDrafts(): Promise<Result<ImportedDrafts | null, AppError>>;
  /** The menu in the language of now. */
  showMenu(): void;
}

export function createDraftFiles(deps: {
  readonly paths: Paths;
  readonly desktop: Pick<Desktop, 'window' | 'words'>;
  readonly tickets: Pick<Tickets, 'store' | 'news' | 'wake'>;
  readonly link: Link;
}): DraftFiles {
  const { desktop, tickets, link } = deps;
  const exporting = { disk: systemDisk, ownFolders: ownFolders(deps.paths) };
  const filter = () => ({ name: desktop.words().drafts, extensions: ['json'] });
  const askAndExport = async () => {
    const file = await askForPlace(desktop.window(), 'drafts.json', filter());
    return file === null ? ok(null) : exportDrafts(tickets.store, file, Date.now(), exporting);
  };
  const askAndImport = async () => {
    const file = await askForFile(desktop.window(), filter());
    if (file === null) return ok(null);
    const imported = importDrafts(tickets.store, file, Date.now(), (id) => tickets.news.tell(id));
    if (!imported.ok) return imported;
    // What is in doubt again is looked up again.
    tickets.wake();
    tickets.news.tellCounts();
    link.tell('tickets', 'imported', { added: imported.value.added });
    return imported;
  };
  /** Says what became of it to whoever used the menu; Settings says it in the window. */
  const say = async (outcome: Outcome) => {
    const message = messageOf(outcome, desktop.words());
    if (message !== null) await showMessage(desktop.window(), outcome.ok ? 'info' : 'warning', message);
  };
  return {
    exportDrafts: askAndExport,
    importDrafts: askAndImport,
    showMenu: () =>
      setMenu({
        devTools: !app.isPackaged,
        words: desktop.words(),
        exportDrafts: () => void askAndExport().then(say),
        importDrafts: () => void askAndImport().then(say),
      }),
  };
}

type Outcome = Result<ExportedDrafts | ImportedDrafts | null, AppError>;

/** Null: nothing became of it. */
function messageOf(outcome: Outcome, words: Words): string | null {
  if (!outcome.ok) {
    const { code, details = {} } = outcome.error;
    if (code === 'export.too_large') return words.tooLarge;
    const [encoding = '', line = '', column = '', byte = ''] = ['encoding', 'line', 'column', 'offset'].map(
      (name) => String(details[name] ?? ''),
    );
    if (code === 'import.not_text') return words.notText(encoding, line, column, byte);
    return code === 'import.not_readable' ? words.notReadable : words.notMoved;
  }
  if (outcome.value === null) return null;
  if ('drafts' in outcome.value) return words.exported(outcome.value.drafts, outcome.value.leftOut);
  return words.imported(outcome.value.added, outcome.value.known);
}
