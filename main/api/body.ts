import type { IncomingHttpHeaders } from 'node:http';
import zlib from 'node:zlib';

/** What can be undone of `content-encoding`: a cut-off body gives what of it is there. */
const unpackers: Readonly<Record<string, (body: Buffer, most: number) => Buffer>> = {
  gzip: (body, most) => zlib.gunzipSync(body, { maxOutputLength: most, ...untilCut }),
  'x-gzip': (body, most) => zlib.gunzipSync(body, { maxOutputLength: most, ...untilCut }),
  deflate: inflated,
  br: (body, most) =>
    zlib.brotliDecompressSync(body, {
      maxOutputLength: most,
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
    }),
};
const untilCut = { finishFlush: zlib.constants.Z_SYNC_FLUSH } as const;

/** Some servers leave the header of zlib out (RFC 9110, 8.4.1.2). */
function inflated(body: Buffer, most: number): Buffer {
  const options = { maxOutputLength: most, ...untilCut };
  try {
    return zlib.inflateSync(body, options);
  } catch {
    return zlib.inflateRawSync(body, options);
  }
}

/**
 * The body as it was before something on the way packed it. Every request says `accept-encoding: identity`; a proxy or
 * a service that packs all the same must not cost a ticket its number.
 *
 * @param most bytes; what unpacks to more is left packed.
 */
export function unpacked(body: Buffer, headers: IncomingHttpHeaders, most: number): Buffer {
  const codings = (headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  // Packed in this order; more than two layers has nobody but who means harm.
  if (body.length === 0 || codings.length > 2) return body;
  try {
    return codings.reduceRight((packed, coding) => unpackerOf(coding)(packed, most), body);
  } catch {
    return body;
  }
}

/** @throws where nothing can undo it. */
function unpackerOf(coding: string): (body: Buffer, most: number) => Buffer {
  const unpack = Object.hasOwn(unpackers, coding) ? unpackers[coding] : undefined;
  if (unpack === undefined) throw new Error(`content-encoding ${coding}`);
  return unpack;
}

/**
 * A body as text: in the encoding that its byte order mark says, else UTF-16 where it begins like JSON in that, else in
 * the character set it names where its bytes are that, else UTF-8, else what old servers mean. Without a mark, and without
 * replacement characters where anything fits. Half a character at the end of a body that was cut off is left out.
 */
export function textOf(body: Buffer, contentType: string | undefined): string {
  const named = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  for (const charset of [markOf(body), inWideJson(body), named, 'utf-8']) {
    if (charset === undefined) continue;
    try {
      return new TextDecoder(charset, { fatal: true }).decode(body, { stream: true });
    } catch {
      // Not known here, or not what the bytes are.
    }
  }
  return new TextDecoder('windows-1252').decode(body);
}

/** It says more than a name that a server puts before whatever it sends. */
function markOf([a, b, c]: Buffer): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

/** JSON begins with ASCII, of which UTF-16 makes every other byte NUL (RFC 4627, 3). */
function inWideJson([a, b, c, d]: Buffer): string | undefined {
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : undefined;
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
