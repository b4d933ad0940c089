// The program without its window, in a process of its own, for the kill loop: the real outbox, ticket service, SQLite
// store and HTTP client. Only time is unreal: it runs a thousand times as fast, so that every wait comes to its end.
import { writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { AskedToWait } from '../../main/tickets/asked-to-wait.ts';
import { Outbox } from '../../main/tickets/outbox.ts';
import { changesSince } from '../../main/tickets/recheck.ts';
import { systemDisk } from '../../main/database/disk.ts';
import { openTicketFile } from '../../main/tickets/sqlite-ticket-file.ts';
import { createWitness } from '../../main/tickets/witness.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import { TicketService } from '../../main/tickets/ticket-service.ts';
import { TicketViews } from '../../main/tickets/ticket-views.ts';
import { ok } from '../../preload/contract/result.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { chance } from './chance.ts';
import { phasesOf } from './kill-phases.ts';
import { connectors, referenceOf, textOf, type KillNews, type KillOrders } from './kill-orders.ts';

const SPEED = 1_000;
const RECHECK_MS = 4 * 3_600_000;
const vins = ['WVGZZZ5NZEW069297', 'JFL91010104391010'] as const;

const orders = JSON.parse(await text(process.stdin)) as KillOrders;
const luck = chance(orders.seed);
const tell = (news: KillNews) => writeSync(1, `${JSON.stringify(news)}\n`);

/** A defect ends it, and the loop hears of that. */
const surfaced = (error: unknown) =>
  queueMicrotask(() => {
    throw error;
  });

const clock = { at: Date.now() };
const phases = phasesOf(dirname(orders.file), orders.files, tell);
const opened = phases.opening(() =>
  openTicketFile(
    { file: orders.file, backups: orders.backups },
    {
      disk: systemDisk,
      witness: createWitness(orders.witness, dirname(orders.witness), systemDisk, 'this PC'),
      now: () => clock.at,
      newId: () => crypto.randomUUID(),
    },
  ),
);
const { store } = opened;
const api = createCustomerApi({
  baseUrl: orders.url,
  authorizer: { header: 'Authorization', scheme: 'Bearer' },
  pendingPattern: /pending ticket/i,
  resolveProxy: () => Promise.resolve('DIRECT'),
  ca: () => [],
  userAgent: 'kill loop',
  limits: { headersMs: 60, totalMs: 100, bodyBytes: 64 * 1024 },
  connectMs: 500,
});
const account = 'pin:1';
// Nearly always nothing is on the cable; else another connector than most tickets are for, which holds them up.
const reading = luck.oneIn(8) ? { connectorId: luck.of(connectors), vin: null } : null;
const tellSaved = (id: string) => {
  const ticket = store.get(id);
  if (ticket.ok && ticket.value !== null) saved(ticket.value);
};
const saved = (ticket: Pick<Ticket, 'id' | 'revision' | 'state' | 'form'>) =>
  tell({
    kind: 'saved',
    id: ticket.id,
    revision: ticket.revision,
    state: ticket.state,
    reference: ticket.form.reference,
  });
const monotonic = () => performance.now() * SPEED;
const outbox = new Outbox({
  store,
  sender: api,
  session: {
    token: () => Promise.resolve(ok({ value: orders.token, account })),
    renew: () => Promise.resolve(ok(undefined)),
    refused: () => undefined,
  },
  lookup: orders.lookup ? api : null,
  changesSince: (ticket) => changesSince(ticket, reading, Date.now(), RECHECK_MS),
  now: Date.now,
  monotonic,
  askedToWait: new AskedToWait(monotonic),
  random: () => luck.next(),
  tell: tellSaved,
  defect: surfaced,
  rested: () => undefined,
  later: (work, ms) => {
    const timer = setTimeout(work, ms / SPEED);
    return () => clearTimeout(timer);
  },
});
const tickets = new TicketService({
  store,
  outbox,
  views: new TicketViews({
    nextAttemptAt: (ticket) => outbox.nextAttemptAt(ticket),
    products: () => [],
    unshowable: () => undefined,
  }),
  reading: () => reading,
  metadata: () => Promise.resolve({ app_name: 'kill loop' }),
  vehicleOf: () => null,
  account: () => account,
  now: Date.now,
  newId: () => crypto.randomUUID(),
  tell: tellSaved,
  defect: surfaced,
  released: () => undefined,
});

/** What the program has shown as done. A refusal is an answer too: the state had moved on. */
const shown = (result: ReturnType<TicketService['open']>): TicketView | null => {
  if (!result.ok) return null;
  saved(result.value);
  return result.value;
};

outbox.recover();
tell({ kind: 'ready', notice: opened.notice });
if (orders.files !== null && opened.notice !== null && luck.oneIn(3)) {
  opened.dismiss();
  tell({ kind: 'dismissed' });
}
settleDoubts();
outbox.start();
// As the program does at each start, when everything else is done.
if (orders.files !== null) phases.backingUp(() => opened.backUp());
if (orders.mode === 'settle') {
  await comeToRest();
  // As at the program's end: what waits for a person would be asked for again and again.
  outbox.pause();
  await outbox.idle();
  store.close();
  tell({ kind: 'settled' });
} else {
  if (luck.oneIn(8)) {
    clock.at += luck.below(1_000) * 86_400_000;
    opened.backUp();
  }
  for (let steps = 4 + luck.below(24); steps > 0; steps -= 1) {
    act();
    if (orders.files !== null && luck.oneIn(12)) aDayPasses();
    if (luck.oneIn(3)) await breathe();
  }
  // Everything is said and done; the outbox goes on until the end comes from outside.
  for (;;) await wait(1_000);
}

/** Only for the file: the work itself goes by the clock of this PC. */
function aDayPasses(): void {
  clock.at += 86_400_000;
  phases.backingUp(() => opened.backUp());
}

/** A person who has looked at the service settles what an earlier run left in doubt, or lets it lie. */
function settleDoubts(): void {
  for (const [id, ticketId] of Object.entries(orders.truth)) {
    const isSettling = orders.mode === 'settle';
    if (store.get(id).ok && stateOf(id) === 'discarded' && !isSettling && luck.oneIn(3))
      shown(tickets.restore(id));
    // It says that it is from a backup: whoever finds it at the service has no more use for it.
    if (orders.files !== null && ticketId !== null && isRestoredDraft(id)) shown(tickets.discard(id));
    if (stateOf(id) !== 'unconfirmed' || (!isSettling && luck.oneIn(3))) continue;
    if (!isSettling && luck.oneIn(8)) shown(tickets.discard(id));
    else if (ticketId !== null) shown(tickets.itIsThere(id, ticketId));
    else shown(tickets.sendAgain(id));
  }
}

/** What may have been sent since its backup is not sent by anybody who has not looked. */
function isRestoredDraft(id: string): boolean {
  const ticket = store.get(id);
  return ticket.ok && ticket.value?.state === 'draft' && ticket.value.restored !== null;
}

function stateOf(id: string): string | null {
  const ticket = store.get(id);
  return ticket.ok ? (ticket.value?.state ?? null) : null;
}

/** One thing that a mechanic may do, whatever is under way. */
function act(): void {
  const listed = tickets.list({ limit: 30, filter: 'all', search: '' });
  const any = listed.ok && listed.value.length > 0 ? luck.of(listed.value) : null;
  const step = luck.below(20);
  if (any === null || step < 5) {
    write();
    return;
  }
  const { id } = any;
  if (step < 8) change(id);
  else if (step < 14) {
    if (isRestoredDraft(id) && typeof orders.truth[id] === 'string') return;
    tell({ kind: 'pressed', id });
    // Sometimes a double click.
    if (luck.oneIn(4)) void tickets.send(id).then(shown);
    void tickets.send(id).then(shown);
  } else if (step < 16) {
    if (shown(tickets.edit(id)) !== null) change(id);
  } else if (step < 17) shown(tickets.duplicate(id));
  else if (step < 18) {
    if (shown(tickets.discard(id)) !== null && luck.oneIn(2)) shown(tickets.restore(id));
  } else if (step < 19) shown(tickets.resume(id));
  else shown(tickets.confirm(id));
}

function write(): void {
  const made = shown(tickets.create());
  if (made !== null) change(made.id);
}

function change(id: string): void {
  const ticket = store.get(id);
  if (!ticket.ok || ticket.value === null) return;
  shown(
    tickets.change(id, {
      vin: luck.of(vins),
      vehicle_model_id: '284841',
      vehicle_model_variant_id: '284841',
      product_ids: ['52351'],
      connector_id: String(luck.of(connectors)),
      reference: referenceOf(id, textOf(ticket.value.form.reference) + 1),
    }),
  );
}

/** Until nothing goes on by itself: what is left waits for a person. */
async function comeToRest(): Promise<void> {
  const isAtWork = (lane: number) => {
    const blocker = store.blocker(lane);
    if (!blocker.ok || blocker.value === null) return true;
    if (blocker.value.state === 'confirm') shown(tickets.confirm(blocker.value.id));
    return blocker.value.state !== 'unconfirmed';
  };
  for (;;) {
    const lanes = store.activeLanes();
    if (lanes.ok && !lanes.value.map(isAtWork).includes(true)) return;
    await wait(2);
    outbox.wake();
  }
}
