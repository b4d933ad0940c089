import http, { type IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Result } from '../../preload/contract/result.ts';
import { unpacked } from './body.ts';
import type { ConnectError } from './connection.ts';

/** Limits of one request, in milliseconds and bytes. Longer than the service's own, since a short limit makes doubt. */
export interface HttpLimits {
  readonly headersMs: number;
  readonly totalMs: number;
  readonly bodyBytes: number;
}

export const defaultLimits: HttpLimits = { headersMs: 60_000, totalMs: 90_000, bodyBytes: 1024 * 1024 };

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** Of an answer's status line and headers together. */
const MAX_HEADER_BYTES = 256 * 1024;

/** How far behind its time a timer must be for the PC, or the process, to have been asleep. */
const ASLEEP_MS = 1_000;
/** How long an answer that may have come while the PC slept has to be found, once. */
const GRACE_MS = 10_000;

/** A status line that was seen whole, and what came after it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As much of the body as came, unpacked; up to the limit. */
  readonly body: Buffer;
  /** False when the body was cut off, too large or too slow. */
  readonly complete: boolean;
}

/** How one request on a connection that stood ended, by the phase it had reached. */
export type Sent =
  /** No complete status line came back: anything may have happened. */
  | { readonly phase: 'sent'; readonly reason: 'lost' | 'timeout' }
  | { readonly phase: 'answered'; readonly answer: HttpAnswer };

export type Exchange =
  /** No connection: nothing was sent. */
  { readonly phase: 'connecting'; readonly error: ConnectError } | Sent;

/** Opens a connection and makes one request on it. Never rejects. */
export async function exchange(
  open: () => Promise<Result<Duplex, ConnectError>>,
  request: HttpRequest,
  limits: HttpLimits,
): Promise<Exchange> {
  const connection = await open();
  if (!connection.ok) return { phase: 'connecting', error: connection.error };
  return exchangeOn(connection.value, request, limits);
}

/**
 * Makes exactly one request on one fresh connection, which is then used up. No agent, no keep-alive, no redirect, no
 * second try: what this function does not do is its purpose. Never rejects.
 */
export function exchangeOn(socket: Duplex, request: HttpRequest, limits: HttpLimits): Promise<Sent> {
  return new Promise((resolve) => {
    const outgoing = http.request({
      method: request.method,
      path: request.path,
      headers: {
        host: request.host,
        // Said, because saying nothing means "anything".
        'accept-encoding': 'identity',
        ...request.headers,
        ...(request.body === null ? {} : { 'content-length': String(request.body.length) }),
        connection: 'close',
      },
      setHost: false,
      // Some gateways set many cookies. More than Node.js takes by itself would make every answer one that was lost.
      maxHeaderSize: MAX_HEADER_BYTES,
      createConnection: () => socket,
    });

    let ended = false;
    const end = (result: Sent) => {
      if (ended) return;
      ended = true;
      headersTimer();
      totalTimer();
      outgoing.destroy();
      socket.destroy();
      resolve(result);
    };
    let onTotal = () => end({ phase: 'sent', reason: 'timeout' });
    const headersTimer = wakefulTimeout(() => end({ phase: 'sent', reason: 'timeout' }), limits.headersMs);
    const totalTimer = wakefulTimeout(() => onTotal(), limits.totalMs);

    outgoing.on('error', () => end({ phase: 'sent', reason: 'lost' }));
    outgoing.on('close', () => end({ phase: 'sent', reason: 'lost' }));
    outgoing.on('response', (incoming) => {
      headersTimer();
      const chunks: Buffer[] = [];
      let size = 0;
      // From here on the status is known, whatever becomes of the body.
      const answered = (complete: boolean) =>
        end({
          phase: 'answered',
          answer: {
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: unpacked(
              Buffer.concat(chunks).subarray(0, limits.bodyBytes),
              incoming.headers,
              limits.bodyBytes,
            ),
            complete,
          },
        });
      onTotal = () => answered(false);
      outgoing.removeAllListeners('close');
      outgoing.removeAllListeners('error');
      outgoing.on('error', () => answered(false));
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > limits.bodyBytes) answered(false);
      });
      incoming.on('end', () => answered(incoming.complete));
      incoming.on('error', () => answered(false));
      incoming.on('close', () => answered(false));
    });
    outgoing.end(request.body ?? undefined);
  });
}

/**
 * A time limit that a sleeping PC does not use up: timers are looked at before sockets, so on waking the limit would be
 * over before the answer that is there was read. A timer that comes far too late is given some time more, once.
 *
 * @returns what calls it off.
 */
function wakefulTimeout(work: () => void, ms: number): () => void {
  const due = performance.now() + ms;
  let timer = setTimeout(() => {
    if (performance.now() - due < ASLEEP_MS) work();
    else timer = setTimeout(work, GRACE_MS);
  }, ms);
  return () => clearTimeout(timer);
}
