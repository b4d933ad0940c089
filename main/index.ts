import { resolve } from 'node:path';
import { app, dialog } from 'electron';
import { compose } from './composition.ts';
import { pathsOf } from './paths.ts';
import { argument } from './platform/arguments.ts';
import { registerAppScheme } from './security/app-protocol.ts';

app.setName('Jifeline Workshop');
const data = argument(process.argv, 'user-data-dir');
if (data !== undefined && data !== '') app.setPath('userData', resolve(data));
app.enableSandbox();
registerAppScheme();

// The lock comes before anything is opened: two programs on one outbox would send twice.
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => compose(pathsOf(__dirname, app.getPath('userData'))))
    .catch((error: unknown) => {
      // A database of a newer version, a folder without rights: better told than a program that only seems to run.
      process.stderr.write(`${String(error)}\n`);
      dialog.showErrorBox('Jifeline Workshop cannot start', String(error));
      app.exit(1);
    });
} else {
  app.quit();
}
