/** Bytes that are no UTF-8, in the line that comes after this text. */
export interface NotUtf8 {
  readonly before: string;
}

/** Makes text of bytes that come in chunks, and takes nothing that is no UTF-8: no replacement characters, no guesses. */
export class Utf8 {
  #rest: Uint8Array = new Uint8Array();
  #isFirst = true;

  push(chunk: Uint8Array): string | NotUtf8 {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - unfinished(bytes);
    // A copy: whoever reads the file uses the same memory for the next chunk.
    this.#rest = new Uint8Array(bytes.subarray(whole));
    return this.#decode(bytes.subarray(0, whole));
  }

  /** To be called at the end: half a character is none. */
  end(): NotUtf8 | null {
    return this.#rest.length === 0 ? null : { before: '' };
  }

  #decode(bytes: Uint8Array): string | NotUtf8 {
    const text = decoded(bytes);
    if (text === null) return { before: linesBefore(bytes) };
    if (!this.#isFirst || text === '') return text;
    this.#isFirst = false;
    // The mark that Windows editors put at the beginning.
    return text.replace(/^\uFEFF/, '');
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How many bytes at the end are the beginning of a character that goes on in the next chunk. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** The lines before the one at fault. No byte of a longer character is a line break: each can be looked at by itself. */
function linesBefore(bytes: Uint8Array): string {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start) + 1;
    if (end === 0 || decoded(bytes.subarray(start, end)) === null)
      return decoded(bytes.subarray(0, start)) ?? '';
    start = end;
  }
}
