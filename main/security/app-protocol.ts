import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { resolveAsset, scheme } from './assets.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
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
