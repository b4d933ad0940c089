import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { AskedToWait } from '../tickets/asked-to-wait.ts';
import type { TicketSender } from '../tickets/ticket-sender.ts';
import type { TicketLookup } from '../tickets/ticket-lookup.ts';
import { listedTickets } from './historical-tickets.ts';
import { defaultLimits, exchange, exchangeOn, type HttpLimits, type HttpRequest } from './http.ts';
import { jsonAnswerOf, type JsonAnswer } from './json-answer.ts';
import { openerFor, type SystemWay } from './opener.ts';
import { jsonWithoutSecrets } from './secrets.ts';
import { outcomeOf, retryAfterOf } from './ticket-outcome.ts';

export interface CustomerApiOptions extends SystemWay {
  /** e.g. https://customer-api-001.prd.jifeline.cloud */
  readonly baseUrl: string;
  /** How a token is presented: `authorization: Bearer <token>`, or as the deployment file says. */
  readonly authorizer: { readonly header: string; readonly scheme: string };
  /** Which 400 means "the connector has a pending ticket". */
  readonly pendingPattern: RegExp;
  /** What the program calls itself to the service. */
  readonly userAgent: string;
  /** Lists tell it what they were answered, and obey it. Tickets do so by their lanes. */
  readonly askedToWait?: AskedToWait;
  /** Of the request that creates a ticket. */
  readonly limits?: HttpLimits;
  /** Of a question that changes nothing. */
  readonly readLimits?: HttpLimits;
}

/** A list is not worth holding a ticket up for; nothing is in doubt where it does not come. */
const defaultReadLimits: HttpLimits = { headersMs: 10_000, totalMs: 10_000, bodyBytes: 1024 * 1024 };

/** The Jifeline Customer API, as far as this program speaks it. */
export interface CustomerApi extends TicketSender, TicketLookup {
  /** For signing in. Fails with a `net.*` or `doubt.*` code. */
  postJson(path: string, body: unknown, secrets?: readonly string[]): Promise<Result<JsonAnswer, AppError>>;
  /** For lists. Fails with a `net.*` or `doubt.*` code: nothing was changed there. */
  getJson(path: string, token: string): Promise<Result<JsonAnswer, AppError>>;
}

export function createCustomerApi(options: CustomerApiOptions): CustomerApi {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  const open = openerFor(base, options);
  const requestOf = (
    method: 'GET' | 'POST',
    path: string,
    body: Buffer | null,
    headers: Readonly<Record<string, string>>,
  ): HttpRequest => ({
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
  });
  const authorization = (token: string) => {
    const { header, scheme } = options.authorizer;
    return { [header]: scheme === '' ? token : `${scheme} ${token}` };
  };
  const limits = options.limits ?? defaultLimits;
  const askedToWait = options.askedToWait ?? new AskedToWait(() => performance.now());
  const readLimits = options.readLimits ?? defaultReadLimits;

  const getJson: CustomerApi['getJson'] = async (path, token) => {
    if (askedToWait.left > 0) return err(appError('net.throttled'));
    const request = requestOf('GET', path, null, authorization(token));
    const done = await exchange(open, request, readLimits);
    if (done.phase === 'answered' && done.answer.status === 429) {
      const { headers } = done.answer;
      askedToWait.told(retryAfterOf(headers['retry-after'], headers.date) ?? 0);
    }
    const answer = jsonAnswerOf(done, [token]);
    return answer.ok ? ok({ ...answer.value, json: jsonWithoutSecrets(answer.value.json, [token]) }) : answer;
  };

  return {
    getJson,

    async connect() {
      const connection = await open();
      if (!connection.ok) return err(appError(connection.error.code));
      const socket = connection.value;
      return ok({
        stands: () => !socket.destroyed && socket.writable,
        async post(body, token) {
          const request = requestOf('POST', '/v1/tickets', body, authorization(token));
          const sent = await exchangeOn(socket, request, limits);
          return outcomeOf(sent, options.pendingPattern, [token], body.toString('utf8'));
        },
        close: () => void socket.destroy(),
      });
    },

    listed: (vin, token) => listedTickets(vin, (path) => getJson(path, token)),

    async postJson(path, body, secrets = []) {
      const request = requestOf('POST', path, Buffer.from(JSON.stringify(body), 'utf8'), {});
      return jsonAnswerOf(await exchange(open, request, limits), secrets);
    },
  };
}
