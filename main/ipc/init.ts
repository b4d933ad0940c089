import { ipcMain, nativeTheme } from 'electron';
import { contract } from '../../preload/contract/contract.ts';
import type { AboutView } from '../../preload/contract/settings.ts';
import type { Service } from '../api/init.ts';
import type { SigningIn } from '../auth/init.ts';
import type { CatalogueService } from '../catalogue/catalogue-service.ts';
import type { Connectors } from '../connector/init.ts';
import type { DraftFiles } from '../platform/draft-files.ts';
import type { Desktop } from '../platform/init.ts';
import type { Log } from '../platform/log.ts';
import type { NoticeBoard } from '../platform/notice-board.ts';
import type { Deployed } from '../settings/init.ts';
import type { Settings } from '../settings/settings.ts';
import type { TemplateBook } from '../templates/template-book.ts';
import type { Tickets } from '../tickets/init.ts';
import { serveBridge } from './bridge-server.ts';
import { createHandlers } from './handlers.ts';
import type { Link } from './link.ts';
import { isOurWindow } from './sender.ts';

/** Opens the bridge to the window. */
export function initBridge(deps: {
  readonly deployed: Deployed;
  readonly notices: NoticeBoard;
  readonly service: Service;
  readonly signingIn: SigningIn;
  readonly settings: Settings;
  readonly connector: Connectors;
  readonly catalogue: CatalogueService;
  readonly tickets: Tickets;
  readonly templates: TemplateBook;
  readonly draftFiles: DraftFiles;
  readonly desktop: Desktop;
  readonly link: Link;
  readonly log: Log;
}): void {
  const { deployed, signingIn, connector, tickets, draftFiles, desktop, link, log } = deps;
  const about: AboutView = {
    name: desktop.program.name,
    version: desktop.program.version,
    apiHost: new URL(deployed.api.baseUrl).host,
    signInMethods: signingIn.methods,
    connectorPinBy: signingIn.pinBy,
    ...(deps.settings.fault === null ? {} : { settingsFault: deps.settings.fault }),
  };
  const handlers = createHandlers({
    about,
    notices: deps.notices,
    catalogue: deps.catalogue,
    connector: connector.service,
    diagnosis: connector.diagnosis,
    reachability: deps.service.reachability,
    revisions: link.revisions,
    session: signingIn.session,
    interactive: signingIn.interactive,
    settings: deps.settings,
    templates: deps.templates,
    tickets: tickets.service,
    draftFiles,
    loaded: () => desktop.loaded(),
    askForCatalogue: () => desktop.askForCatalogue(),
    settingsChanged: (view) => {
      nativeTheme.themeSource = view.theme;
      draftFiles.showMenu();
      tickets.news.tellCounts();
      link.tell('settings', 'changed', view);
    },
  });
  // electron-store offers its folder to any renderer that asks; nobody here does, and nobody should.
  ipcMain.removeAllListeners('electron-store-get-data');
  serveBridge(contract, handlers, {
    ipc: ipcMain,
    isTrusted: isOurWindow(() => desktop.webContents()),
    report: (channel, { code }, cause) => {
      log.event('call refused', { channel, code });
      if (cause !== undefined) log.bug(channel, cause);
    },
  });
}
