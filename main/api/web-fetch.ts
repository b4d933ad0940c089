import { appError, type AppError } from '../../preload/contract/errors.ts';
import { textOf } from './body.ts';
import { exchange, type HttpLimits } from './http.ts';
import { openerFor, type SystemWay } from './opener.ts';
import { isLoopback } from './proxy.ts';

export interface WebFetchOptions extends SystemWay {
  /** What the program calls itself. */
  readonly userAgent: string;
  readonly limits?: HttpLimits;
}

/** A person waits for a sign-in: shorter than for a ticket, where a short limit makes doubt. */
const limitsForPeople: HttpLimits = { headersMs: 15_000, totalMs: 20_000, bodyBytes: 512 * 1024 };

/** What a library for `fetch` may ask of us: text out, text back. */
export interface WebRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | string | null | undefined;
}

/** Why there is no answer: a code that says whether the request can have been seen. */
export class WebFetchError extends Error {
  readonly failure: AppError;
  constructor(code: AppError['code']) {
    super(code);
    this.failure = appError(code);
  }
}

/**
 * `fetch` as libraries want it, the way this program makes requests: one fresh connection through the system's proxy,
 * the system's certificates, limits on time and size, redirects never followed, plain http to this very PC only.
 */
export function createWebFetch(options: WebFetchOptions) {
  return async (address: string, request: WebRequest): Promise<Response> => {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
      throw new WebFetchError('auth.misconfigured');
    const text = request.body?.toString() ?? null;
    const result = await exchange(
      openerFor(url, options),
      {
        method: request.method === 'POST' ? 'POST' : 'GET',
        path: url.pathname + url.search,
        host: url.host,
        headers: { ...request.headers, 'user-agent': options.userAgent },
        body: text === null ? null : Buffer.from(text, 'utf8'),
      },
      options.limits ?? limitsForPeople,
    );
    if (result.phase === 'connecting') throw new WebFetchError(result.error.code);
    if (result.phase === 'sent')
      throw new WebFetchError(result.reason === 'timeout' ? 'doubt.timeout' : 'doubt.connection_lost');
    const { status, headers, body, complete } = result.answer;
    // Half an answer is none: half a token would be believed.
    if (!complete) throw new WebFetchError('doubt.connection_lost');
    if (status < 200 || status > 599) throw new WebFetchError('doubt.unexpected_answer');
    const hasBody = status !== 204 && status !== 205 && status !== 304;
    // A Response takes its bytes for UTF-8, whatever its headers say.
    const said = hasBody ? textOf(body, headers['content-type']) : null;
    return new Response(said, { status, headers: flat(headers) });
  };
}

const flat = (headers: NodeJS.Dict<string | string[]>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one]),
  );
