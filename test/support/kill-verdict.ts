import type { ServiceRecord } from '../sandbox/record.ts';
import type { Disk, TicketOnDisk } from './kill-disk.ts';
import { draftOf, textOf, type KillNews } from './kill-orders.ts';

type Saved = Extract<KillNews, { kind: 'saved' }>;

/** What the program promised. */
export interface Promises {
  /** The last acknowledged save of every draft. */
  readonly saved: ReadonlyMap<string, Saved>;
  /** The drafts on which Send was ever pressed. */
  readonly pressed: ReadonlySet<string>;
}

/** What is wrong, in words; nothing: nothing is. */
export interface Verdict {
  /** Acknowledged and not there, or there with an older text. */
  readonly lost: string[];
  /** Tickets at the service that are one too many. */
  readonly doubled: string[];
  /** Whatever else must never be. */
  readonly broken: string[];
}

/** Compares what is on the disk with what was promised, after any kill. */
export function lostOf({ tickets }: Disk, { saved }: Promises): string[] {
  const onDisk = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return [...saved.values()].flatMap((promise) => {
    const ticket = onDisk.get(promise.id);
    if (ticket === undefined) return [`${promise.id} is gone`];
    const isOlder =
      ticket.revision < promise.revision || textOf(ticket.reference) < textOf(promise.reference);
    const isSame = ticket.state === promise.state && ticket.reference === promise.reference;
    return isOlder || (ticket.revision === promise.revision && !isSame)
      ? [`${promise.id}: saved ${JSON.stringify(promise)}, found ${JSON.stringify(ticket)}`]
      : [];
  });
}

/**
 * Compares the disk with the service's own record, when all is settled. Shares no code with the outbox.
 *
 * @param disturbed drafts of which a damage took something: what the file still says of their history is not all of it.
 */
export function verdictOf(
  disk: Disk,
  promises: Promises,
  record: ServiceRecord,
  disturbed: ReadonlySet<string> = new Set(),
): Verdict {
  const owners = new Map<string, string[]>();
  for (const { id, reference } of record.tickets) {
    const draft = draftOf(String(reference));
    owners.set(draft, [...(owners.get(draft) ?? []), String(id)]);
  }
  const drafts = new Map(disk.tickets.map((ticket) => [ticket.id, ticket]));
  return {
    lost: lostOf(disk, promises),
    doubled: [...owners].flatMap(([draft, numbers]) => {
      if (!drafts.has(draft) && !disturbed.has(draft))
        return [`tickets ${numbers.join(', ')} belong to no draft`];
      return numbers.length > 1 ? [`${draft} has the tickets ${numbers.join(', ')}`] : [];
    }),
    broken: [
      ...(disk.sound ? [] : ['the file is damaged']),
      ...[...owners.keys()].filter((id) => !promises.pressed.has(id)).map((id) => `${id} was sent unasked`),
      ...disk.tickets.flatMap((ticket) =>
        wrongAbout(ticket, owners.get(ticket.id)?.[0] ?? null, record, disturbed.has(ticket.id)),
      ),
      ...outOfOrder(disk, record, disturbed),
      ...unproven(disk, record, disturbed),
    ],
  };
}

/** What a ticket says of itself, against what the service says of it. */
function wrongAbout(
  ticket: TicketOnDisk,
  number: string | null,
  record: ServiceRecord,
  isDisturbed: boolean,
): string[] {
  const { id, state } = ticket;
  if (['queued', 'sending', 'held', 'unconfirmed', 'confirm'].includes(state))
    return [`${id} is left ${state}`];
  if (state === 'created' && number === null) return [`${id} says it was created, and was not`];
  // The service's number may have been lost with the answer, but it is never another one.
  if (state === 'created' && ticket.number !== null && ticket.number !== number)
    return [`${id} says it is ticket ${ticket.number}, and is ${String(number)}`];
  // Thrown away in doubt it stays away; every other ticket that exists is known to exist.
  const isThrownAway = state === 'discarded' && (ticket.frozen === 1 || isDisturbed);
  if (number !== null && state !== 'created' && !isThrownAway)
    return [`${id} is ${state}, and exists as ${number}`];
  const created = record.tickets.find((one) => String(one.id) === number);
  // Its later texts were destroyed.
  if (isDisturbed) return [];
  return created !== undefined && created.reference !== ticket.reference
    ? [`${id} was created as "${String(created.reference)}", and says "${ticket.reference}"`]
    : [];
}

/** In each lane the service created first what was released first; what a person had thrown away in between apart. */
function outOfOrder(
  { tickets, attempts }: Disk,
  record: ServiceRecord,
  disturbed: ReadonlySet<string>,
): string[] {
  const thrownAway = new Set(attempts.filter(({ code }) => code === 'discard').map(({ ticket }) => ticket));
  const places = new Map(tickets.map(({ id, queued }) => [id, queued]));
  const last = new Map<unknown, number>();
  return record.tickets.flatMap(({ connector_id: lane, reference }) => {
    const draft = draftOf(String(reference));
    const place = places.get(draft) ?? 0;
    if (thrownAway.has(draft) || disturbed.has(draft)) return [];
    const isLate = place < (last.get(lane) ?? 0);
    last.set(lane, Math.max(place, last.get(lane) ?? 0));
    return isLate ? [`${draft} overtook another in lane ${String(lane)}`] : [];
  });
}

/** Ends of an attempt that prove that it created nothing; "send again" is a person's word, who has looked. */
const proofs = /^(net\..*|api\..*|unauthorized|held|rejected|send_again)$/;

/** Requests that went out without a write-ahead, or again without a proof that the one before created nothing. */
function unproven({ attempts }: Disk, record: ServiceRecord, disturbed: ReadonlySet<string>): string[] {
  const sent = new Map<string, number>();
  const wrong: string[] = [];
  for (const { bytes } of record.connections) {
    const text = bytes.toString('utf8');
    const posts = text.split('POST /v1/tickets').length - 1;
    if (posts > 1) wrong.push(`one connection carried ${posts} tickets`);
    const draft = /"reference":"(?<draft>[0-9a-f-]{36}) /.exec(text)?.groups?.draft;
    if (draft !== undefined) sent.set(draft, (sent.get(draft) ?? 0) + posts);
  }
  const begun = new Map<string, number>();
  const isProven = new Map<string, boolean>();
  for (const { ticket, event, code } of attempts) {
    if (disturbed.has(ticket)) continue;
    if (event === 'begun') {
      begun.set(ticket, (begun.get(ticket) ?? 0) + 1);
      if (isProven.get(ticket) === false) wrong.push(`${ticket} was sent again without a proof`);
      isProven.set(ticket, false);
    } else if (proofs.test(code)) isProven.set(ticket, true);
  }
  for (const [draft, count] of sent)
    if (count > (begun.get(draft) ?? 0) && !disturbed.has(draft))
      wrong.push(`${draft} was sent without a write-ahead`);
  return wrong;
}
