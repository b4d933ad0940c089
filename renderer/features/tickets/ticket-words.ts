import type { TicketSummary, TicketView } from '../../../preload/contract/ticket.ts';
import { texts } from '../../i18n/texts.ts';
import type { Tone } from '../../ui/tone.ts';

type Head = Pick<TicketSummary | TicketView, 'state' | 'problem' | 'created'>;

/** A ticket's state in words, as the list, the header of the ticket and the screen reader say it. */
export function stateWords({ state, problem, created }: Head): string {
  if (state === 'queued' && problem?.code === 'auth.required') return texts.signInToSend;
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

/** Of what waits, this waits for a person. */
const forPerson = ['auth.required', 'queue.other_account'];

export const stateTone = ({ state, problem }: Head): Tone =>
  state === 'queued' && forPerson.includes(problem?.code ?? '') ? 'warn' : tones[state];
