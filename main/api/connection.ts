import dns from 'node:dns';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import type { Duplex } from 'node:stream';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { NotSentCode } from '../tickets/post-outcome.ts';
import type { HttpProxy, Route, SocksProxy } from './proxy.ts';

/** Why no connection came about. By construction nothing of the request had left. */
export interface ConnectError {
  readonly code: NotSentCode;
  /** The runtime's own code (ECONNREFUSED, CERT_HAS_EXPIRED), for the log. */
  readonly detail: string;
}

export interface ConnectOptions {
  /** In the order in which they are tried. */
  readonly routes: readonly Route[];
  readonly ca: () => string[];
  /** Limit over everything: name, TCP, proxy and TLS. Milliseconds. */
  readonly timeoutMs: number;
}

/** A connection that stands, and by which of the routes. */
export interface Connected {
  readonly socket: Duplex;
  readonly route: Route;
}

/**
 * Makes one fresh connection to the service and hands it out only when it stands: TCP for plain http, the finished
 * TLS handshake for https. This is the line that the promise "sent again only what is proven not sent" rests on:
 * whatever fails in here happened before the first byte of the request.
 *
 * Routes are tried in order; that is safe for the same reason. They share the time, so that one that is silent does not
 * use up all of it; and of their failures the one is told that a person can do something about.
 */
export async function connect(
  target: URL,
  { routes, ca, timeoutMs }: ConnectOptions,
): Promise<Result<Connected, ConnectError>> {
  const end = performance.now() + timeoutMs;
  const failures: ConnectError[] = [];
  for (const [index, route] of routes.entries()) {
    const shareMs = Math.ceil((end - performance.now()) / (routes.length - index));
    if (shareMs <= 0) break;
    const deadline = AbortSignal.timeout(shareMs);
    try {
      return ok({ socket: await connectBy(route, target, ca, deadline), route });
    } catch (error) {
      failures.push(
        deadline.aborted
          ? { code: 'net.connect_timeout', detail: `${shareMs} ms` }
          : connectErrorOf(error, route.kind !== 'direct'),
      );
    }
  }
  return err(mostTelling(failures));
}

/** A certificate and a proxy's question for a sign-in will not go away by themselves; else it is what came first. */
const mostTelling = (failures: readonly ConnectError[]): ConnectError =>
  failures.find(({ code }) => code === 'net.certificate') ??
  failures.find(({ code }) => code === 'net.proxy_auth') ??
  failures[0] ?? { code: 'net.connect_failed', detail: 'no route' };

async function connectBy(
  route: Route,
  target: URL,
  ca: () => string[],
  deadline: AbortSignal,
): Promise<Duplex> {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const secure = target.protocol === 'https:';
  const port = Number(target.port) || (secure ? 443 : 80);
  const raw = await through(route, host, port, ca, deadline);
  return secure ? await handshake(raw, host, ca, deadline) : raw;
}

function through(
  route: Route,
  host: string,
  port: number,
  ca: () => string[],
  deadline: AbortSignal,
): Promise<Duplex> {
  switch (route.kind) {
    case 'direct':
      return tcp(host, port, deadline);
    case 'http':
    case 'https':
      return tunnel(route, host, port, ca, deadline);
    case 'socks4':
    case 'socks5':
      return socks(route, host, port, deadline);
  }
}

/**
 * Of a name with several addresses each has this long to answer. Node's own quarter of a second is less than a handshake
 * takes by radio or satellite: it would give up each of them in turn.
 */
const ADDRESS_MS = 3_000;

function tcp(host: string, port: number, deadline: AbortSignal): Promise<net.Socket> {
  const socket = net.connect({
    host,
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
  });
  return settled(socket, 'connect', deadline);
}

