import type { Encoding, NotText } from '../preload/contract/not-text.ts';

/** The text that could be read, and what stands behind it that could not; null: nothing. */
export interface Decoded {
  readonly text: string;
  readonly fault: NotText | null;
}

/** What is read: UTF-8, and UTF-16, which Windows tools write (PowerShell's `>`, "Unicode" in an editor). */
type Readable = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE';
const labels = { 'UTF-8': 'utf-8', 'UTF-16 LE': 'utf-16le', 'UTF-16 BE': 'utf-16be' } as const;

/** As many bytes as tell the encoding. */
const HEAD = 4;

/**
 * Makes text of bytes that come in chunks of any size, and nothing that does not stand there: no replacement characters.
 * Marks of the byte order at the beginning are no part of the text. After a fault nothing more is read.
 */
export class Decoder {
  #encoding: Readable | null = null;
  /** The beginning of what was not read yet: the head of the file, or of a character that goes on in the next chunk. */
  #rest: Uint8Array = new Uint8Array();
  #offset = 0;
  #line = 1;
  #column = 1;
  #hasBegun = false;
  /** Whether a character of several bytes was read as UTF-8: by chance, hardly anything else has one. */
  #isCertain = false;

  push(chunk: Uint8Array): Decoded {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (this.#encoding === null && bytes.length < HEAD) return this.#keep(bytes, { text: '', fault: null });
    return this.#read(bytes);
  }

  /** To be called at the end: half a character is none. */
  end(): Decoded {
    const read = this.#read(this.#rest);
    return read.fault !== null || this.#rest.length === 0 ? read : { ...read, fault: this.#fault('broken') };
  }

  #read(bytes: Uint8Array): Decoded {
    const encoding = (this.#encoding ??= this.#encodingOf(bytes));
    if (encoding === null) return { text: '', fault: this.#fault('encoding', 'UTF-32') };
    const whole = bytes.length - unfinished(bytes, encoding);
    const text = decoded(bytes.subarray(0, whole), encoding);
    if (text !== null) return this.#keep(bytes.subarray(whole), this.#take(text, encoding));
    const end = endOfSound(bytes.subarray(0, whole), encoding);
    const sound = this.#take(decoded(bytes.subarray(0, end), encoding) ?? '', encoding);
    return sound.fault === null ? { ...sound, fault: this.#wrong(bytes[end] ?? 0) } : sound;
  }

  /** A copy: whoever reads the file uses the same memory for the next chunk. */
  #keep(bytes: Uint8Array, read: Decoded): Decoded {
    this.#rest = new Uint8Array(bytes);
    return read;
  }

  /** By its mark, else by the NUL in every other byte that ASCII has in UTF-16: every file of ours begins with ASCII. */
  #encodingOf(bytes: Uint8Array): Readable | null {
    const [a = 1, b = 1, c = 1, d = 1] = bytes;
    const isLittle = a === 0xff && b === 0xfe;
    if (isLittle ? c + d === 0 : a + b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d !== 0)))
      return null;
    if (a !== 0 && b + c + d === 0) return null;
    if (isLittle || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'UTF-16 LE';
    const isBig = (a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0);
    return isBig ? 'UTF-16 BE' : 'UTF-8';
  }

  /** Text that is to be given out, up to a NUL, which none of our files has. */
  #take(text: string, encoding: Readable): Decoded {
    const nul = text.indexOf('\0');
    const sound = nul === -1 ? text : text.slice(0, nul);
    const size = Buffer.byteLength(sound, encoding === 'UTF-8' ? 'utf8' : 'utf16le');
    const plain = this.#hasBegun ? sound : sound.replace(/^\uFEFF+/, '');
    this.#offset += size;
    this.#hasBegun ||= plain !== '';
    this.#isCertain ||= encoding === 'UTF-8' && size > sound.length;
    const last = plain.lastIndexOf('\n');
    if (last !== -1) {
      this.#line += plain.split('\n').length - 1;
      this.#column = 1;
    }
    // Most text is ASCII, where each byte is a character: nothing needs to be looked at.
    const tail = size === sound.length ? '' : plain.slice(last + 1);
    this.#column += plain.length - (last + 1) - (tail.match(/[\uDC00-\uDFFF]/g)?.length ?? 0);
    return { text: plain, fault: nul === -1 ? null : this.#fault('nul') };
  }

  /** What the first byte that is none of the encoding's says of the file. */
  #wrong(byte: number): NotText {
    if (this.#encoding !== 'UTF-8' || this.#isCertain) return this.#fault('broken');
    return this.#fault('encoding', notInWindows1252.has(byte) ? null : 'Windows-1252');
  }

  #fault(why: NotText['why'], encoding: Encoding | null = this.#encoding): NotText {
    return { why, encoding, offset: this.#offset, line: this.#line, column: this.#column };
  }
}

/** Text of a whole file. */
export function decode(bytes: Uint8Array): Decoded {
  const decoder = new Decoder();
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const { text, fault } = decoder.push(bytes.subarray(at, at + CHUNK));
    texts.push(text);
    if (fault !== null) return { text: texts.join(''), fault };
  }
  const { text, fault } = decoder.end();
  return { text: [...texts, text].join(''), fault };
}

/** Where something is wrong is searched for in a piece, and not in a file of megabytes. */
const CHUNK = 64 * 1024;

/** The same in English words, for whoever wrote the file. */
export function explainNotText({ why, encoding, offset, line, column }: NotText): string {
  const place = `line ${line}, column ${column}, byte ${offset}`;
  const what = {
    encoding: `The file is no UTF-8 (${place}): ${encoding === null ? 'its encoding is not known' : `it seems to be ${encoding}`}.`,
    broken: `The file is damaged: there are bytes that no ${encoding ?? 'text'} has (${place}).`,
    nul: `The file is damaged: there is a NUL character in it (${place}).`,
  };
  return `${what[why]} ${why === 'nul' ? 'Write it anew.' : 'Save it as UTF-8.'}`;
}

/** Five bytes mean nothing there. */
const notInWindows1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function decoded(bytes: Uint8Array, encoding: Readable): string | null {
  try {
    return new TextDecoder(labels[encoding], { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Where the first bytes begin that are no character, in bytes of which some are none. */
function endOfSound(bytes: Uint8Array, encoding: Readable): number {
  const soundEnd = (length: number) => length - unfinished(bytes.subarray(0, length), encoding);
  let [sound, wrong] = [0, bytes.length];
  while (wrong - sound > 1) {
    const middle = (sound + wrong) >> 1;
    if (decoded(bytes.subarray(0, soundEnd(middle)), encoding) === null) wrong = middle;
    else sound = middle;
  }
  return soundEnd(sound);
}

/** How many bytes at the end are the beginning of a character that goes on in the next chunk. */
function unfinished(bytes: Uint8Array, encoding: Readable): number {
  if (encoding !== 'UTF-8') {
    const half = bytes.length % 2;
    const high = bytes[bytes.length - half - (encoding === 'UTF-16 LE' ? 1 : 2)] ?? 0;
    return half + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
  }
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
