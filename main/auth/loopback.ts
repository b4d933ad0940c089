import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';

export interface Loopback {
  /** Where the sign-in service sends the browser: 127.0.0.1 and a port that was free. */
  readonly redirectUri: string;
  /** Resolves once: with the address the browser came to, or when the time is over or it was closed. */
  readonly redirected: Promise<Result<URL, AppError>>;
  /** Stops waiting. What came before stays answered. */
  readonly close: () => void;
}

export interface LoopbackOptions {
  /** How long to wait for the browser. Default: five minutes. */
  readonly timeoutMs?: number;
  /** How long a browser that comes again is still told that it was here already. Default: a minute. */
  readonly lingerMs?: number;
}

const PATH = '/callback';

/**
 * Listens on this PC alone for the one redirect with which the browser comes back (RFC 8252). The first one counts; a
 * second one is told so and changes nothing.
 */
export async function listenForRedirect(options: LoopbackOptions = {}): Promise<Result<Loopback, AppError>> {
  const { timeoutMs = 300_000, lingerMs = 60_000 } = options;
  let settle: (result: Result<URL, AppError>) => void = () => undefined;
  const redirected = new Promise<Result<URL, AppError>>((resolve) => (settle = resolve));
  let origin = '';
  let used = false;
  let timer: NodeJS.Timeout | undefined;

  const server = http.createServer((request, response) => {
    const url = addressed(request, origin);
    if (url?.pathname !== PATH) {
      answer(response, 404, pages.unknown);
      return;
    }
    if (request.method !== 'GET') {
      answer(response, 405, pages.unknown);
      return;
    }
    if (used) {
      answer(response, 410, pages.used);
      return;
    }
    used = true;
    answer(response, 200, url.searchParams.has('error') ? pages.declined : pages.done);
    clearTimeout(timer);
    timer = setTimeout(stop, lingerMs);
    timer.unref();
    settle(ok(url));
  });
  const stop = () => {
    clearTimeout(timer);
    server.close();
    server.closeIdleConnections();
  };
  // What never finishes its request does not keep the door open.
  server.requestTimeout = 10_000;
  server.maxConnections = 20;

  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(0, '127.0.0.1', () => resolve(true));
  });
  if (!listening) return err(appError('auth.listener_failed'));
  server.on('error', () => undefined);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  timer = setTimeout(() => {
    stop();
    settle(err(appError('auth.timed_out')));
  }, timeoutMs);
  return ok({
    redirectUri: origin + PATH,
    redirected,
    close() {
      if (used) return;
      stop();
      settle(err(appError('auth.cancelled')));
    },
  });
}

/** Where a request goes; null: whoever calls this port by another name was led here by a page of somebody else's. */
function addressed({ headers, url = '/' }: http.IncomingMessage, origin: string): URL | null {
  try {
    const address = new URL(origin + (url.startsWith('/') ? url : '/'));
    return headers.host === address.host && address.origin === origin ? address : null;
  } catch {
    return null;
  }
}

const pages = {
  done: [
    'You can go back',
    'Return to Jifeline Workshop: it shows whether you are signed in. This page can be closed.',
  ],
  declined: [
    'You are not signed in',
    'The sign-in was not completed. Return to Jifeline Workshop to try again. This page can be closed.',
  ],
  used: [
    'Already used',
    'This sign-in was answered before. Return to Jifeline Workshop; start again there if you need to.',
  ],
  unknown: ['Nothing here', 'Return to Jifeline Workshop.'],
} as const;

/** A page without scripts, pictures, or anything from elsewhere. */
function answer(
  response: http.ServerResponse,
  status: number,
  [title, text]: readonly [string, string],
): void {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} – Jifeline Workshop</title>
<style>body { font: 18px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem }</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(body);
}
