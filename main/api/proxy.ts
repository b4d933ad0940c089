/** One way to the service, as the system's proxy settings name it. */
export type Route = { readonly kind: 'direct' } | HttpProxy | SocksProxy;
export interface HttpProxy {
  readonly kind: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}
export interface SocksProxy {
  readonly kind: 'socks4' | 'socks5';
  readonly host: string;
  readonly port: number;
}
type ProxyKind = HttpProxy['kind'] | SocksProxy['kind'];

const kinds: Readonly<Record<string, ProxyKind>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};
const defaultPorts = { http: 80, https: 443, socks4: 1080, socks5: 1080 } as const;

/**
 * Reads what a proxy script or the system's settings answer, e.g. `PROXY proxy.garage:8080; DIRECT`, in order.
 * What cannot be read is passed over; when nothing is left, the way is direct.
 */
export function parseRoutes(answer: string): Route[] {
  const routes = answer.split(';').flatMap((part): Route[] => {
    const [word = '', address = ''] = part.trim().split(/\s+/);
    if (word.toUpperCase() === 'DIRECT') return [{ kind: 'direct' }];
    const kind = kinds[word.toUpperCase()];
    const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d{1,5}))?$/.exec(address)?.groups;
    const host = match?.v6 ?? match?.host;
    if (kind === undefined || host === undefined) return [];
    const port = match?.port === undefined ? defaultPorts[kind] : Number(match.port);
    return [{ kind, host, port }];
  });
  return routes.length === 0 ? [{ kind: 'direct' }] : routes;
}

/** Whether an address is this very PC: a proxy has no business in between, and plain http is acceptable. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '').toLowerCase();
  return plain === 'localhost' || plain === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(plain);
}
