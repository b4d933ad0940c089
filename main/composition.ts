import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, ipcMain, nativeTheme, session as electronSession, type BrowserWindow } from 'electron';
import * as v from 'valibot';
import { contract } from '../preload/contract/contract.ts';
import type { AboutView } from '../preload/contract/settings.ts';
import { trustedCertificates } from './api/certificates.ts';
import { createCustomerApi } from './api/customer-api.ts';
import { Reachability } from './api/reachability.ts';
import { createKeytarStore } from './auth/keytar-store.ts';
import { Session } from './auth/session.ts';
import { ConnectorService } from './connector/connector-service.ts';
import { ConnectorProfile } from './connector/profile.ts';
import { createSerialTransport } from './connector/serial-transport.ts';
import { createPush, serveBridge } from './ipc/bridge-server.ts';
import { createHandlers } from './ipc/handlers.ts';
import { Revisions } from './ipc/revisions.ts';
import { isOurWindow } from './ipc/sender.ts';
import { collectMetadata } from './machine/metadata.ts';
import { createSystemFacts } from './machine/system-facts.ts';
import type { Paths } from './paths.ts';
import { followLifecycle } from './platform/lifecycle.ts';
import { createLog } from './platform/log.ts';
import { setMenu } from './platform/menu.ts';
import { openWindow } from './platform/window.ts';
import { serveApp } from './security/app-protocol.ts';
import { lockDown } from './security/lock-down.ts';
import {
  explain,
  findDeploymentFile,
  readChecked,
  readDeployment,
  type FileProblem,
} from './settings/deployment.ts';
import { Settings } from './settings/settings.ts';
import { openSettingsFile } from './settings/settings-store.ts';
import { Outbox } from './tickets/outbox.ts';
import { openOrQuarantine } from './tickets/sqlite-quarantine.ts';
import { openSqliteTicketStore } from './tickets/sqlite-ticket-store.ts';
import { TicketService, viewOf } from './tickets/ticket-service.ts';

/** The exit code for "configuration error" (sysexits.h). */
const EX_CONFIG = 78;

/**
 * Builds the program: the only place that constructs services. Read it from top to bottom to know what there is and
 * who knows whom. What the first screen does not need is started after the first screen is shown.
 */
