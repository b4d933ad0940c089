import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainCode,
  plainName,
  plainNumber,
  plainText,
  strangerIn,
  unseenAt,
  visible,
} from '../../preload/contract/clean.ts';

/** Any text, without the tables that fast-check makes for its own. */
const codePoints = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units).replaceAll(/\p{Cs}/gu, ''));

describe('a code, as it is meant', () => {
  it.each([
    ['zero-width marks', '\u200b1\u200c2\u200d3\u2060\ufeff', '123'],
    ['marks of direction', '\u202a\u200e12\u200f3\u202c\u2066\u2069\u061c', '123'],
    ['a soft hyphen', '12\u00ad3', '123'],
    ['control characters, also those of a scanner', '\u00001\u001d2\u00043\u007f\u0085', '123'],
    ['marks that choose a form', '1\ufe0f2\u{e0101}3', '123'],
    ['fillers', '\u3164A\u115f\u1160\uffa0', 'A'],
    ['blanks of all kinds', '1\u00a02\u202f3\u20094\u30005\u28006', '1 2 3 4 5 6'],
    ['full width', 'ＷＶＧ－１２３ａ', 'WVG-123a'],
    ['mathematics', '𝐖𝟏𝟚', 'W12'],
    ['dashes', '‐‑‒–—―−⁃﹣－-', '-----------'],
    ['quotes', '‘a’ “b” „c‟ «d» ′ ″', `'a' "b" "c" "d" ' "`],
    ['Cyrillic twins', 'АВЕКМНОРСТУХ ЅІЈ аесорх', 'ABEKMHOPCTYX SIJ aecopx'],
    ['Greek twins', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ['twins among Latin letters', 'WVGZZZ5NZ\u0415W069297', 'WVGZZZ5NZEW069297'],
  ])('is without or beyond %s', (_what, typed, meant) => expect(plainCode(typed)).toBe(meant));

  it.each(['СКИДКА', 'Ж', 'ΔΕΛΤΑ', 'ν', 'µ', 'ü', 'ß', 'ı', '٣', 'I1O0', 'Ωx', '部'])(
    'stays what it is where it has no one meaning: %s',
    (typed) => expect(plainCode(typed)).toBe(typed),
  );

  it('keeps tabs and ends of lines, which are blanks', () =>
    expect(plainCode('1\t2\r\n3')).toBe('1\t2\r\n3'));

  it('says the same of what it said already', () => {
    fc.assert(
      fc.property(codePoints, (typed) => {
        expect(plainCode(plainCode(typed))).toBe(plainCode(typed));
        expect(visible(visible(typed))).toBe(visible(typed));
      }),
    );
  });

  it('is what it is in ASCII', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(plainCode(typed)).toBe(typed);
      }),
    );
  });
});

describe('a number, as it is meant', () => {
  it.each([
    ['\u200e51,985\u00a0104', '51.985104'],
    ['−5.5', '-5.5'],
    ['１２', '12'],
    ['1,234.5', '1,234.5'],
    ['1,2,3', '1,2,3'],
    ['', ''],
  ])('%j is %j', (typed, meant) => expect(plainNumber(typed)).toBe(meant));
});

describe('a text of people for people', () => {
  it.each([
    ['an emoji of several', '\u{1F468}\u200D\u{1F527}'],
    ['one with a colour of skin', '\u{1F468}\u{1F3FD}\u200D\u{1F527}'],
    ['one with a mark of its form', '\u2764\uFE0F\u200D\u{1F525}'],
    ['a flag of tags', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['Persian', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['Hindi', '\u0915\u094d\u200d\u0937'],
    ['Sinhala', '\u0DC1\u0DCA\u200D\u0DBB\u0DD3'],
    ['Thai', '\u0e20\u0e32\u0e29\u0e32\u200b\u0e44\u0e17\u0e22'],
    ['Hebrew', '\u05e9\u05dc\u05d5\u05dd'],
    ['Cyrillic and Greek', 'Привет, Γειά'],
    ['full width, dashes and quotes', 'Ｗ – „x“'],
    ['blanks that do not break', '12\u00a0345\u202f€'],
    ['tabs and ends of lines', 'a\tb\r\nc\u2028d'],
  ])('stays as it was written: %s', (_what, text) => expect(plainText(text)).toBe(text));

  it.each([
    ['control characters', 'a\u0000b\u0007c\u0085d\u009f', 'abcd'],
    ['marks of direction', '\u202Ea\u200Eb\u2067c\u2069', 'abc'],
    ['a byte order mark', '\uFEFFa\uFEFF', 'a'],
    ['soft hyphens and word joiners', 'So\u00ADft\u2060ware', 'Software'],
    ['zero-width marks among Latin letters', 'V\u200Bo\u200Cl\u200Dvo', 'Volvo'],
    ['a joiner that joins nothing', '\u{1F468}\u200D', '\u{1F468}'],
    ['tags of no flag', 'a\u{E0067}', 'a'],
  ])('loses %s', (_what, text, plain) => expect(plainText(text)).toBe(plain));

  it('says the same of what it said already, mostly at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = plainText(text);
        expect(plainText(plain)).toBe(plain);
      }),
    );
  });

  it('of any length is read at once', () => {
    for (const text of ['\u{E0067}', '\u200c', '\u094d', '\u{1F468}\u200D', 'a\u200b'])
      expect(plainText(`\u{1F3F4}\u0915${text.repeat(30_000)}`).length).toBeGreaterThan(0);
  });

  it('is on one line where it is a name', () => {
    expect(plainName('\u202A Tow\tbar\r\ncoding\u2028\u200e ')).toBe('Tow bar coding');
  });
});

describe('the sign that does not belong there', () => {
  it.each([
    ['12Ж4', 'Ж (U+0416)', 3],
    ['\u200b\u202a12\u00ad Ж', 'Ж (U+0416)', 4],
    ['1\u{1F697}', '\u{1F697} (U+1F697)', 2],
    ['1e5', 'e (U+0065)', 2],
    ['1\ud83d', 'U+D83D', 2],
  ])('of %j is told as it looks, with its number and its place', (typed, about, place) => {
    expect(strangerIn(typed, /[\d\s]/)).toEqual({ about, place });
  });

  it('is none that has one meaning', () => {
    expect(strangerIn('１\u200b\u00a0２', /[\d\s]/)).toBeNull();
  });

  it('may be one of which nobody can say what it means here', () => {
    expect(strangerIn('a–b', /[a-z-]/)).toBeNull();
    expect(strangerIn('a–b', /[a-z-]/, /–/)).toEqual({ about: '– (U+2013)', place: 2 });
  });
});

describe('a place in JSON where something else must stand', () => {
  it.each([
    ['{\u00a0}', 1, 'U+00A0'],
    ['{“a”}', 1, '“ (U+201C)'],
    ['{\ufeff}', 1, 'U+FEFF'],
    ['{x}', 1, ''],
    ['{\n}', 1, ''],
    ['{', 1, ''],
  ])('%j at %i: %j', (json, offset, said) => expect(unseenAt(json, offset)).toBe(said));
});
