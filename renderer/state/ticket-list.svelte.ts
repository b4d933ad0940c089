import type { WorkshopBridge } from '../../preload/contract/contract.ts';
import type { TicketFilter, TicketSummary, TicketView } from '../../preload/contract/ticket.ts';

const PAGE = 50;

/** The list of tickets on screen: the newest that fit filter and search, page by page. */
export class TicketList {
  tickets: TicketSummary[] = $state.raw([]);
  hasMore = $state(false);
  filter: TicketFilter = $state('all');
  search = $state('');
  readonly #bridge: WorkshopBridge;
  /** Counts what was asked; an answer to an earlier question is dropped. */
  #asked = 0;

  constructor(bridge: WorkshopBridge, first: readonly TicketSummary[]) {
    this.#bridge = bridge;
    this.tickets = [...first];
    this.hasMore = first.length >= PAGE;
  }

  get isNarrowed(): boolean {
    return this.filter !== 'all' || this.search.trim() !== '';
  }

  async show(filter: TicketFilter): Promise<void> {
    this.filter = filter;
    await this.reload();
  }

  async find(text: string): Promise<void> {
    this.search = text;
    await this.reload();
  }

  async reload(): Promise<void> {
    const asked = (this.#asked += 1);
    const page = await this.#page();
    if (!page.ok || asked !== this.#asked) return;
    this.tickets = page.value.map((ticket) => this.#newest(ticket));
    this.hasMore = page.value.length >= PAGE;
  }

  async older(): Promise<void> {
    const last = this.tickets.at(-1);
    if (last === undefined) return;
    const asked = this.#asked;
    const page = await this.#page(last.id);
    if (!page.ok || asked !== this.#asked) return;
    const more = page.value.filter(({ id }) => !this.tickets.some((known) => known.id === id));
    this.tickets = [...this.tickets, ...more];
    this.hasMore = page.value.length >= PAGE;
  }

  /** A ticket changed. In a narrowed list main alone knows whether it still belongs there. */
  apply(view: TicketView): void {
    const known = this.tickets.find(({ id }) => id === view.id);
    if (known !== undefined && view.listed && view.revision >= known.revision)
      this.tickets = this.tickets.map((ticket) => (ticket.id === view.id ? summaryOf(view) : ticket));
    if (this.isNarrowed) {
      const counts = known?.state !== view.state || known.waitsFor !== view.waitsFor;
      if (counts || !view.listed) void this.reload();
      return;
    }
    if (!view.listed) this.tickets = this.tickets.filter(({ id }) => id !== view.id);
    else if (known === undefined) this.#putIn(summaryOf(view));
  }

  /** The others keep main's order, and the last one stays the last: what is older is asked for by it. */
  #putIn(ticket: TicketSummary): void {
    const found = this.tickets.findIndex(({ place }) => place <= ticket.place);
    // Further down than what was fetched: it comes with its page.
    if (found === -1 && this.hasMore) return;
    const place = found === -1 ? this.tickets.length : found;
    this.tickets = [...this.tickets.slice(0, place), ticket, ...this.tickets.slice(place)];
  }

  /** An answer may have been on its way while the ticket changed: newer always wins. */
  #newest(ticket: TicketSummary): TicketSummary {
    const known = this.tickets.find(({ id }) => id === ticket.id);
    return known !== undefined && known.revision > ticket.revision ? known : ticket;
  }

  #page(before?: string) {
    return this.#bridge.tickets.list({
      limit: PAGE,
      filter: this.filter,
      search: this.search,
      ...(before === undefined ? {} : { before }),
    });
  }
}

const summaryOf = (view: TicketView): TicketSummary => {
  const { id, place, state, revision, savedAt, waitsFor, wait, created, form } = view;
  const { vin, reference, connector_id } = form;
  return { id, place, state, revision, savedAt, waitsFor, wait, created, vin, reference, connector_id };
};
