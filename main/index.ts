import { resolve } from 'node:path';
import { app, dialog } from 'electron';
import { compose } from './composition.ts';
import { ownFolders, pathsOf } from './paths.ts';
import { argument } from './platform/arguments.ts';
import { systemDisk } from './database/disk.ts';
import { storageError } from './database/sqlite-database.ts';
import { runExport } from './platform/export-command.ts';
import { whyNotStarted, wordsIn } from './platform/words.ts';
import type { SecondStart } from './platform/lifecycle.ts';
import { registerAppScheme } from './security/app-protocol.ts';
import { openTickets, ticketPaths } from './tickets/init.ts';

/** The exit code for "try again later" (sysexits.h). */
const EX_TEMPFAIL = 75;

app.setName('Jifeline Workshop');
const data = argument(process.argv, 'user-data-dir');
if (data !== undefined && data !== '') app.setPath('userData', resolve(data));
app.enableSandbox();
registerAppScheme();
const paths = pathsOf(__dirname, app.getPath('userData'), {
  platform: process.platform,
  env: process.env,
  home: app.getPath('home'),
});
const exportTo = argument(process.argv, 'export-drafts') ?? '';

// The lock comes before anything is opened: two programs on one outbox would send twice.
const isFirst = app.requestSingleInstanceLock({ isSilent: exportTo !== '' } satisfies SecondStart);
if (exportTo !== '') {
  if (isFirst) {
    const code = runExport(ticketPaths(paths), resolve(exportTo), {
      disk: systemDisk,
      ownFolders: ownFolders(paths),
      open: () => openTickets(paths),
      // It shows nothing, so it must keep nobody from starting the program for longer than it takes to open and read.
      done: () => app.releaseSingleInstanceLock(),
      say: (text) => process.stdout.write(`${text}\n`),
    });
    app.exit(code);
  } else {
    process.stderr.write('Jifeline Workshop is running: export the drafts there, in Settings.\n');
    app.exit(EX_TEMPFAIL);
  }
} else if (isFirst) {
  app
    .whenReady()
    .then(() => compose(paths))
    .catch((error: unknown) => {
      // A database of a newer version, a folder without rights: better told than a program that only seems to run.
      process.stderr.write(`${String(error)}\n`);
      const why = whyNotStarted(error, storageError(error).code, wordsIn('system', app.getLocale()));
      dialog.showErrorBox('Jifeline Workshop cannot start', why);
      app.exit(1);
    });
} else {
  app.quit();
}
