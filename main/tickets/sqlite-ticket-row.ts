import type { CreatedTicket, TicketAnswer, TicketCheck, TicketState } from '../../preload/contract/ticket.ts';
import { searchText } from './search-text.ts';
import { readForm } from './stored-form.ts';
import { ticketNumberOf } from './ticket-number.ts';
import type { Ticket, Vouched, Wait } from './ticket.ts';
import { normaliseVin } from './vin.ts';
import { waitsFor } from './who-acts.ts';

/** A row of the table `ticket`, as SQLite gives it. */
export interface TicketRow {
  readonly seq: number;
  readonly id: string;
  readonly state: TicketState;
  readonly revision: number;
  readonly form: string;
  readonly payload: string | null;
  readonly payload_sha256: string | null;
  readonly lane: number | null;
  readonly account: string | null;
  readonly queued: number;
  readonly attempts: number;
  readonly doubted: 0 | 1;
  readonly wait: string | null;
  readonly answer: string | null;
  readonly restored: number | null;
  readonly created: string | null;
  readonly vouched: string | null;
  readonly checks: string;
  readonly baseline: string | null;
  readonly created_at: number;
  readonly saved_at: number;
}

/** The values of a ticket's changeable columns. `blank` is stored so that lists need not parse every form. */
export function valuesOf(ticket: Ticket, blank: boolean) {
  return {
    state: ticket.state,
    revision: ticket.revision,
    form: JSON.stringify(ticket.form),
    blank: blank ? 1 : 0,
    payload: ticket.payload?.body ?? null,
    payload_sha256: ticket.payload?.sha256 ?? null,
    lane: ticket.lane,
    account: ticket.account,
    queued: ticket.queued,
    attempts: ticket.attempts,
    doubted: ticket.doubted ? 1 : 0,
    wait: ticket.wait === null ? null : JSON.stringify(ticket.wait),
    waits_for: waitsFor(ticket),
    answer: ticket.answer === null ? null : JSON.stringify(ticket.answer),
    restored: ticket.restored,
    created: ticket.created === null ? null : JSON.stringify(ticket.created),
    vouched: ticket.vouched === null ? null : JSON.stringify(ticket.vouched),
    checks: JSON.stringify(ticket.checks),
    baseline: ticket.baseline === null ? null : JSON.stringify(ticket.baseline),
    service_id: serviceIdOf(ticket),
    search: searchText(ticket),
    car: normaliseVin(ticket.form.vin),
    saved_at: ticket.savedAt,
  };
}

const serviceIdOf = ({ created }: Ticket): string | null => {
  const id = created?.id ?? null;
  return id === null ? null : ticketNumberOf(id);
};

export function ticketOf(row: TicketRow): Ticket {
  return {
    id: row.id,
    place: row.seq,
    state: row.state,
    revision: row.revision,
    form: readForm(row.form, row),
    payload:
      row.payload === null || row.payload_sha256 === null
        ? null
        : { body: row.payload, sha256: row.payload_sha256 },
    lane: row.lane,
    account: row.account,
    queued: row.queued,
    attempts: row.attempts,
    doubted: row.doubted === 1,
    wait: row.wait === null ? null : (JSON.parse(row.wait) as Wait),
    answer: row.answer === null ? null : (JSON.parse(row.answer) as TicketAnswer),
    restored: row.restored,
    created: row.created === null ? null : (JSON.parse(row.created) as CreatedTicket),
    vouched: row.vouched === null ? null : (JSON.parse(row.vouched) as Vouched),
    checks: JSON.parse(row.checks) as TicketCheck[],
    baseline: row.baseline === null ? null : (JSON.parse(row.baseline) as string[]),
    createdAt: row.created_at,
    savedAt: row.saved_at,
  };
}