type LookupDone = (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void;
const lookupsUnderWay = new Map<string, LookupDone[]>();

/**
 * Looks a name up, joining a look-up that is under way: one cannot be called off, and where the name server is silent
 * each would hold one of the few threads for which files wait too.
 */
function lookup(
  host: string,
  options: dns.LookupOptions,
  callback: (
    error: NodeJS.ErrnoException | null,
    address: string | dns.LookupAddress[],
    family?: number,
  ) => void,
): void {
  const done: LookupDone = (error, addresses) => {
    const [first] = addresses;
    if (error !== null || options.all === true) callback(error, addresses);
    else callback(null, first?.address ?? '', first?.family ?? 4);
  };
  const key = `${String(options.family ?? 0)} ${String(options.hints ?? 0)} ${host}`;
  const waiting = lookupsUnderWay.get(key);
  if (waiting !== undefined) {
    waiting.push(done);
    return;
  }
  const joined = [done];
  lookupsUnderWay.set(key, joined);
  dns.lookup(host, { ...options, all: true }, (error, addresses) => {
    lookupsUnderWay.delete(key);
    for (const each of joined) each(error, error === null ? addresses : []);
  });
}

function handshake(
  socket: Duplex,
  host: string,
  ca: () => string[],
  deadline: AbortSignal,
): Promise<tls.TLSSocket> {
  const secured = tls.connect({
    socket,
    // A server name must be a name: for addresses the certificate is checked against the address itself.
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    host,
    ca: ca(),
    // Said, because a variable of the environment would switch it off otherwise.
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
  });
  return settled(secured, 'secureConnect', deadline);
}

/** Resolves with the socket when it stands, rejects when it fails, and leaves no socket behind in either case. */
function settled<S extends Duplex>(socket: S, event: string, deadline: AbortSignal): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      socket.destroy();
      reject(error instanceof Error ? error : new Error('aborted'));
    };
    const abort = () => fail(deadline.reason);
    const closed = () => fail(Object.assign(new Error('closed while connecting'), { code: 'ECONNRESET' }));
    const done = () => {
      deadline.removeEventListener('abort', abort);
      socket.off('error', fail).off('close', closed);
      // From here on errors belong to whoever uses the socket; until they listen, none may be thrown.
      socket.on('error', () => undefined);
      resolve(socket);
    };
    deadline.addEventListener('abort', abort, { once: true });
    socket.once('error', fail).once('close', closed).once(event, done);
    if (deadline.aborted) abort();
  });
}

class ProxyRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the proxy answered ${status}`);
    this.status = status;
  }
}

/** Asks an HTTP proxy for a tunnel. Nothing but host and port of the service is told to it. */
async function tunnel(
  proxy: HttpProxy,
  host: string,
  port: number,
  ca: () => string[],
  deadline: AbortSignal,
): Promise<Duplex> {
  const plain = await tcp(proxy.host, proxy.port, deadline);
  const socket = proxy.kind === 'https' ? await handshake(plain, proxy.host, ca, deadline) : plain;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const request = http.request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      createConnection: () => socket,
    });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const abort = () => fail(new Error('aborted'));
    deadline.addEventListener('abort', abort, { once: true });
    request.once('connect', (response) => {
      deadline.removeEventListener('abort', abort);
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) resolve(socket);
      else fail(new ProxyRefused(status));
    });
    request.once('response', (response) => fail(new ProxyRefused(response.statusCode ?? 0)));
    request.once('error', fail);
    request.end();
  });
}

async function socks(proxy: SocksProxy, host: string, port: number, deadline: AbortSignal): Promise<Duplex> {
  const { SocksClient } = await import('socks');
  const socket = await tcp(proxy.host, proxy.port, deadline);
  const abort = () => socket.destroy();
  deadline.addEventListener('abort', abort, { once: true });
  const type = proxy.kind === 'socks5' ? 5 : 4;
  const { socket: connected } = await SocksClient.createConnection({
    command: 'connect',
    destination: { host, port },
    existing_socket: socket,
    proxy: { host: proxy.host, port: proxy.port, type },
  });
  deadline.removeEventListener('abort', abort);
  return connected;
}

const nameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL', 'EAI_NONAME']);
const unreachable = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL']);

/** Tells failures apart for people. That nothing was sent is known from where this is called, not from these codes. */
function connectErrorOf(error: unknown, throughProxy: boolean): ConnectError {
  const { code, status } = error as { code?: string; status?: number };
  const detail = code ?? (status === undefined ? 'error' : String(status));
  if (error instanceof ProxyRefused) return { code: status === 407 ? 'net.proxy_auth' : 'net.proxy', detail };
  if (isCertificateError(detail)) return { code: 'net.certificate', detail };
  if (throughProxy) return { code: 'net.proxy', detail };
  if (nameCodes.has(detail)) return { code: 'net.dns', detail };
  if (detail === 'ECONNREFUSED') return { code: 'net.refused', detail };
  if (unreachable.has(detail)) return { code: 'net.unreachable', detail };
  if (detail === 'ETIMEDOUT') return { code: 'net.connect_timeout', detail };
  return { code: 'net.connect_failed', detail };
}

/** OpenSSL's verification results, as Node names them (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const isCertificateError = (code: string) =>
  /CERT|SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/.test(code);
