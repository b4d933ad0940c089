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

/**
 * Serves the window's pages, read-only and with the content security policy on every answer: from the first of the
 * folders that has what is asked for.
 */
export function serveApp(session: Session, folders: readonly string[]): void {
  session.protocol.handle(scheme, async (request) => {
    for (const folder of folders) {
      const asset = request.method === 'GET' ? resolveAsset(request.url, folder) : null;
      const body = asset === null ? null : await readFile(asset.file).catch(() => null);
      if (asset === null || body === null) continue;
      return new Response(body, {
        headers: {
          'content-type': asset.mediaType,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      });
    }
    return new Response(null, { status: 404 });
  });
}
