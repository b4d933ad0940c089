import type { Snapshot, WorkshopBridge } from '../../preload/contract/contract.ts';
import type { ConnectorView } from '../../preload/contract/connector.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ServiceView, SessionView } from '../../preload/contract/session.ts';
import type { AboutView, Notice, SettingsView } from '../../preload/contract/settings.ts';
import type { TicketCounts, TicketView } from '../../preload/contract/ticket.ts';
import { OpenTicket } from './open-ticket.svelte.ts';
import { Order } from './order.svelte.ts';
import { Templates } from './templates.svelte.ts';
import { TicketList } from './ticket-list.svelte.ts';

export type Panel = 'connector' | 'service' | 'settings' | 'shortcuts' | 'templates' | null;

/** How long what was thrown away can be fetched back with one click; in the database it stays for ever. */
const UNDO_MS = 30_000;

/** What the window knows: main's truth, as last told, and what is open on screen. */
export class Workshop {
  readonly bridge: WorkshopBridge;
  connector: ConnectorView;
  session: SessionView;
  service: ServiceView;
  settings: SettingsView;
  about: AboutView;
  /** What people must know that is about no ticket. */
  notices: readonly Notice[];
  open: OpenTicket;
  /** What the ticket on screen orders. */
  readonly order = $derived.by(() => new Order(this.bridge, this.open));
  readonly templates: Templates;
  readonly list: TicketList;
  counts: TicketCounts;
  /** What was thrown away last, to be fetched back with one click. */
  undoable: TicketView | null = $state.raw(null);
  panel: Panel = $state(null);
  /** The last action on a ticket that did not work. */
  actionError: AppError | null = $state.raw(null);
  isBusy = $state(false);
  #revision = 0;

  private constructor(bridge: WorkshopBridge, snapshot: Snapshot) {
    this.bridge = bridge;
    this.#revision = snapshot.revision;
    this.connector = $state.raw(snapshot.connector);
    this.session = $state.raw(snapshot.session);
    this.service = $state.raw(snapshot.service);
    this.settings = $state.raw(snapshot.settings);
    this.about = $state.raw(snapshot.about);
    this.notices = $state.raw(snapshot.notices);
    this.open = $state.raw(new OpenTicket(bridge, snapshot.open));
    this.counts = $state.raw(snapshot.counts);
    this.list = new TicketList(bridge, snapshot.tickets);
    this.templates = new Templates(bridge);
  }

  /** Subscribes first and asks for the snapshot second, so that nothing can happen unseen in between. */
  static async connect(bridge: WorkshopBridge): Promise<Result<Workshop, AppError>> {
    let workshop: Workshop | null = null;
    const early: ((workshop: Workshop) => void)[] = [];
    const when =
      <T>(take: (workshop: Workshop, value: T) => void) =>
      ({ revision, value }: { revision: number; value: T }) => {
        const act = (target: Workshop) => {
          if (revision > target.#revision) take(target, value);
        };
        if (workshop === null) early.push(act);
        else act(workshop);
      };
    bridge.connector.on(
      'changed',
      when((target, value) => (target.connector = value)),
    );
    bridge.session.on(
      'changed',
      when((target, value) => (target.session = value)),
    );
    bridge.session.on(
      'serviceChanged',
      when((target, value) => (target.service = value)),
    );
    bridge.settings.on(
      'changed',
      when((target, value) => (target.settings = value)),
    );
    bridge.app.on(
      'noticesChanged',
      when((target, value) => (target.notices = value)),
    );
    bridge.tickets.on(
      'changed',
      when((target, value) => target.#ticketChanged(value)),
    );
    bridge.tickets.on(
      'countsChanged',
      when((target, value) => (target.counts = value)),
    );
    bridge.tickets.on(
      'showRequested',
      when((target, { id }) => void target.show(id)),
    );
    bridge.tickets.on(
      'imported',
      when((target) => void target.list.reload()),
    );
    const snapshot = await bridge.app.snapshot();
    if (!snapshot.ok) return snapshot;
    workshop = new Workshop(bridge, snapshot.value);
    for (const act of early) act(workshop);
    return { ok: true, value: workshop };
  }

  #ticketChanged(view: TicketView): void {
    this.open.apply(view);
    this.list.apply(view);
    // Fetched back: nothing to undo any more.
    if (view.id === this.undoable?.id && view.state !== 'discarded') this.undoable = null;
  }

  async newTicket(): Promise<void> {
    await this.#show(() => this.bridge.drafts.create());
  }

  async show(id: string): Promise<void> {
    if (id !== this.open.view.id) await this.#show(() => this.bridge.drafts.open({ id }));
  }

  /** The same order for another car. */
  async duplicate(): Promise<void> {
    const { id } = this.open.view;
    await this.#show(() => this.bridge.drafts.duplicate({ id }));
  }

  /** Throws the ticket on screen away; it can be fetched back. */
  async discard(): Promise<void> {
    const { id } = this.open.view;
    await this.open.flush();
    await this.act((bridge) => bridge.tickets.discard({ id }));
    const { view } = this.open;
    if (view.id !== id || view.state !== 'discarded') return;
    this.undoable = view;
    setTimeout(() => {
      if (this.undoable === view) this.undoable = null;
    }, UNDO_MS);
    await this.newTicket();
  }

  async undo(): Promise<void> {
    const id = this.undoable?.id;
    if (id === undefined) return;
    this.undoable = null;
    await this.#show(() => this.bridge.tickets.restore({ id }));
    await this.list.reload();
  }

  async #show(get: () => Promise<Result<TicketView, AppError>>): Promise<void> {
    await this.open.flush();
    // What could not be saved stays on screen: leaving it would lose it.
    if (this.open.saveError !== null) return;
    this.actionError = null;
    const view = await get();
    if (view.ok) this.open = new OpenTicket(this.bridge, view.value);
    else this.actionError = view.error;
  }

  /** Sends the ticket on screen. @returns false when the form has errors. */
  async send(): Promise<boolean> {
    const { open } = this;
    await open.flush();
    if (open.view.state === 'draft') open.submitted = true;
    if (open.saveError !== null || (open.view.state === 'draft' && open.errors.length > 0)) return false;
    await this.act((bridge) => bridge.tickets.send({ id: open.view.id }));
    return true;
  }

  /** Does something with the ticket on screen; one thing at a time, so that a double click is one click. */
  async act(action: (bridge: WorkshopBridge) => Promise<Result<TicketView, AppError>>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.actionError = null;
    const result = await action(this.bridge);
    this.isBusy = false;
    if (result.ok) this.#ticketChanged(result.value);
    else this.actionError = result.error;
  }
}
