import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { TicketSender } from '../tickets/outbox.ts';
import type { TicketLookup } from '../tickets/ticket-lookup.ts';
import { defaultLimits, exchange, type Exchange, type HttpLimits } from './http.ts';
import { openerFor, type SystemWay } from './opener.ts';
import type { NotSentCode } from './outcome.ts';
import { wordsOf } from './problem.ts';
import { listedTickets } from './historical-tickets.ts';
import { outcomeOf } from './ticket-outcome.ts';

export interface CustomerApiOptions extends SystemWay {
  /** e.g. https://customer-api-001.prd.jifeline.cloud */
  readonly baseUrl: string;
  /** How a token is presented: `authorization: Bearer <token>`, or as the deployment file says. */
  readonly authorizer: { readonly header: string; readonly scheme: string };
  /** Which 400 means "the connector has a pending ticket". */
  readonly pendingPattern: RegExp;
  /** What the program calls itself to the service. */
  readonly userAgent: string;
  readonly limits?: HttpLimits;
}

/** An answer to a call that is not about creating a ticket. */
export interface JsonAnswer {
  readonly status: number;
  readonly json: unknown;
  /** The server's words, when the answer is an error. */
  readonly message: string | null;
}

/** The Jifeline Customer API, as far as this program speaks it. */
export interface CustomerApi extends TicketSender, TicketLookup {
  /** For signing in. Fails with a `net.*` or `doubt.*` code. */
  postJson(path: string, body: unknown): Promise<Result<JsonAnswer, AppError>>;
  /** For lists. Fails with a `net.*` or `doubt.*` code: nothing was changed there. */
  getJson(path: string, token: string): Promise<Result<JsonAnswer, AppError>>;
  /** Whether a connection to the service comes about. No request is made. */
  probe(): Promise<Result<void, { readonly code: NotSentCode }>>;
}

export function createCustomerApi(options: CustomerApiOptions): CustomerApi {
  const base = new URL(options.baseUrl);
  const limits = options.limits ?? defaultLimits;
  const prefix = base.pathname.replace(/\/$/, '');

  const open = openerFor(base, options);
  const request = (
    method: 'GET' | 'POST',
    path: string,
    body: Buffer | null,
    headers: Record<string, string>,
  ) =>
    exchange(
      open,
      {
        method,
        path: prefix + path,
        host: base.host,
        headers: {
          accept: 'application/json',
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          'user-agent': options.userAgent,
          ...headers,
        },
        body,
      },
      limits,
    );
  const authorization = (token: string) => {
    const { header, scheme } = options.authorizer;
    return { [header]: scheme === '' ? token : `${scheme} ${token}` };
  };
  const jsonAnswer = (result: Exchange): Result<JsonAnswer, AppError> => {
    if (result.phase === 'connecting') return err(appError(result.error.code));
    if (result.phase === 'sent')
      return err(appError(result.reason === 'timeout' ? 'doubt.timeout' : 'doubt.connection_lost'));
    const { status, headers, body } = result.answer;
    const message = status >= 400 ? wordsOf(body, headers['content-type']) : null;
    return ok({ status, json: parsed(body), message });
  };

  const getJson = async (path: string, token: string) =>
    jsonAnswer(await request('GET', path, null, authorization(token)));

  return {
    getJson,

    async postTicket(body, token) {
      const result = await request('POST', '/v1/tickets', body, authorization(token));
      return outcomeOf(withoutSecret(result, token), options.pendingPattern);
    },

    listed: (vin, token) => listedTickets(vin, (path) => getJson(path, token)),

    async postJson(path, body) {
      return jsonAnswer(await request('POST', path, Buffer.from(JSON.stringify(body), 'utf8'), {}));
    },

    async probe() {
      const connection = await open();
      if (!connection.ok) return err({ code: connection.error.code });
      connection.value.destroy();
      return ok(undefined);
    },
  };
}

/** What the service says is kept and shown, also where it repeats the token it was given: the token is not. */
function withoutSecret(result: Exchange, secret: string): Exchange {
  if (result.phase !== 'answered' || !result.answer.body.includes(secret)) return result;
  const body = Buffer.from(result.answer.body.toString('utf8').replaceAll(secret, '[…]'), 'utf8');
  return { ...result, answer: { ...result.answer, body } };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
