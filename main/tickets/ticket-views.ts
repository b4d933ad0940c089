import * as v from 'valibot';
import type { ProductView } from '../../preload/contract/catalogue.ts';
import { idsIn } from '../../preload/contract/questions.ts';
import { TicketSummary, TicketView, type TicketForm } from '../../preload/contract/ticket.ts';
import { checkForm, isBlank } from './form.ts';
import type { Ticket } from './ticket.ts';
import { waitsFor } from './who-acts.ts';

export interface TicketViewsDeps {
  /** When it is tried next by itself, in milliseconds since the epoch; null: not by itself. */
  readonly nextAttemptAt: (ticket: Ticket) => number | null;
  /** Those of these products that the catalogue knows; none where it cannot be read. */
  readonly products: (ids: readonly number[]) => readonly ProductView[];
  /** What is stored of this ticket is nothing that the window can be shown: a defect. Told wherever it is left out. */
  readonly unshowable: (id: string) => void;
}

/** What the window sees of tickets: what is stored, what is wrong with it, and when it goes on. */
export class TicketViews {
  readonly #deps: TicketViewsDeps;

  constructor(deps: TicketViewsDeps) {
    this.#deps = deps;
  }

  viewOf(ticket: Ticket): TicketView {
    const { answer, restored, form } = ticket;
    return {
      ...headOf(ticket),
      listed: isListed(ticket),
      answer,
      restored,
      nextAttemptAt: this.#deps.nextAttemptAt(ticket),
      form,
      issues: ticket.state === 'draft' ? checkForm(form, this.productsOf(form)) : [],
      checks: [...ticket.checks],
      attempts: ticket.attempts,
    };
  }

  summaryOf(ticket: Ticket): TicketSummary {
    const { vin, reference, connector_id } = ticket.form;
    return { ...headOf(ticket), vin, reference, connector_id };
  }

  /** Without those that no window could be shown: one of them would cost all others. */
  summariesOf(tickets: readonly Ticket[]): TicketSummary[] {
    return tickets
      .map((ticket) => this.summaryOf(ticket))
      .filter((summary) => this.#told(v.is(TicketSummary, summary), summary.id));
  }

  isShowable(view: TicketView): boolean {
    return this.#told(v.is(TicketView, view), view.id);
  }

  productsOf({ product_ids }: TicketForm): readonly ProductView[] {
    const ids = idsIn(product_ids);
    return ids.length === 0 ? [] : this.#deps.products(ids);
  }

  #told(isShowable: boolean, id: string): boolean {
    if (!isShowable) this.#deps.unshowable(id);
    return isShowable;
  }
}

const headOf = (ticket: Ticket) => {
  const { id, place, state, revision, savedAt, wait, created } = ticket;
  return { id, place, state, revision, savedAt, waitsFor: waitsFor(ticket), wait, created };
};

export const isListed = ({ state, form }: Ticket): boolean => state !== 'discarded' && !isBlank(form);
