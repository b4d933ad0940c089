import { needsPerson, type Ticket } from '../tickets/ticket.ts';

/** What a person who looks elsewhere is told of a ticket. */
export type Notice = 'created' | 'rejected' | 'needs-you';

/** Whether a change is worth a notification: only what failed, what was done, and what needs somebody. */
export function noticeOf(ticket: Ticket, before: Ticket): Notice | null {
  // What a person just did themselves is no news to them.
  if (ticket.created?.confirmedByPerson === true || before.state === 'discarded') return null;
  if (ticket.state === 'created' && before.state !== 'created') return 'created';
  if (ticket.state === 'rejected' && before.state !== 'rejected') return 'rejected';
  return needsPerson(ticket) && !needsPerson(before) ? 'needs-you' : null;
}
