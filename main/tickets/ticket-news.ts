import type { TicketCounts, TicketView } from '../../preload/contract/ticket.ts';
import type { Ticket } from './ticket.ts';
import type { TicketStore } from './ticket-store.ts';
import { isListed, type TicketViews } from './ticket-views.ts';

export interface TicketNewsDeps {
  readonly store: Pick<TicketStore, 'get' | 'counts'>;
  readonly views: Pick<TicketViews, 'viewOf'>;
  readonly changed: (view: TicketView) => void;
  readonly countsChanged: (counts: TicketCounts) => void;
  readonly log: (ticket: Ticket) => void;
}

/**
 * What the window is told of tickets: by id, and always what the store holds at that moment. Whoever changed a ticket a
 * while ago has an old one in hand, and what is told last is what people see.
 */
export class TicketNews {
  readonly #deps: TicketNewsDeps;
  /** What each ticket counted as when it was last told. */
  readonly #counted = new Map<string, string>();

  constructor(deps: TicketNewsDeps) {
    this.#deps = deps;
  }

  tell(id: string): void {
    const found = this.#deps.store.get(id);
    if (!found.ok || found.value === null) return;
    const ticket = found.value;
    if (ticket.state !== 'draft') this.#deps.log(ticket);
    const view = this.#deps.views.viewOf(ticket);
    this.#deps.changed(view);
    // Typing changes no count, and must cost no counting.
    const counted = `${view.state} ${String(view.waitsFor)} ${String(isListed(ticket))}`;
    if (this.#counted.get(id) === counted) return;
    this.#counted.set(id, counted);
    this.tellCounts();
  }

  tellCounts(): void {
    const counts = this.#deps.store.counts();
    if (counts.ok) this.#deps.countsChanged(counts.value);
  }
}
