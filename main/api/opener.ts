import type { Duplex } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { connect, type ConnectError } from './connection.ts';
import { isLoopback, parseRoutes, type Route } from './proxy.ts';
import { orNull } from '../timers.ts';

/** How this PC reaches the outside: its proxy settings and the certificates it trusts. */
export interface SystemWay {
  /** What the system's proxy settings say for an address, in the words of a proxy script. */
  readonly resolveProxy: (url: string) => Promise<string>;
  readonly ca: () => string[];
  /** Limit over the question for the proxy and everything after it. */
  readonly connectMs?: number;
}

/** How long a route that failed while a later one worked is tried last. As browsers do. */
const AVOIDED_MS = 5 * 60_000;

/** Opens one fresh connection to a host the way the system says; to this very PC there is no proxy in between. */
export function openerFor(
  target: URL,
  { resolveProxy, ca, connectMs = 10_000 }: SystemWay,
): () => Promise<Result<Duplex, ConnectError>> {
  let avoided: { readonly route: Route; readonly until: number }[] = [];
  const isAvoided = (route: Route) => avoided.some((other) => isDeepStrictEqual(other.route, route));
  return async () => {
    const start = performance.now();
    const named = isLoopback(target.hostname)
      ? 'DIRECT'
      : await orNull(() => resolveProxy(target.href), connectMs);
    if (named === null) return err({ code: 'net.proxy_settings', detail: 'no answer' });
    avoided = avoided.filter(({ until }) => until > start);
    const all = parseRoutes(named);
    const routes = [...all.filter((route) => !isAvoided(route)), ...all.filter(isAvoided)];
    const connected = await connect(target, {
      routes,
      ca,
      timeoutMs: connectMs - (performance.now() - start),
    });
    if (!connected.ok) return connected;
    const until = performance.now() + AVOIDED_MS;
    const passed = routes.slice(0, routes.indexOf(connected.value.route));
    avoided = avoided.filter(({ route }) => !isDeepStrictEqual(route, connected.value.route));
    avoided.push(...passed.map((route) => ({ route, until })));
    return ok(connected.value.socket);
  };
}
