import type { CreatedTicket } from '../../preload/contract/ticket.ts';
import { jsonOf, textOf } from './body.ts';
import type { HttpAnswer, Sent } from './http.ts';
import type { PostOutcome } from '../tickets/post-outcome.ts';
import { saysPending, wordsOf } from './problem.ts';
import { jsonWithoutSecrets } from './secrets.ts';

/**
 * What the end of a POST means for the ticket. The whole table of docs/offline.md in one place. What is not listed as
 * proof of "not created" is doubt.
 *
 * @param secrets what was sent along and must not be kept or shown, should the service repeat it.
 * @param body what was sent: repeated, it says nothing of the connector.
 */
export function outcomeOf(
  sent: Sent,
  pendingPattern: RegExp,
  secrets: readonly string[],
  body = '',
): PostOutcome {
  if (sent.phase === 'answered') return outcomeOfAnswer(sent.answer, pendingPattern, secrets, body);
  const code = sent.reason === 'timeout' ? 'doubt.timeout' : 'doubt.connection_lost';
  return { kind: 'unconfirmed', code, status: null, message: null };
}

function outcomeOfAnswer(
  answer: HttpAnswer,
  pendingPattern: RegExp,
  secrets: readonly string[],
  body: string,
): PostOutcome {
  const { status } = answer;
  if (status === 201) return { kind: 'created', ticket: createdTicketOf(answer, secrets) };
  const words = wordsOf(answer, secrets);
  const { message } = words;
  if (status === 401) return { kind: 'unauthorized', message };
  if (status === 429) {
    const retryAfterMs = retryAfterOf(answer.headers['retry-after'], answer.headers.date);
    return { kind: 'throttled', status, message, retryAfterMs };
  }
  if (status === 408 || status === 425 || status >= 500) {
    return { kind: 'unconfirmed', code: 'doubt.server_error', status, message };
  }
  if (status === 400 && saysPending(words, pendingPattern, body)) return { kind: 'held', status, message };
  if (status >= 400) return { kind: 'rejected', code: 'api.rejected', status, message };
  // 307 and 308 say "not here": nothing was processed. 301 to 303 may follow a processed POST.
  if (status === 307 || status === 308) return { kind: 'rejected', code: 'api.redirected', status, message };
  return { kind: 'unconfirmed', code: 'doubt.unexpected_answer', status, message };
}

const unknown: CreatedTicket = { id: null, uuid: null, chatId: null, state: null, confirmedByPerson: false };

/**
 * Reads the created ticket. The document's sample has the id as text; numbers are taken too, keys it does not name
 * are passed over, and a body that is cut off or no JSON makes the ticket no less created.
 */
function createdTicketOf({ body, headers }: HttpAnswer, secrets: readonly string[]): CreatedTicket {
  const json = jsonWithoutSecrets(jsonOf(textOf(body, headers['content-type'])), secrets);
  if (typeof json !== 'object' || json === null) return unknown;
  const { id, uuid, chat_id: chatId, state } = json as Record<string, unknown>;
  return { ...unknown, id: wordOf(id), uuid: wordOf(uuid), chatId: wordOf(chatId), state: numberOf(state) };
}

const wordOf = (value: unknown): string | null => {
  if (Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
};

const numberOf = (value: unknown): number | null => {
  const number = Number(wordOf(value) ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
};

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Retry-After in milliseconds, 1 s to 1 h; a date counts from the server's own clock. Null where it makes no sense. */
export function retryAfterOf(header: string | undefined, serverDate: string | undefined): number | null {
  if (header === undefined) return null;
  // A fraction is no number of seconds by the standard, and would be read as a date.
  const wait = /^\d+(\.\d+)?$/.test(header.trim())
    ? Math.ceil(Number(header)) * SECOND
    : Date.parse(header) - (serverDate === undefined ? Date.now() : Date.parse(serverDate));
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, SECOND), HOUR);
}
