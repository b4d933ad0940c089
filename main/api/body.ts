import type { IncomingHttpHeaders } from 'node:http';
import zlib from 'node:zlib';

/** What can be undone of `content-encoding`: a cut-off body gives what of it is there. */
const unpackers: Readonly<Record<string, (body: Buffer, most: number) => Buffer>> = {
  gzip: (body, most) => zlib.gunzipSync(body, { maxOutputLength: most, ...untilCut }),
  'x-gzip': (body, most) => zlib.gunzipSync(body, { maxOutputLength: most, ...untilCut }),
  deflate: (body, most) => zlib.inflateSync(body, { maxOutputLength: most, ...untilCut }),
  br: (body, most) =>
    zlib.brotliDecompressSync(body, {
      maxOutputLength: most,
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
    }),
};
const untilCut = { finishFlush: zlib.constants.Z_SYNC_FLUSH } as const;

/**
 * The body as it was before something on the way packed it. Every request says `accept-encoding: identity`; a proxy or
 * a service that packs all the same must not cost a ticket its number.
 *
 * @param most bytes; what unpacks to more is left packed.
 */
export function unpacked(body: Buffer, headers: IncomingHttpHeaders, most: number): Buffer {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  const unpack = Object.hasOwn(unpackers, coding) ? unpackers[coding] : undefined;
  if (unpack === undefined || body.length === 0) return body;
  try {
    return unpack(body, most);
  } catch {
    return body;
  }
}

/** A body as text: in the character set it names, else UTF-8, else what old servers mean. Without a byte order mark. */
export function textOf(body: Buffer, contentType: string | undefined): string {
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  for (const [charset, fatal] of [[named, false] as const, ['utf-8', true] as const]) {
    if (charset === undefined) continue;
    try {
      return new TextDecoder(charset, { fatal }).decode(body);
    } catch {
      // Not known here, or not what the bytes are.
    }
  }
  return new TextDecoder('windows-1252').decode(body);
}

/**
 * The value of a JSON text; undefined: it is none. Whole numbers too large to be kept exactly come as text, since one of
 * them rounded would be the number of another ticket.
 */
export function jsonOf(text: string): unknown {
  try {
    return /\d{16}/.test(text) ? parse(text, exact) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Reviver = (key: string, value: unknown, written: { readonly source?: string }) => unknown;
/** With what stood in the text, which TypeScript does not know of yet (ECMAScript, "JSON.parse source text access"). */
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

const exact: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '') ? source : value;
