/**
 * A service that lives in memory and is as unkind as the real one may be. Written from the API document, and it knows
 * nothing of the program's states: what it received and what it committed is the truth that a history is judged by.
 */
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';

/** How one POST ends, as far as chance decides it. After the last one the service is healthy. */
export const fates = [
  'created',
  'not-sent',
  'reset-before-commit',
  'reset-after-commit',
  '500-before-commit',
  '500-after-commit',
  'refused',
  'unauthorized',
  'busy-service',
  'created-broken-answer',
  'time-out-then-commit',
] as const;
export type Fate = (typeof fates)[number];
/** These reach the point where the ticket is made, whatever the answer then is. */
const commits: ReadonlySet<Fate> = new Set([
  'created',
  'reset-after-commit',
  '500-after-commit',
  'created-broken-answer',
  'time-out-then-commit',
]);

/** What the service understood of a body. The model id names the draft and its version, in every history. */
export interface Order {
  readonly connector: number;
  readonly vin: string;
  readonly reference: string;
  readonly content: number;
}

interface Committed extends Order {
  readonly id: string;
  readonly account: string;
  isOpen: boolean;
}

/** A request that the program has made and that has not been answered yet. */
export interface Request extends Order {
  readonly account: string;
  readonly fate: Exclude<Fate, 'not-sent'>;
  readonly process: number;
}

export interface ModelServiceOptions {
  readonly fates: readonly Fate[];
  /** Whether a ticket's work ends at once, so that its connector is free again. */
  readonly closesAtOnce: boolean;
  /** Whether the list says what was given as reference. */
  readonly listsReference: boolean;
}

export class ModelService {
  readonly committed: Committed[] = [];
  /** Every request that left the program, in the order they came. */
  readonly received: Request[] = [];
  /** Connections that did not come about. */
  refusals = 0;
  readonly open = new Set<Request>();
  /** What the service still works on although nobody waits for the answer any more. */
  readonly late: Request[] = [];
  readonly #listsReference: boolean;
  readonly #fates: Fate[];
  #closesAtOnce: boolean;
  #ids = 100;

  constructor({ fates: script, closesAtOnce, listsReference }: ModelServiceOptions) {
    this.#fates = [...script];
    this.#closesAtOnce = closesAtOnce;
    this.#listsReference = listsReference;
  }

  /** From now on nothing goes wrong, and every ticket's work is done at once. */
  heal(): void {
    this.#fates.length = 0;
    this.#closesAtOnce = true;
    this.closeAll();
  }

  /** Somebody wants to connect. @returns how the request on that connection will end; null: there is none. */
  accept(isUp: boolean): Exclude<Fate, 'not-sent'> | null {
    const fate = isUp ? (this.#fates.shift() ?? 'created') : 'not-sent';
    if (fate !== 'not-sent') return fate;
    this.refusals += 1;
    return null;
  }

  /** A request sets out on a connection that stands. */
  receive(body: Buffer, account: string, process: number, fate: Request['fate']): Request {
    const json = JSON.parse(body.toString()) as Record<string, unknown>;
    const request: Request = {
      connector: json.connector_id as number,
      vin: json.vin as string,
      reference: json.reference as string,
      content: json.vehicle_model_id as number,
      account,
      fate,
      process,
    };
    this.open.add(request);
    return request;
  }

  /** The request ends, with what the program gets to see of it. */
  answer(request: Request, isUp: boolean): PostOutcome {
    this.open.delete(request);
    // The line broke while the request was under way: the service may have made the ticket nevertheless.
    const { fate } = request;
    this.received.push(request);
    if (commits.has(fate) && this.#hasOpen(request.connector) && isUp) return pending;
    if (fate === 'time-out-then-commit') this.late.push(request);
    const ticket = commits.has(fate) && fate !== 'time-out-then-commit' ? this.#commit(request) : null;
    if (!isUp) return doubt('doubt.connection_lost', null);
    return answerOf(fate, ticket);
  }

  /** The program died while it waited: what had arrived may still be worked on. */
  lose(process: number): void {
    for (const request of this.open) {
      if (request.process !== process) continue;
      this.open.delete(request);
      this.received.push(request);
      if (commits.has(request.fate)) this.late.push(request);
    }
  }

  /** One of the tickets that nobody waits for any more is made. */
  land(): void {
    const request = this.late.shift();
    if (request !== undefined) this.#commit(request);
  }

  /** The work on the oldest open ticket of this connector ends. */
  close(connector: number): void {
    const ticket = this.committed.find((other) => other.isOpen && other.connector === connector);
    if (ticket !== undefined) ticket.isOpen = false;
  }

  closeAll(): void {
    for (const ticket of this.committed) ticket.isOpen = false;
  }

  /** Another program made a ticket for this car, long done. Only its own account sees it. */
  madeElsewhere(connector: number, vin: string, account: string): void {
    this.#ids += 1;
    this.committed.push({
      id: String(this.#ids),
      connector,
      vin,
      reference: '',
      content: 0,
      account,
      isOpen: false,
    });
  }

  /** An account sees its own tickets. */
  list(vin: string, account: string): ListedTicket[] {
    return this.committed
      .filter((ticket) => ticket.vin === vin && ticket.account === account)
      .map(({ id, connector, reference }) => ({
        id,
        connectorId: connector,
        vin,
        reference: this.#listsReference ? reference : null,
        state: 1,
      }));
  }

  #hasOpen(connector: number): boolean {
    return this.committed.some((ticket) => ticket.isOpen && ticket.connector === connector);
  }

  #commit({ connector, vin, reference, content, account }: Request): Committed | null {
    if (this.#hasOpen(connector)) return null;
    this.#ids += 1;
    const isOpen = !this.#closesAtOnce;
    const ticket = { id: String(this.#ids), connector, vin, reference, content, account, isOpen };
    this.committed.push(ticket);
    return ticket;
  }
}

const pending: PostOutcome = { kind: 'held', status: 400, message: 'pending ticket' };
const doubt = (
  code: 'doubt.connection_lost' | 'doubt.server_error' | 'doubt.timeout',
  status: number | null,
): PostOutcome => ({ kind: 'unconfirmed', code, status, message: null });

/** A connection that did not come about has no answer. */
function answerOf(fate: Exclude<Fate, 'not-sent'>, ticket: Committed | null): PostOutcome {
  switch (fate) {
    case 'created':
    case 'created-broken-answer': {
      const id = fate === 'created' ? (ticket?.id ?? null) : null;
      return {
        kind: 'created',
        ticket: { id, uuid: null, chatId: null, state: null, confirmedByPerson: false },
      };
    }
    case 'reset-before-commit':
    case 'reset-after-commit':
      return doubt('doubt.connection_lost', null);
    case '500-before-commit':
    case '500-after-commit':
      return doubt('doubt.server_error', 500);
    case 'time-out-then-commit':
      return doubt('doubt.timeout', null);
    case 'refused':
      return { kind: 'rejected', code: 'api.rejected', status: 400, message: 'no such variant' };
    case 'unauthorized':
      return { kind: 'unauthorized', message: null };
    case 'busy-service':
      return { kind: 'throttled', status: 429, message: null, retryAfterMs: 90_000 };
  }
}
