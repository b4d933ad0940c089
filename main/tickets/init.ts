import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Notice } from '../../preload/contract/settings.ts';
import type { Service } from '../api/init.ts';
import type { Session } from '../auth/session.ts';
import type { CatalogueService } from '../catalogue/catalogue-service.ts';
import { knownVehicle } from '../catalogue/known-vehicle.ts';
import type { Connectors } from '../connector/init.ts';
import { tellOfBackup } from '../database/backup-notice.ts';
import { systemDisk } from '../database/disk.ts';
import type { KeptPaths } from '../database/kept.ts';
import type { Link } from '../ipc/link.ts';
import type { Machine } from '../machine/init.ts';
import { machineId } from '../machine/machine-id.ts';
import type { Paths } from '../paths.ts';
import type { Desktop } from '../platform/init.ts';
import type { Log } from '../platform/log.ts';
import type { NoticeBoard } from '../platform/notice-board.ts';
import type { Deployed } from '../settings/init.ts';
import type { Settings } from '../settings/settings.ts';
import { Outbox } from './outbox.ts';
import { orderIn } from './past-orders.ts';
import { changesSince } from './recheck.ts';
import { openTicketFile } from './sqlite-ticket-file.ts';
import type { TicketFile } from './ticket-file.ts';
import { TicketNews } from './ticket-news.ts';
import { TicketService } from './ticket-service.ts';
import type { TicketStore } from './ticket-store.ts';
import { TicketViews } from './ticket-views.ts';
import { createWitness } from './witness.ts';
import { later } from '../timers.ts';

/** How often to look whether a new day wants its backup. */
const BACKUP_LOOK_MS = 3_600_000;
const HOUR_MS = 3_600_000;

export const ticketPaths = (paths: Paths): KeptPaths => ({ file: paths.tickets, backups: paths.backups });

/** Opens the tickets, whoever asks: restored, and asked where they come from. @throws as KeptFile.open does. */
export const openTickets = (paths: Paths): TicketFile =>
  openTicketFile(ticketPaths(paths), {
    disk: systemDisk,
    witness: createWitness(paths.witness, dirname(paths.witness), systemDisk, machineId()),
    now: Date.now,
    newId: randomUUID,
  });

/** Opens the file of tickets. @throws where it can be neither opened nor restored. */
export function initTicketFile({ paths, notices }: { paths: Paths; notices: NoticeBoard }): TicketFile {
  const file = openTickets(paths);
  if (file.notice !== null) notices.post(`database-${file.notice}` satisfies Notice, () => file.dismiss());
  return file;
}

export interface Tickets {
  readonly store: TicketStore;
  readonly service: TicketService;
  readonly news: TicketNews;
  /** Says what an earlier run left in the middle of sending: before anything else is done. */
  recover(): void;
  /** Begins, or begins again after `pause`, to send by itself. */
  start(): void;
  /** Something that kept tickets waiting may be over. */
  wake(): void;
  /** The connector told its id or VIN. */
  connectorRead(): void;
  /** Before sleep. */
  pause(): void;
  /** At the end. Resolves when no request is under way. */
  end(): Promise<void>;
  /** Makes the backup of the day now, and looks each hour whether another one is due. */
  keepBackups(): void;
}

/** Drafts and tickets: what people do with them, and what is sent by itself. */
export function initTickets(deps: {
  readonly deployed: Deployed;
  readonly file: TicketFile;
  readonly service: Service;
  readonly session: Session;
  readonly connector: Connectors;
  readonly catalogue: CatalogueService;
  readonly machine: Machine;
  readonly settings: Settings;
  readonly notices: NoticeBoard;
  readonly desktop: Pick<Desktop, 'count' | 'rested'>;
  readonly link: Link;
  readonly log: Log;
}): Tickets {
  const { file, session, connector, catalogue, desktop, link, log } = deps;
  const { store } = file;
  const { api, reachability, askedToWait } = deps.service;
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const reading = () => connector.reading();
  const recheckMs = () => deps.settings.get('recheckAfterHours') * HOUR_MS;
  const views = new TicketViews({
    nextAttemptAt: (ticket) => outbox.nextAttemptAt(ticket),
    products: (ids) => {
      const known = catalogue.products(ids);
      return known.ok ? known.value : [];
    },
    unshowable: (id) => log.event('unshowable', { ticket: id }),
  });
  const news = new TicketNews({
    store,
    views,
    changed: (view) => link.tell('tickets', 'changed', view),
    countsChanged: (counts) => {
      desktop.count(counts);
      link.tell('tickets', 'countsChanged', counts);
    },
    log: ({ id, state, attempts, wait, answer }) =>
      log.event('ticket', { ticket: id, state, attempt: attempts, code: (wait ?? answer)?.code ?? null }),
  });
  const tell = (id: string) => news.tell(id);
  const defect = (error: unknown) => log.bug('tickets', error);
  const outbox: Outbox = new Outbox({
    ...clock,
    store,
    sender: reachability,
    session,
    lookup: deps.deployed.api.ticketLookup === 'historical-tickets' ? api : null,
    changesSince: (ticket) => changesSince(ticket, reading(), Date.now(), recheckMs()),
    random: Math.random,
    askedToWait,
    tell,
    defect,
    rested: (ticket, before) => desktop.rested(ticket, before),
    later,
  });
  const service = new TicketService({
    ...clock,
    store,
    outbox,
    views,
    reading,
    metadata: () => deps.machine.metadata(),
    vehicleOf: (vin, path) => knownVehicle(catalogue, vin, path),
    account: () => session.account(),
    newId: randomUUID,
    tell,
    defect,
    // Counted after the answer to whoever pressed Send.
    released: (form) => void setImmediate(() => catalogue.noteOrdered(orderIn(form))),
  });
  return {
    store,
    service,
    news,
    recover: () => void outbox.recover(),
    start: () => outbox.start(),
    wake: () => outbox.wake(),
    connectorRead: () => {
      service.connectorRead();
      outbox.wake();
    },
    pause: () => outbox.pause(),
    end: () => {
      outbox.end();
      return outbox.idle();
    },
    keepBackups: () => {
      backUp(file, deps.notices);
      setInterval(() => backUp(file, deps.notices), BACKUP_LOOK_MS);
    },
  };
}

const backUp = (file: TicketFile, notices: NoticeBoard): void =>
  tellOfBackup(notices, 'backup-failed', file.backUp(), file.lastBackup(), Date.now());
