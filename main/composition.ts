import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  app,
  clipboard,
  dialog,
  ipcMain,
  nativeTheme,
  session as electronSession,
  type BrowserWindow,
} from 'electron';
import * as v from 'valibot';
import { contract } from '../preload/contract/contract.ts';
import type { AboutView } from '../preload/contract/settings.ts';
import { trustedCertificates } from './api/certificates.ts';
import { createCustomerApi } from './api/customer-api.ts';
import type { SystemWay } from './api/opener.ts';
import { offerOf } from './api/product-offers.ts';
import { Reachability } from './api/reachability.ts';
import { createWebFetch } from './api/web-fetch.ts';
import { AccountBook } from './auth/account-book.ts';
import type { IdentityProvider } from './auth/identity-provider.ts';
import { InteractiveSignIn } from './auth/interactive-sign-in.ts';
import { createKeytarStore } from './auth/keytar-store.ts';
import { listenForRedirect } from './auth/loopback.ts';
import { Session } from './auth/session.ts';
import { CatalogueService } from './catalogue/catalogue-service.ts';
import { knownVehicle } from './catalogue/known-vehicle.ts';
import { createSqliteCatalogueStore } from './catalogue/sqlite-catalogue-store.ts';
import { createSqliteOwnStore } from './catalogue/sqlite-own-store.ts';
import { ConnectorService } from './connector/connector-service.ts';
import { Diagnosis } from './connector/diagnosis.ts';
import { ConnectorProfile } from './connector/profile.ts';
import { createSerialTransport } from './connector/serial-transport.ts';
import { createSystemPortFacts } from './connector/system-port-facts.ts';
import { systemDisk } from './database/disk.ts';
import { createWorkshopFile } from './database/sqlite-workshop-file.ts';
import { createPush, serveBridge } from './ipc/bridge-server.ts';
import { createHandlers } from './ipc/handlers.ts';
import { Revisions } from './ipc/revisions.ts';
import { isOurWindow } from './ipc/sender.ts';
import { collectMetadata } from './machine/metadata.ts';
import { createSystemFacts } from './machine/system-facts.ts';
import type { Paths } from './paths.ts';
import { askForCatalogue } from './platform/catalogue-files.ts';
import { askAndExport, askAndImport, tell } from './platform/draft-files.ts';
import { recoverFromCrashes } from './platform/crash-recovery.ts';
import { followLifecycle, showWindow } from './platform/lifecycle.ts';
import { createLog } from './platform/log.ts';
import { setMenu } from './platform/menu.ts';
import { noticeOf } from './platform/notices.ts';
import { Notifier } from './platform/notifier.ts';
import { onFirstScreen, openWindow } from './platform/window.ts';
import { wordsIn } from './platform/words.ts';
import { serveApp } from './security/app-protocol.ts';
import { openSignInPage } from './security/external-links.ts';
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
import { createSqliteTemplateStore } from './templates/sqlite-template-store.ts';
import { TemplateBook } from './templates/template-book.ts';
import { Outbox } from './tickets/outbox.ts';
import { changesSince } from './tickets/recheck.ts';
import { lastVehicleOf, orderIn } from './tickets/past-orders.ts';
import { openTicketFile } from './tickets/sqlite-ticket-file.ts';
import { createWitness } from './tickets/witness.ts';
import { TicketNews } from './tickets/ticket-news.ts';
import { TicketService } from './tickets/ticket-service.ts';

