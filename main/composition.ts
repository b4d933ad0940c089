import { initService } from './api/init.ts';
import { initSigningIn } from './auth/init.ts';
import { initCatalogue } from './catalogue/init.ts';
import { initConnector, type Connectors } from './connector/init.ts';
import { initWorkshopFile } from './database/init.ts';
import { initBridge } from './ipc/init.ts';
import { createLink } from './ipc/link.ts';
import { initMachine } from './machine/init.ts';
import type { Paths } from './paths.ts';
import { createDraftFiles } from './platform/draft-files.ts';
import { initDesktop, initLog, initNotices, refuseToStart } from './platform/init.ts';
import { followLifecycle } from './platform/lifecycle.ts';
import { initSecurity } from './security/init.ts';
import { explain } from './settings/deployment.ts';
import { initDeployment, initSettings } from './settings/init.ts';
import { initTemplates } from './templates/init.ts';
import { initTicketFile, initTickets, type Tickets } from './tickets/init.ts';

/**
 * Builds the program: the order of its subjects, and who knows whom. How each is put together stands in the `init.ts`
 * beside its services. What the first screen does not need is started after the first screen is shown.
 */
export function compose(paths: Paths): void {
  const deployment = initDeployment(paths);
  if (!deployment.ok) {
    refuseToStart(explain(deployment.error));
    return;
  }
  const deployed = deployment.value;
  const log = initLog(paths);
  const link = createLink((channel, cause) => log.bug(channel, cause));
  const notices = initNotices(link);
  const settings = initSettings({ paths, notices });
  const desktop = initDesktop({ paths, settings, link, log });

  // What keeps people's work, before anything can be sent.
  const file = initTicketFile({ paths, notices });
  const workshopFile = initWorkshopFile({ paths, notices });

  // Whoever may end a wait, wakes the tickets.
  const wake = () => tickets.wake();
  const service = initService({ deployed, desktop, link, reachable: wake });
  const signingIn = initSigningIn({ deployed, service, settings, desktop, link, signedIn: wake });
  const { session } = signingIn;
  const connectorRead = () => tickets.connectorRead();
  const connector: Connectors = initConnector({ deployed, settings, link, log, read: connectorRead });

  // What is ordered, and for which car. What is known of it changes what is wrong with a draft.
  const changed = () => tickets.service.catalogueChanged();
  const { store } = file;
  const sources = { deployed, paths, settings, workshopFile, service, session, store };
  const catalogue = initCatalogue({ ...sources, link, log, changed });
  const machine = initMachine({ settings, desktop });
  const around = { service, session, connector, catalogue, machine, desktop };
  const tickets: Tickets = initTickets({ deployed, file, settings, notices, link, log, ...around });
  const templates = initTemplates({ workshopFile, tickets, link, log });

  const draftFiles = createDraftFiles({ paths, desktop, tickets, link });
  const shown = { notices, service, signingIn, settings, connector, catalogue, tickets, templates };
  initBridge({ deployed, desktop, link, log, draftFiles, ...shown });
  tickets.recover();
  initSecurity(paths, log);
  draftFiles.showMenu();

  desktop.open(() => {
    connector.start();
    void session.restore().then(() => tickets.start());
    service.reachability.start();
    tickets.news.tellCounts();
    tickets.keepBackups();
    machine.start();
    if (deployed.catalogueFile !== null) void catalogue.importIfChanged(deployed.catalogueFile);
  });

  followLifecycle({
    window: () => desktop.window(),
    focus: () => void service.reachability.check(),
    suspend: () => {
      tickets.pause();
      void connector.suspend();
    },
    resume: () => {
      connector.start();
      void service.reachability.check();
      tickets.start();
      void session.unlocked();
    },
    unlocked: () => void session.unlocked(),
    stop: async () => {
      service.reachability.stop();
      await Promise.all([tickets.end(), connector.suspend(), session.idle()]);
    },
    close: () => {
      store.close();
      catalogue.close();
      workshopFile.close();
    },
  });
}
