import type { TicketSummary, TicketView } from '../../../preload/contract/ticket.ts';
import { texts } from '../../i18n/texts.ts';
import type { Tone } from '../../ui/tone.ts';

type Head = Pick<TicketSummary | TicketView, 'state' | 'wait' | 'waitsFor' | 'created'>;

/** A ticket's state in words, as the list, the header of the ticket and the screen reader say it. */
export function stateWords({ state, wait, created }: Head): string {
  if (wait?.code === 'auth.required') return texts.signInToSend;
  const number = state === 'created' ? (created?.id ?? null) : null;
  if (number !== null) return texts.sentNumber(number);
  return texts.state[state];
}

const tones: Record<Head['state'], Tone> = {
  draft: 'idle',
  queued: 'busy',
  sending: 'busy',
  created: 'good',
  rejected: 'bad',
  held: 'warn',
  unconfirmed: 'warn',
  confirm: 'warn',
  discarded: 'idle',
};

export const stateTone = ({ state, waitsFor }: Head): Tone =>
  state === 'queued' && waitsFor === 'person' ? 'warn' : tones[state];
