import type { Ticket } from '../tickets/ticket.ts';
import { waitsFor } from '../tickets/who-acts.ts';

/** What a person who looks elsewhere is told of a ticket. */
export type Notice = 'created' | 'rejected' | 'needs-you';

/**
 * Whether what became of a ticket is worth a notification: only what failed, what was done, and what needs somebody.
 *
 * @param ticket as it is now that nothing is being done about it.
 * @param before as it was when something was last begun.
 */
export function noticeOf(ticket: Ticket, before: Ticket): Notice | null {
  // What a person just did themselves is no news to them.
  if (ticket.created?.confirmedByPerson === true || before.state === 'discarded') return null;
  if (ticket.state === 'created' && before.state !== 'created') return 'created';
  if (ticket.state === 'rejected' && before.state !== 'rejected') return 'rejected';
  return waitsFor(ticket) === 'person' && waitsFor(before) !== 'person' ? 'needs-you' : null;
}
