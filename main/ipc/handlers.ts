import type { WorkshopHandlers } from '../../preload/contract/contract.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type { AboutView, SettingsView } from '../../preload/contract/settings.ts';
import type { Reachability } from '../api/reachability.ts';
import type { InteractiveSignIn } from '../auth/interactive-sign-in.ts';
import type { Session } from '../auth/session.ts';
import type { CatalogueService } from '../catalogue/catalogue-service.ts';
import type { ConnectorService } from '../connector/connector-service.ts';
import type { Diagnosis } from '../connector/diagnosis.ts';
import type { DraftFiles } from '../platform/draft-files.ts';
import type { NoticeBoard } from '../platform/notice-board.ts';
import { openExternalLink } from '../security/external-links.ts';
import type { Settings } from '../settings/settings.ts';
import type { TemplateBook } from '../templates/template-book.ts';
import type { TicketService } from '../tickets/ticket-service.ts';
import type { Revisions } from './revisions.ts';

export interface HandlerDeps {
  readonly about: AboutView;
  readonly notices: NoticeBoard;
  readonly catalogue: CatalogueService;
  readonly connector: ConnectorService;
  readonly diagnosis: Diagnosis;
  readonly reachability: Reachability;
  readonly revisions: Revisions;
  readonly session: Session;
  /** Null: the deployment file names no sign-in service. */
  readonly interactive: InteractiveSignIn | null;
  readonly settings: Settings;
  readonly templates: TemplateBook;
  readonly tickets: TicketService;
  readonly draftFiles: Pick<DraftFiles, 'exportDrafts' | 'importDrafts'>;
  /** The page has what its first screen is made of. */
  readonly loaded: () => void;
  /** Asks for a catalogue file; null: the person changed their mind. */
  readonly askForCatalogue: () => Promise<string | null>;
  readonly settingsChanged: (view: SettingsView) => void;
}

/** How many tickets the first screen shows; more are fetched page by page. */
const FIRST_PAGE = 50;

/** The contract's calls, each to the service that answers it. No decisions here. */
export function createHandlers(deps: HandlerDeps): WorkshopHandlers {
  const { about, catalogue, connector, diagnosis, draftFiles, interactive, notices, reachability } = deps;
  const { revisions, session, settings, templates, tickets } = deps;
  const disabled = () => err(appError('auth.method_disabled'));
  return {
    app: {
      snapshot: () => {
        const open = tickets.openAtStart();
        if (!open.ok) return open;
        const list = tickets.list({ limit: FIRST_PAGE, filter: 'all', search: '' });
        if (!list.ok) return list;
        const counts = tickets.counts();
        if (!counts.ok) return counts;
        return ok({
          revision: revisions.latest,
          connector: connector.view(),
          session: session.view(),
          service: reachability.view(),
          settings: settings.view(),
          about,
          notices: notices.all(),
          open: open.value,
          tickets: list.value,
          counts: counts.value,
        });
      },
      loaded: () => {
        deps.loaded();
        return ok(undefined);
      },
      dismissNotices: ({ notices: read }) => {
        notices.dismiss(read);
        return ok(undefined);
      },
    },
    connector: {
      retry: () => {
        connector.retry();
        return ok(undefined);
      },
      choose: ({ path }) => connector.choose(path),
      enterByHand: ({ connectorId }) => {
        connector.enterByHand(connectorId);
        if (connectorId !== null) tickets.connectorEntered(connectorId);
        return ok(undefined);
      },
      ports: async () => ok(await connector.ports()),
      diagnose: async () => ok(await diagnosis.run()),
    },
    drafts: {
      create: () => tickets.create(),
      open: ({ id }) => tickets.open(id),
      change: ({ id, changes }) => tickets.change(id, changes),
      useConnectorVin: ({ id }) => tickets.useConnectorVin(id),
      useConnector: ({ id }) => tickets.useConnector(id),
      consent: ({ id, given, text }) => tickets.consent(id, given, text),
      duplicate: ({ id }) => tickets.duplicate(id),
      exportAll: () => draftFiles.exportDrafts(),
      importAll: () => draftFiles.importDrafts(),
    },
    tickets: {
      list: ({ limit, before, filter = 'all', search = '' }) =>
        tickets.list({ limit, before, filter, search }),
      send: ({ id }) => tickets.send(id),
      edit: ({ id }) => tickets.edit(id),
      resume: ({ id }) => tickets.resume(id),
      itIsThere: ({ id, ticketId }) => tickets.itIsThere(id, ticketId),
      sendAgain: ({ id }) => tickets.sendAgain(id),
      confirm: ({ id }) => tickets.confirm(id),
      discard: ({ id }) => tickets.discard(id),
      restore: ({ id }) => tickets.restore(id),
      sameToday: ({ id }) => tickets.sameToday(id),
      attempts: ({ id }) => tickets.attempts(id),
    },
    session: {
      signInWithPin: ({ connectorId, pin }) => session.signInWithPin(connectorId, pin),
      signInWithToken: ({ token }) => session.signInWithToken(token),
      signInWithBrowser: () => {
        interactive?.withBrowser();
        return interactive === null ? disabled() : ok(undefined);
      },
      signInWithDevice: () => {
        interactive?.withDevice();
        return interactive === null ? disabled() : ok(undefined);
      },
      cancelSignIn: () => {
        interactive?.cancel();
        return ok(undefined);
      },
      copySignInLink: () => interactive?.copyLink() ?? disabled(),
      switchAccount: ({ name }) => session.switchTo(name),
      removeAccount: ({ name }) => session.remove(name),
      retryKeychain: () => session.retryKeychain(),
      signOut: () => session.signOut(),
      checkService: async () => ok(await reachability.check()),
    },
    catalogue: {
      status: () => catalogue.status(),
      searchModels: ({ text, offset = 0, limit = 20 }) => catalogue.searchModels({ text, offset, limit }),
      variantsOf: ({ modelId }) => catalogue.variantsOf(modelId),
      searchProducts: ({ text, groupId = null, favourites = false, offset = 0, limit = 20 }) =>
        catalogue.searchProducts({ text, groupId, favourites, offset, limit }),
      products: ({ ids }) => catalogue.products(ids),
      offerFor: (vehicle) => catalogue.offerFor(vehicle),
      lastFor: ({ vin }) => catalogue.lastFor(vin),
      vehicleOf: ({ path }) => catalogue.vehicleOf(path),
      nameOwn: ({ kind, id, modelId = null, name }) => catalogue.nameOwn({ kind, id, modelId, name }),
      setFavourite: (mark) => catalogue.setFavourite(mark),
      importFile: async () => {
        const file = await deps.askForCatalogue();
        return file === null ? ok(null) : catalogue.importFile(file);
      },
    },
    templates: {
      list: () => templates.list(),
      save: ({ ticketId, name, id = null }) => templates.save(ticketId, name, id),
      rename: ({ id, name }) => templates.rename(id, name),
      remove: ({ id }) => templates.remove(id),
      restore: ({ id }) => templates.restore(id),
      apply: ({ id, ticketId }) => templates.apply(id, ticketId),
    },
    settings: {
      change: (changes) => {
        const changed = settings.change(changes);
        deps.settingsChanged(settings.view());
        return changed;
      },
    },
    diagnostics: {
      openLink: async ({ link }) => {
        await openExternalLink(link);
        return ok(undefined);
      },
    },
  };
}
