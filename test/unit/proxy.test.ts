import { describe, expect, it } from 'vitest';
import { isLoopback, parseRoutes } from '../../main/api/proxy.ts';

describe('parseRoutes', () => {
  it.each([
    ['DIRECT', [{ kind: 'direct' }]],
    ['PROXY proxy.garage:8080', [{ kind: 'http', host: 'proxy.garage', port: 8080 }]],
    [
      'HTTPS secure.garage:8443; SOCKS5 10.0.0.1:1080;DIRECT',
      [
        { kind: 'https', host: 'secure.garage', port: 8443 },
        { kind: 'socks5', host: '10.0.0.1', port: 1080 },
        { kind: 'direct' },
      ],
    ],
    ['SOCKS [::1]', [{ kind: 'socks4', host: '::1', port: 1080 }]],
    ['proxy proxy.garage', [{ kind: 'http', host: 'proxy.garage', port: 80 }]],
    ['HTTP proxy.garage:8080', [{ kind: 'http', host: 'proxy.garage', port: 8080 }]],
    ['SOCKS4  10.0.0.1', [{ kind: 'socks4', host: '10.0.0.1', port: 1080 }]],
    ['NONSENSE x:1; PROXY', [{ kind: 'direct' }]],
    ['PROXY http://proxy.garage:8080', [{ kind: 'direct' }]],
    [
      'PROXY proxy.garage:port; PROXY proxy.garage:808080; SOCKS5 10.0.0.1',
      [{ kind: 'socks5', host: '10.0.0.1', port: 1080 }],
    ],
    ['', [{ kind: 'direct' }]],
  ])('reads %j', (answer, routes) => expect(parseRoutes(answer)).toEqual(routes));
});

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.9.9.9', '127.100.200.255', '[::1]', '::1', 'LOCALHOST'])(
    'takes %s',
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each([
    'localhost.example',
    '127.0.0.1.example',
    'not127.0.0.1',
    '128.0.0.1',
    'x.localhost.com',
    'local[host',
    'local]host',
    '0.0.0.0',
    '',
  ])('does not take %s', (host) => expect(isLoopback(host)).toBe(false));
});
