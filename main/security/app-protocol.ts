import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';

const scheme = 'app';
const host = 'workshop';
/** The one origin of the window. `new URL('app://workshop/…').origin` says the same once the scheme is standard. */
export const appOrigin = `${scheme}://${host}`;
export const appUrl = `${appOrigin}/index.html`;

/** What the window's pages consist of. A file of another kind is not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Serves the window's pages from `root`, read-only and with the content security policy on every answer. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(scheme, async (request) => {
    const asset = request.method === 'GET' ? resolveAsset(request.url, root) : null;
    if (asset === null) return new Response(null, { status: 404 });
    try {
      const body = await readFile(asset.file);
      return new Response(body, {
        headers: {
          'content-type': asset.mediaType,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

/**
 * The file that an address of ours stands for, or null. Only plain names are let through, segment by segment: no
 * `..` in any spelling, no backslash, drive letter, hidden file or NUL can come out of it.
 */
export function resolveAsset(address: string, root: string): { file: string; mediaType: string } | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== `${scheme}:` || url.host !== host || url.username !== '' || url.password !== '') return null;
  const segments = url.pathname.slice(1).split('/');
  const mediaType = mediaTypes[extname(url.pathname)];
  if (mediaType === undefined || !segments.every((segment) => /^[\w-][\w.-]*$/.test(segment))) return null;
  return { file: join(root, ...segments), mediaType };
}