export function compose(paths: Paths): void {
  const deploymentFile = findDeploymentFile({
    argv: process.argv,
    env: process.env,
    platform: process.platform,
    resources: paths.resources,
    exists: existsSync,
  });
  const deployment = readDeployment(deploymentFile);
  if (!deployment.ok) {
    refuseToStart(deployment.error);
    return;
  }
  const builtIn = readChecked(join(paths.resources, 'connector-profiles.json'), v.array(ConnectorProfile));
  if (!builtIn.ok) {
    refuseToStart(builtIn.error);
    return;
  }
  const { api: apiOptions, auth, connector: connectorOptions } = deployment.value;

  // — this user's data —
  mkdirSync(paths.logs, { recursive: true });
  const log = createLog(paths.logs);
  process.on('uncaughtException', (error) => log.bug('uncaught', error));
  process.on('unhandledRejection', (error) => log.bug('unhandled', error));
  const settingsFile = openSettingsFile(paths.data, Date.now());
  // electron-store offers its folder to any renderer that asks; nobody here does, and nobody should.
  ipcMain.removeAllListeners('electron-store-get-data');
  const settings = new Settings(settingsFile);
  const database = openOrQuarantine(paths.tickets, Date.now(), openSqliteTicketStore);
  const store = database.store;

  // — the way to the window —
  let window: BrowserWindow | null = null;
  const revisions = new Revisions();
  const push = createPush(contract, () => window?.webContents ?? null);

  // — the service —
  const api = createCustomerApi({
    baseUrl: apiOptions.baseUrl,
    authorizer: auth.authorizer,
    pendingPattern: new RegExp(apiOptions.pendingTicketPattern, 'i'),
    resolveProxy: (url) => electronSession.defaultSession.resolveProxy(url),
    ca: trustedCertificates,
    userAgent: `JifelineWorkshop/${app.getVersion()}`,
  });
  const reachability = new Reachability({
    probe: () => api.probe(),
    now: Date.now,
    changed: (value) => push('session', 'serviceChanged', { revision: revisions.next(), value }),
  });
  const signInMethods: AboutView['signInMethods'] = auth.connectorPin
    ? ['connector-pin', 'token']
    : ['token'];
  const session = new Session({
    api,
    keychain: createKeytarStore(),
    remembered: {
      get: () => settings.get('activeAccount'),
      set: (account) => void settings.set('activeAccount', account),
    },
    methods: signInMethods,
    changed: (value) => push('session', 'changed', { revision: revisions.next(), value }),
  });

  // — tickets —
  const ticketChanged: ConstructorParameters<typeof Outbox>[0]['changed'] = (ticket) => {
    const { id, state, problem, attempts } = ticket;
    if (state !== 'draft')
      log.event('ticket', { ticket: id, state, attempt: attempts, code: problem?.code ?? null });
    push('tickets', 'changed', { revision: revisions.next(), value: viewOf(ticket) });
  };
  const outbox = new Outbox({
    store,
    sender: reachability.observing(api),
    session,
    now: Date.now,
    changed: ticketChanged,
    later: (work, ms) => void setTimeout(work, ms),
  });
  const systemFacts = createSystemFacts();
  const tickets = new TicketService({
    store,
    outbox,
    reading: () => {
      const view = connector.view();
      return view.state === 'ready' ? { connectorId: view.connectorId, vin: view.vin } : null;
    },
    metadata: () =>
      collectMetadata({
        appName: app.getName(),
        appVersion: app.getVersion(),
        platform: process.platform,
        locale: app.getSystemLocale(),
        facts: systemFacts,
        settings: () => settings.view(),
      }),
    account: () => session.account(),
    now: Date.now,
    newId: randomUUID,
    changed: ticketChanged,
  });
  outbox.recover();

  // — the connector —
  const connector: ConnectorService = new ConnectorService({
    transport: createSerialTransport({ extraPorts: connectorOptions.extraPorts }),
    // The deployment's own come first, so that they can replace what the program brings.
    profiles: [...connectorOptions.profiles, ...builtIn.value],
    chosen: {
      get: () => settings.get('chosenConnector'),
      set: (identity) => void settings.set('chosenConnector', identity),
    },
    changed: (value) => {
      log.event('connector', { state: value.state });
      push('connector', 'changed', { revision: revisions.next(), value });
      if (value.state === 'ready') tickets.connectorRead();
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });

  // — the window —
  const about: AboutView = {
    name: app.getName(),
    version: app.getVersion(),
    apiHost: new URL(apiOptions.baseUrl).host,
    signInMethods,
    notices: [
      ...(settingsFile.quarantined ? (['settings-quarantined'] as const) : []),
      ...(database.quarantined ? (['database-quarantined'] as const) : []),
    ],
  };
  const handlers = createHandlers({
    about,
    connector,
    reachability,
    revisions,
    session,
    settings,
    tickets,
    settingsChanged: (value) => {
      nativeTheme.themeSource = value.theme;
      push('settings', 'changed', { revision: revisions.next(), value });
    },
  });
  serveBridge(contract, handlers, {
    ipc: ipcMain,
    isTrusted: isOurWindow(() => window?.webContents ?? null),
    report: (channel, { code }, cause) => {
      log.event('call refused', { channel, code });
      if (cause !== undefined) log.bug(channel, cause);
    },
  });
  lockDown(electronSession.defaultSession, (what) => log.event('denied', { what }));
  serveApp(electronSession.defaultSession, paths.renderer);
  setMenu(!app.isPackaged);
  window = openWindow({
    appFolder: paths.app,
    devTools: !app.isPackaged,
    place: settings.get('windowPlace'),
    savePlace: (place) => void settings.set('windowPlace', place),
    theme: settings.get('theme'),
  });
  window.on('closed', () => {
    window = null;
  });

  // — after the first screen —
  window.once('ready-to-show', () => {
    log.event('started', {
      version: app.getVersion(),
      platform: process.platform,
      electron: process.versions.electron,
    });
    connector.start();
    void session.restore();
    reachability.start();
    // Asked now, so that the first Send need not wait for it.
    void systemFacts();
  });
  window.on('focus', () => void reachability.check());

  followLifecycle({
    window: () => window,
    suspend: () => void connector.suspend(),
    resume: () => {
      connector.start();
      void reachability.check();
    },
    stop: async () => {
      reachability.stop();
      await Promise.all([connector.suspend(), outbox.idle()]);
    },
    close: () => store.close(),
  });
}

/** Says which key of which file is wrong, on standard error for scripts and in a box for people, and ends. */
function refuseToStart(problems: readonly FileProblem[]): void {
  const text = explain(problems);
  process.stderr.write(`${text}\n`);
  dialog.showErrorBox('Jifeline Workshop', text);
  app.exit(EX_CONFIG);
}
