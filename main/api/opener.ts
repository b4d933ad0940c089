import type { Duplex } from 'node:stream';
import type { Result } from '../../preload/contract/result.ts';
import { connect, type ConnectError } from './connection.ts';
import { isLoopback, parseRoutes } from './proxy.ts';

/** How this PC reaches the outside: its proxy settings and the certificates it trusts. */
export interface SystemWay {
  /** What the system's proxy settings say for an address, in the words of a proxy script. */
  readonly resolveProxy: (url: string) => Promise<string>;
  readonly ca: () => string[];
  readonly connectMs?: number;
}

/** Opens one fresh connection to a host the way the system says; to this very PC there is no proxy in between. */
export const openerFor =
  (target: URL, { resolveProxy, ca, connectMs = 10_000 }: SystemWay) =>
  async (): Promise<Result<Duplex, ConnectError>> => {
    const routes = isLoopback(target.hostname) ? 'DIRECT' : await resolveProxy(target.href);
    return connect(target, { routes: parseRoutes(routes), ca, timeoutMs: connectMs });
  };
