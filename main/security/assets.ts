import { extname, join } from 'node:path';

export const scheme = 'app';
const host = 'workshop';
/** The one origin of the window. */
export const appOrigin = `${scheme}://${host}`;
export const appUrl = `${appOrigin}/index.html`;
/** In development only: scripts/build.ts. */
export const designUrl = `${appOrigin}/design.html`;

/** What the window's pages consist of. A file of another kind is not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

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
  if (url.protocol !== `${scheme}:` || url.host !== host || url.username !== '' || url.password !== '')
    return null;
  const segments = url.pathname.slice(1).split('/');
  const mediaType = mediaTypes[extname(url.pathname)];
  if (mediaType === undefined || !segments.every((segment) => /^[\w-][\w.-]*$/.test(segment))) return null;
  return { file: join(root, ...segments), mediaType };
}
