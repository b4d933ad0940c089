import type {
  CreatedTicket,
  TicketCheck,
  TicketProblem,
  TicketState,
} from '../../preload/contract/ticket.ts';
import { readForm } from './stored-form.ts';
import type { Ticket, Vouched } from './ticket.ts';
import { normaliseVin } from './vin.ts';

/** A row of the table `ticket`, as SQLite gives it. */
export interface TicketRow {
  readonly id: string;
  readonly state: TicketState;
  readonly revision: number;
  readonly form: string;
  readonly blank: 0 | 1;
  readonly payload: string | null;
  readonly payload_sha256: string | null;
  readonly lane: number | null;
  readonly account: string | null;
  readonly queued: number;
  readonly attempts: number;
  readonly doubted: 0 | 1;
  readonly problem: string | null;
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
    problem: ticket.problem === null ? null : JSON.stringify(ticket.problem),
    created: ticket.created === null ? null : JSON.stringify(ticket.created),
    vouched: ticket.vouched === null ? null : JSON.stringify(ticket.vouched),
    checks: JSON.stringify(ticket.checks),
    baseline: ticket.baseline === null ? null : JSON.stringify(ticket.baseline),
    service_id: ticket.created?.id ?? null,
    search: searchText(ticket),
    car: normaliseVin(ticket.form.vin),
    saved_at: ticket.savedAt,
  };
}

/** What a ticket is found by: VIN, reference, connector id and the service's number. */
export const searchText = ({ form, created }: Pick<Ticket, 'form' | 'created'>): string =>
  [form.vin, form.reference, form.connector_id, created?.id ?? ''].join(' ').toLowerCase();

export function ticketOf(row: TicketRow): Ticket {
  return {
    id: row.id,
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
    problem: row.problem === null ? null : (JSON.parse(row.problem) as TicketProblem),
    created: row.created === null ? null : (JSON.parse(row.created) as CreatedTicket),
    vouched: row.vouched === null ? null : (JSON.parse(row.vouched) as Vouched),
    checks: JSON.parse(row.checks) as TicketCheck[],
    baseline: row.baseline === null ? null : (JSON.parse(row.baseline) as string[]),
    createdAt: row.created_at,
    savedAt: row.saved_at,
  };
}