/** How often to look whether a new day wants its backup. */
const BACKUP_LOOK_MS = 3_600_000;

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
  const {
    api: apiOptions,
    auth,
    catalogue: catalogueOptions,
    connector: connectorOptions,
  } = deployment.value;

  // — this user's data —
  mkdirSync(paths.logs, { recursive: true });
  const log = createLog(paths.logs);
  process.on('uncaughtException', (error) => log.bug('uncaught', error));
  process.on('unhandledRejection', (error) => log.bug('unhandled', error));
  const settingsFile = openSettingsFile(paths.data, Date.now());
  // electron-store offers its folder to any renderer that asks; nobody here does, and nobody should.
  ipcMain.removeAllListeners('electron-store-get-data');
  const settings = new Settings(settingsFile);
  const database = openTicketFile(
    { file: paths.tickets, backups: paths.backups },
    {
      disk: systemDisk,
      witness: createWitness(paths.witness, dirname(paths.witness), systemDisk),
      now: Date.now,
      newId: randomUUID,
    },
  );
  const store = database.store;

  const words = () => wordsIn(settings.get('language'), app.getLocale());

  // — the way to the window —
  let window: BrowserWindow | null = null;
  const revisions = new Revisions();
  const push = createPush(contract, () => window?.webContents ?? null);

  // — the service —
  const way: SystemWay = {
    resolveProxy: (url) => electronSession.defaultSession.resolveProxy(url),
    ca: trustedCertificates,
  };
  const userAgent = `JifelineWorkshop/${app.getVersion()}`;
  const api = createCustomerApi({
    baseUrl: apiOptions.baseUrl,
    authorizer: auth.authorizer,
    pendingPattern: new RegExp(apiOptions.pendingTicketPattern, 'i'),
    ...way,
    userAgent,
  });
  const reachability = new Reachability({
    sender: api,
    now: Date.now,
    changed: (value) => {
      push('session', 'serviceChanged', { revision: revisions.next(), value });
      if (value.state === 'reachable') outbox.wake();
    },
  });
  // — signing in —
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const { oidc } = auth;
  // Made when somebody first signs in or a token is first renewed: nothing of it is needed to start.
  let provider: Promise<IdentityProvider> | null = null;
  const identityProvider = (options: NonNullable<typeof oidc>) =>
    (provider ??= import('./auth/oidc.ts').then(({ createOidc }) =>
      createOidc({ ...options, fetch: createWebFetch({ ...way, userAgent }), clock }),
    ));
  const signInMethods: AboutView['signInMethods'] = [
    ...(oidc === null ? [] : (['browser', 'device-code'] as const)),
    ...(auth.connectorPin === null ? [] : (['connector-pin'] as const)),
    'token',
  ];
  const session: Session = new Session({
    api,
    keychain: createKeytarStore(),
    book: new AccountBook(settings),
    clock,
    methods: signInMethods,
    pinVariant: auth.connectorPin ?? 'connector-id',
    refresh: oidc === null ? null : async (old) => (await identityProvider(oidc)).refresh(old),
    ...(oidc === null ? {} : { revoke: async (old) => (await identityProvider(oidc)).revoke(old) }),
    underWay: () => interactive?.view() ?? { pending: null, signInProblem: null },
    changed: (value) => {
      push('session', 'changed', { revision: revisions.next(), value });
      if (value.account !== null && !value.refused && !value.restoring) outbox.wake();
    },
  });
  const interactive: InteractiveSignIn | null =
    oidc === null
      ? null
      : new InteractiveSignIn({
          provider: () => identityProvider(oidc),
          listen: listenForRedirect,
          openBrowser: openSignInPage,
          copyText: (text) => void clipboard.writeText(text),
          adopt: (credentials) => session.adopt(credentials),
          toFront: () => showWindow(window),
          changed: () => session.tell(),
          clock,
        });

  // — the catalogue and the templates: their files are opened when they are first asked something —
  const workshopFile = createWorkshopFile({ file: paths.own, backups: paths.backups }, { now: Date.now });
  const catalogue = new CatalogueService({
    store: createSqliteCatalogueStore(paths.catalogue, Date.now),
    own: createSqliteOwnStore(workshopFile),
    ask: catalogueOptions.fromApi
      ? async (vehicle) => {
          const token = await session.token();
          return token.ok ? offerOf(vehicle, (path) => api.getJson(path, token.value.value)) : token;
        }
      : null,
    lastTicket: (vin) => lastVehicleOf(store, vin),
    now: Date.now,
    changed: (value) => {
      push('catalogue', 'changed', { revision: revisions.next(), value });
      tickets.catalogueChanged();
    },
    report: (what, code) => log.event('catalogue', { what, code }),
  });

  // — tickets —
  const notifier = new Notifier(
    () => window,
    (id) => push('tickets', 'showRequested', { revision: revisions.next(), value: { id } }),
    words,
  );
  const news = new TicketNews({
    store,
    viewOf: (ticket) => tickets.viewOf(ticket),
    changed: (value) => push('tickets', 'changed', { revision: revisions.next(), value }),
    countsChanged: (value) => {
      notifier.count(value);
      push('tickets', 'countsChanged', { revision: revisions.next(), value });
    },
    log: ({ id, state, attempts, wait, answer }) =>
      log.event('ticket', {
        ticket: id,
        state,
        attempt: attempts,
        code: wait?.code ?? answer?.code ?? null,
      }),
  });
  const tellTicket = (id: string) => news.tell(id);
  const reading = () => {
    const view = connector.view();
    if (view.state !== 'ready') return null;
    return { connectorId: view.connectorId, vin: view.vin, vehiclePath: view.vehiclePath };
  };
  const outbox: Outbox = new Outbox({
    store,
    sender: reachability,
    session,
    lookup: apiOptions.ticketLookup === 'historical-tickets' ? api : null,
    changesSince: (ticket) =>
      changesSince(ticket, reading(), Date.now(), settings.get('recheckAfterHours') * 3_600_000),
    now: Date.now,
    monotonic: () => performance.now(),
    random: Math.random,
    tell: tellTicket,
    rested: (ticket, before) => {
      const notice = noticeOf(ticket, before);
      const { reference, vin } = ticket.form;
      if (notice !== null) notifier.notify(notice, ticket.id, reference || vin);
    },
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  const systemFacts = createSystemFacts();
  const tickets: TicketService = new TicketService({
    store,
    outbox,
    reading,
    metadata: () =>
      collectMetadata({
        appName: app.getName(),
        appVersion: app.getVersion(),
        platform: process.platform,
        locale: app.getSystemLocale(),
        facts: systemFacts,
        settings: () => settings.view(),
      }),
    vehicleOf: (vin, path) => knownVehicle(catalogue, vin, path),
    products: (ids) => {
      const known = catalogue.products(ids);
      return known.ok ? known.value : [];
    },
    account: () => session.account(),
    now: Date.now,
    newId: randomUUID,
    tell: tellTicket,
    // Counted after the answer to whoever pressed Send.
    released: (form) => void setImmediate(() => catalogue.noteOrdered(orderIn(form))),
  });
  const templates = new TemplateBook({
    store: createSqliteTemplateStore(workshopFile),
    ticketStore: store,
    tickets,
    now: Date.now,
    newId: randomUUID,
    changed: (value) => push('templates', 'changed', { revision: revisions.next(), value }),
    report: (what, code) => log.event('templates', { what, code }),
  });

  // — the connector —
  const transport = createSerialTransport({ extraPorts: connectorOptions.extraPorts });
  // The deployment's own come first, so that they can replace what the program brings.
  const profiles = [...connectorOptions.profiles, ...builtIn.value];
  const connector: ConnectorService = new ConnectorService({
    transport,
    profiles,
    chosen: {
      get: () => settings.get('chosenConnector'),
      set: (identity) => void settings.set('chosenConnector', identity),
    },
    changed: (value) => {
      log.event('connector', { state: value.state });
      push('connector', 'changed', { revision: revisions.next(), value });
      if (value.state !== 'ready') return;
      tickets.connectorRead();
      outbox.wake();
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const diagnosis = new Diagnosis({
    facts: createSystemPortFacts(),
    platform: process.platform,
    profiles,
    connector: () => connector.cable(),
    listPorts: () => transport.list(),
    monotonic: () => performance.now(),
  });

  // — the window —
  const about: AboutView = {
    name: app.getName(),
    version: app.getVersion(),
    apiHost: new URL(apiOptions.baseUrl).host,
    signInMethods,
    connectorPinBy: auth.connectorPin ?? 'connector-id',
    notices: [
      ...(settingsFile.notice === null ? [] : [settingsFile.notice]),
      ...(database.notice === null ? [] : [`database-${database.notice}` as const]),
    ],
  };
  const exportDrafts = () => askAndExport(store, window, words(), Date.now());
  const importDrafts = async () => {
    const imported = await askAndImport(store, window, words());
    if (!imported.ok || imported.value === null) return imported;
    news.tellCounts();
    push('tickets', 'imported', { revision: revisions.next(), value: { added: imported.value.added } });
    return imported;
  };
  const showMenu = () =>
    setMenu({
      devTools: !app.isPackaged,
      words: words(),
      exportDrafts: () => void exportDrafts().then((outcome) => tell(window, words(), outcome)),
      importDrafts: () => void importDrafts().then((outcome) => tell(window, words(), outcome)),
    });
  const handlers = createHandlers({
    about,
    catalogue,
    askForCatalogue: () => askForCatalogue(window),
    connector,
    diagnosis,
    reachability,
    revisions,
    session,
    interactive,
    settings,
    templates,
    tickets,
    exportDrafts,
    importDrafts,
    settingsChanged: (value) => {
      nativeTheme.themeSource = value.theme;
      showMenu();
      news.tellCounts();
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
  // What an earlier run left in the middle of sending may have been sent: said before anything else is done.
  outbox.recover();
  lockDown(electronSession.defaultSession, (what) => log.event('denied', { what }));
  // The design system stands beside the built program, and is no part of what is packaged.
  const pages = app.isPackaged ? [paths.renderer] : [paths.renderer, paths.design];
  serveApp(electronSession.defaultSession, pages);
  showMenu();
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
  recoverFromCrashes(
    window,
    (what) => log.event('gone', { what }),
    () => performance.now(),
    words,
  );

  // — after the first screen —
  onFirstScreen(window, () => {
    log.event('started', {
      version: app.getVersion(),
      platform: process.platform,
      electron: process.versions.electron,
    });
    connector.start();
    void session.restore().then(() => outbox.start());
    reachability.start();
    news.tellCounts();
    database.backUp();
    setInterval(() => database.backUp(), BACKUP_LOOK_MS);
    // Asked now, so that the first Send need not wait for it.
    void systemFacts();
    const { file } = catalogueOptions;
    // A path in the deployment file is meant from where that file is.
    if (file !== null) void catalogue.importIfChanged(resolve(dirname(deploymentFile), file));
  });
  window.on('focus', () => void reachability.check());

  followLifecycle({
    window: () => window,
    suspend: () => {
      outbox.pause();
      void connector.suspend();
    },
    resume: () => {
      connector.start();
      void reachability.check();
      outbox.start();
    },
    stop: async () => {
      outbox.end();
      reachability.stop();
      await Promise.all([connector.suspend(), outbox.idle()]);
    },
    close: () => {
      store.close();
      catalogue.close();
      workshopFile.close();
    },
  });
}

/** Says which key of which file is wrong, on standard error for scripts and in a box for people, and ends. */
function refuseToStart(problems: readonly FileProblem[]): void {
  const text = explain(problems);
  process.stderr.write(`${text}\n`);
  dialog.showErrorBox('Jifeline Workshop', text);
  app.exit(EX_CONFIG);
}
