import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { TicketState, WaitsFor } from '../../preload/contract/ticket.ts';
import type { NotSentCode } from './post-outcome.ts';

/** Why a released ticket has not gone yet. */
export type WaitCode =
  | NotSentCode
  | Extract<
      ErrorCode,
      | 'auth.required'
      | 'auth.not_renewed'
      | 'auth.misconfigured'
      | 'queue.blocked'
      | 'queue.other_account'
      | 'internal'
    >;

/**
 * The one table of who must act on a ticket that waits. Counts, filters, tones, notices and the words for whoever waits
 * behind it are read from here; nothing else may decide it by looking at a code.
 */
const byCode: Readonly<Record<WaitCode, WaitsFor>> = {
  'net.dns': 'time',
  'net.refused': 'time',
  'net.unreachable': 'time',
  'net.connect_timeout': 'time',
  'net.connect_failed': 'time',
  // Tried again by itself too: a certificate or a proxy is often put right by somebody else, elsewhere.
  'net.certificate': 'time',
  'net.proxy_auth': 'time',
  'net.proxy': 'time',
  'net.proxy_settings': 'time',
  'net.throttled': 'time',
  'auth.not_renewed': 'time',
  'auth.misconfigured': 'time',
  'auth.required': 'person',
  'queue.other_account': 'person',
  // A defect: what was frozen does not fit its fingerprint any more, and nobody but a person can freeze it anew.
  internal: 'person',
  'queue.blocked': 'earlier-ticket',
};

/** Why there is no token, as a reason to wait: whatever is not known here is trouble with the renewal, which passes. */
export const waitCodeOf = (code: ErrorCode): WaitCode =>
  Object.hasOwn(byCode, code) ? (code as WaitCode) : 'auth.not_renewed';

/** In which other states somebody or something must act. */
const byState: Readonly<Partial<Record<TicketState, WaitsFor>>> = {
  queued: 'time',
  sending: 'time',
  held: 'time',
  rejected: 'person',
  unconfirmed: 'person',
  confirm: 'person',
};

/** What only a newer program, or damage, wrote, is tried again like what passes: the attempt knows why it waits then. */
const byWait = (code: string): WaitsFor => (Object.hasOwn(byCode, code) ? byCode[code as WaitCode] : 'time');

/** Whom a ticket waits for; null: it is being written, done, or thrown away. */
export function waitsFor({
  state,
  wait,
}: {
  readonly state: TicketState;
  readonly wait: { readonly code: string } | null;
}): WaitsFor | null {
  return state === 'queued' && wait !== null ? byWait(wait.code) : (byState[state] ?? null);
}
