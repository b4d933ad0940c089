import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, Decoder, explainNotText } from '../../main/decoding.ts';

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** Read in pieces of a size, as a file comes in. */
function inPieces(bytes: Uint8Array, size: number) {
  const decoder = new Decoder();
  let text = '';
  // The same memory for each piece, as whoever reads a file has it.
  const memory = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = Math.min(size, bytes.length - at);
    memory.set(bytes.subarray(at, at + length));
    const read = decoder.push(memory.subarray(0, length));
    text += read.text;
    if (read.fault !== null) return { text, fault: read.fault };
  }
  const end = decoder.end();
  return { text: text + end.text, fault: end.fault };
}

describe('bytes become text', () => {
  // Without a mark of its own at the beginning, and without NUL and halves of characters, which no file has.
  const content = fc
    .string({ unit: 'binary', maxLength: 60 })
    .map((text) => `{"${text.replaceAll(/[\0\p{Cs}]/gu, '')}"}`);

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', (text) => swapped(`\uFEFF${text}`)],
    ['UTF-16 LE without a mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without a mark', (text) => swapped(text)],
  ])('in %s, in pieces of any size', (_name, write) => {
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 9 }), (text, size) => {
        // Whether "{" and the next are ASCII both is what tells UTF-16 without a mark; here they are.
        expect(inPieces(write(text), size)).toEqual({ text, fault: null });
        expect(decode(write(text))).toEqual({ text, fault: null });
      }),
    );
  });

  it.each(['', '{', '{}', 'ü', '€'])('also of very few bytes: %j', (text) => {
    expect(decode(Buffer.from(text))).toEqual({ text, fault: null });
    expect(inPieces(Buffer.from(text), 1)).toEqual({ text, fault: null });
  });

  it('of a file of many pieces', () => {
    const text = '{"€uro": "ü"}\n'.repeat(20_000);
    expect(decode(Buffer.from(text)).text).toBe(text);
    expect(decode(Buffer.from(text, 'utf16le')).text).toBe(text);
  });

  it('and a mark within them stays', () => {
    expect(decode(Buffer.from('{"\uFEFF"}')).text).toBe('{"\uFEFF"}');
  });
});

describe('bytes that are no text', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');
  it.each<[string, Uint8Array, string, object]>([
    [
      'Windows-1252',
      latin('{"a":\n"ö"}'),
      '{"a":\n"',
      { why: 'encoding', encoding: 'Windows-1252', offset: 7, line: 2, column: 2 },
    ],
    [
      'after a mark',
      latin('\xef\xbb\xbf{"\xe4b"}'),
      '{"',
      { why: 'broken', encoding: 'UTF-8', offset: 5, line: 1, column: 3 },
    ],
    [
      'what nobody knows',
      latin('{"\x81b"}'),
      '{"',
      { why: 'encoding', encoding: null, offset: 2, line: 1, column: 3 },
    ],
    [
      'damaged UTF-8',
      latin('{"\xc3\xa4\xe4b"}'),
      '{"ä',
      { why: 'broken', encoding: 'UTF-8', offset: 4, line: 1, column: 4 },
    ],
    [
      'UTF-8 cut off',
      latin('{"a"}\xe2\x82'),
      '{"a"}',
      { why: 'broken', encoding: 'UTF-8', offset: 5, line: 1, column: 6 },
    ],
    [
      'half a pair',
      Buffer.from('{"\uD83Da"}', 'utf16le'),
      '{"',
      { why: 'broken', encoding: 'UTF-16 LE', offset: 4, line: 1, column: 3 },
    ],
    [
      'the other half',
      swapped('\uFEFF{"\u{1F697}\uDE97"}'),
      '{"\u{1F697}',
      { why: 'broken', encoding: 'UTF-16 BE', offset: 10, line: 1, column: 4 },
    ],
    [
      'half a unit',
      Buffer.concat([swapped('{}'), latin('\0')]),
      '{}',
      { why: 'broken', encoding: 'UTF-16 BE', offset: 4, line: 1, column: 3 },
    ],
    ['a NUL', latin('{\n"\0"}'), '{\n"', { why: 'nul', encoding: 'UTF-8', offset: 3, line: 2, column: 2 }],
    [
      'a NUL after letters of several bytes',
      Buffer.from('{"ü€\0"}'),
      '{"ü€',
      { why: 'nul', encoding: 'UTF-8', offset: 7, line: 1, column: 5 },
    ],
    [
      'a NUL of UTF-16',
      Buffer.from('{"\0"}', 'utf16le'),
      '{"',
      { why: 'nul', encoding: 'UTF-16 LE', offset: 4, line: 1, column: 3 },
    ],
    [
      'nothing but NUL',
      Buffer.alloc(4096),
      '',
      { why: 'nul', encoding: 'UTF-8', offset: 0, line: 1, column: 1 },
    ],
    [
      'UTF-32',
      latin('\xff\xfe\0\0{\0\0\0'),
      '',
      { why: 'encoding', encoding: 'UTF-32', offset: 0, line: 1, column: 1 },
    ],
    [
      'UTF-32 BE',
      latin('\0\0\xfe\xff\0\0\0{'),
      '',
      { why: 'encoding', encoding: 'UTF-32', offset: 0, line: 1, column: 1 },
    ],
    [
      'UTF-32 BE without a mark',
      latin('\0\0\0{\0\0\0}'),
      '',
      { why: 'encoding', encoding: 'UTF-32', offset: 0, line: 1, column: 1 },
    ],
  ])('are told with their place: %s', (_name, bytes, text, fault) => {
    expect(decode(bytes)).toEqual({ text, fault });
    for (const size of [1, 2, 3, 5]) expect(inPieces(bytes, size)).toEqual({ text, fault });
  });

  it('are found far within a large file', () => {
    const bytes = Buffer.concat([Buffer.from('{"a": "ü"}\n'.repeat(30_000)), latin('  \xff')]);
    expect(decode(bytes).fault).toEqual({
      why: 'broken',
      encoding: 'UTF-8',
      offset: 360_002,
      line: 30_001,
      column: 3,
    });
  });

  it('never become replacement characters, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
        const { text, fault } = decode(bytes);
        expect(inPieces(bytes, size)).toEqual({ text, fault });
        // The bytes of the one that stands there itself.
        const signs = Buffer.from(bytes).toString('latin1');
        if (!/\xef\xbf\xbd|\xfd\xff|\xff\xfd/.test(signs)) expect(text).not.toContain('\uFFFD');
      }),
    );
  });

  it('are explained in a sentence', () => {
    const at = { offset: 7, line: 2, column: 3 };
    expect(explainNotText({ why: 'encoding', encoding: 'Windows-1252', ...at })).toBe(
      'The file is no UTF-8 (line 2, column 3, byte 7): it seems to be Windows-1252. Save it as UTF-8.',
    );
    expect(explainNotText({ why: 'encoding', encoding: null, ...at })).toBe(
      'The file is no UTF-8 (line 2, column 3, byte 7): its encoding is not known. Save it as UTF-8.',
    );
    expect(explainNotText({ why: 'broken', encoding: 'UTF-16 LE', ...at })).toBe(
      'The file is damaged: there are bytes that no UTF-16 LE has (line 2, column 3, byte 7). Save it as UTF-8.',
    );
    expect(explainNotText({ why: 'nul', encoding: 'UTF-8', ...at })).toBe(
      'The file is damaged: there is a NUL character in it (line 2, column 3, byte 7). Write it anew.',
    );
  });
});
