import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVin, judgeVin, normaliseVin, sentVin } from '../../preload/contract/vin.ts';

const vinCharacter = fc.constantFrom(...Array.from('ABCDEFGHJKLMNPRSTUVWXYZ0123456789'));
const anyVin = fc.string({ unit: vinCharacter, minLength: 17, maxLength: 17 });

describe('normaliseVin', () => {
  it.each([
    ['wvgzzz5nzew069297', 'WVGZZZ5NZEW069297'],
    [' WVG-ZZZ 5NZ.EW069297\r\n', 'WVGZZZ5NZEW069297'],
    // Code 39 labels: start and stop characters, and an I before the number.
    ['*WVGZZZ5NZEW069297*', 'WVGZZZ5NZEW069297'],
    ['IWVGZZZ5NZEW069297', 'WVGZZZ5NZEW069297'],
    ['*IWVGZZZ5NZEW069297*', 'WVGZZZ5NZEW069297'],
  ])('understands %j', (typed, vin) => expect(normaliseVin(typed)).toBe(vin));

  it('never cuts anything off the end, and never replaces a character', () => {
    expect(normaliseVin('WVGZZZ5NZEW0692971')).toBe('WVGZZZ5NZEW0692971');
    expect(normaliseVin('WVGZZZ5NZEWO69297')).toBe('WVGZZZ5NZEWO69297');
  });

  it('takes an I off only where exactly one character is too many', () => {
    for (const vin of ['IWVGZZZ5NZEW06929', 'IIWVGZZZ5NZEW069297']) expect(normaliseVin(vin)).toBe(vin);
  });

  it('says the same of what it said already', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const once = normaliseVin(typed);
        // A second I may only go when exactly one character is still too many.
        if (once.length !== 18) expect(normaliseVin(once)).toBe(once);
      }),
    );
  });

  it('finds the number again, however it was typed', () => {
    const between = fc.string({ unit: fc.constantFrom(' ', '-', '.', '*'), maxLength: 2 });
    fc.assert(
      fc.property(anyVin, fc.array(between, { minLength: 18, maxLength: 18 }), (vin, gaps) => {
        const typed = gaps
          .map((gap, at) => gap + (vin[at] ?? ''))
          .join('')
          .toLowerCase();
        expect(normaliseVin(typed)).toBe(vin);
      }),
    );
  });
});

describe('sentVin', () => {
  it.each([
    // A VIN is its 17 characters, however it was typed.
    [' wvg-zzz 5nz.ew069297 ', 'WVGZZZ5NZEW069297'],
    ['*IWVGZZZ5NZEW069297*', 'WVGZZZ5NZEW069297'],
    // In any other number blanks and dashes are part of it.
    ['NCP10-0012345', 'NCP10-0012345'],
    [' jzx100-0098765\n', 'JZX100-0098765'],
    ['115 1234567', '115 1234567'],
    ['*GX81-3012345*', 'GX81-3012345'],
    // What is invisible goes, and what has one meaning is written in one way.
    ['NCP10\u20130012345', 'NCP10-0012345'],
    ['NCP10\u22120012345', 'NCP10-0012345'],
    ['\u200bNCP10-\u00ad0012345\ufeff', 'NCP10-0012345'],
    ['\uff2e\uff23\uff30\uff11\uff10-\uff10\uff10\uff11\uff12\uff13\uff14\uff15', 'NCP10-0012345'],
    ['\u0422\u0410\u00a0 12', 'TA  12'],
    ['\u03a4\u0391\u039c 7', 'TAM 7'],
    // Nothing else is.
    ['straße 7', 'STRAßE 7'],
    ['Ж7', 'Ж7'],
  ])('of %j is %j', (typed, sent) => expect(sentVin(typed)).toBe(sent));

  it('says the same of what it said already, and compares as what was typed does', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[A-Z0-9\-. *]{0,30}$/));
    fc.assert(
      fc.property(typed, (text) => {
        const sent = sentVin(text);
        expect(sentVin(sent)).toBe(sent);
        if (sent.length !== 18) expect(normaliseVin(sent)).toBe(normaliseVin(text));
      }),
    );
  });
});

describe('one car is one number where it is compared', () => {
  it.each([
    [
      'NCP10-0012345',
      ['ncp10-0012345', 'NCP10 0012345', 'NCP100012345', 'NCP10\u20110012345', ' NCP10 - 0012345 '],
    ],
    [
      'WVGZZZ5NZEW069297',
      ['wvg zzz 5nz ew 069297', '\u0415WVGZZZ5NZEW069297'.slice(1), 'WVGZZZ5NZ\u0415W069297'],
    ],
    ['115 1234567', ['1151234567', '115-1234567', '115.1234567']],
  ])('%s', (number, writings) => {
    for (const writing of writings)
      expect([writing, normaliseVin(writing)]).toEqual([writing, normaliseVin(number)]);
  });
});

describe('isVin', () => {
  it('takes a VIN however it is written, and none with anything before or behind it', () => {
    for (const vin of ['WVGZZZ5NZEW069297', ' wvgzzz5nzew069297', 'I*WVGZZZ5NZEW069297'.slice(1)])
      expect([vin, isVin(vin)]).toEqual([vin, true]);
    for (const more of ['1WVGZZZ5NZEW069297', 'WVGZZZ5NZEW0692971', 'VIN WVGZZZ5NZEW069297'])
      expect([more, isVin(more)]).toEqual([more, false]);
  });
});

describe('judgeVin', () => {
  const brief = (typed: string) => {
    const { kind, verdict, code, found, about, suggestion } = judgeVin(typed);
    return {
      kind,
      verdict,
      code,
      ...(found && { found }),
      ...(about && { about }),
      ...(suggestion && { suggestion }),
    };
  };
  const doubt = { kind: 'other', verdict: 'doubtful' } as const;

  it.each([
    'WVGZZZ5NZEW069297',
    'WF0KXXGCBKBJ13223',
    'JFL91010104391010',
    'JFL91010104591010',
    'VF1BB0R0F30123456',
  ])('takes %s, whose check digit does not fit: it binds in North America only', (vin) =>
    expect(brief(vin)).toEqual({ kind: 'vin', verdict: 'fine', code: null }),
  );

  it.each(['1M8GDM9AXKP042788', '1HGCM82633A004352'])('takes the North American %s', (vin) =>
    expect(brief(vin)).toEqual({ kind: 'vin', verdict: 'fine', code: null }),
  );

  it('warns, and no more, of a North American number that does not fit', () => {
    expect(brief('1M8GDM9A1KP042788')).toEqual({ kind: 'vin', verdict: 'fine', code: 'vin.check_digit' });
    expect(brief('5M8GDM9A1KP042788').code).toBe('vin.check_digit');
    expect(brief('6M8GDM9A1KP042788').code).toBeNull();
  });

  it.each(['', ' ', ' - ', '*', '\u200b', '..'])('asks for one where %j says nothing', (typed) =>
    expect(brief(typed)).toEqual({ kind: 'empty', verdict: 'wrong', code: 'required' }),
  );

  it.each([
    'NCP10-0012345',
    'jzx100-0098765',
    'BNR32-012345',
    'GX81-3012345',
    'FD3S-100001',
    'CP9A-0100001',
    'GDB-012345',
  ])('knows the frame number %s, and asks for a look', (typed) =>
    expect(brief(typed)).toEqual({ kind: 'frame-number', verdict: 'doubtful', code: 'vin.frame_number' }),
  );

  it.each([
    ['NCP10 0012345', 'NCP10-0012345'],
    ['ncp10 - 0012345', 'NCP10-0012345'],
    ['BNR32   012345', 'BNR32-012345'],
  ])('offers the dash of %j', (typed, suggestion) =>
    expect(brief(typed)).toEqual({
      kind: 'frame-number',
      verdict: 'doubtful',
      code: 'vin.frame_number',
      suggestion,
    }),
  );

  it.each([
    ['NCP10-OO12345', 7, 'O', 'NCP10-0012345'],
    ['NCP10 001234I', 13, 'I', 'NCP10-0012341'],
  ])('offers digits for the letters in the digits of %s', (typed, found, about, suggestion) =>
    expect(brief(typed)).toEqual({
      kind: 'frame-number',
      verdict: 'doubtful',
      code: 'vin.lookalike',
      found,
      about,
      suggestion,
    }),
  );

  it.each([
    ['WVGZZZ5NZEWO6929I', 12, 'O', 'WVGZZZ5NZEW069291'],
    ['WVGZZZ5NZEW06929I', 17, 'I', 'WVGZZZ5NZEW069291'],
    ['wvg zzz 5nz qw o69297', 10, 'Q', 'WVGZZZ5NZ0W069297'],
  ])('offers 1 and 0 for I, O and Q, and names the first: %s', (typed, found, about, suggestion) =>
    expect(brief(typed)).toEqual({ ...doubt, code: 'vin.lookalike', found, about, suggestion }),
  );

  it.each([
    ['WVGZZZ5NZEW06929', 16],
    ['WVGZZZ5NZEW0692971', 18],
    // A car before 1981, a trailer, a prototype, a piece of a VIN.
    ['115 1234567', 10],
    ['1102345678', 10],
    ['TR 4711-B', 7],
    ['PROTO-07', 7],
    ['WVG', 3],
    ['AB 123456', 8],
  ])('counts %s', (typed, found) => expect(brief(typed)).toEqual({ ...doubt, code: 'vin.length', found }));

  it.each([
    ['WVGZZZ5NZEW06929Ä', 17, 'Ä (U+00C4)'],
    ['WVGZZZ5NZEW06929_', 17, '_ (U+005F)'],
    ['911/1234', 4, '/ (U+002F)'],
    ['TR\u{1F69B}7', 3, '\u{1F69B} (U+1F69B)'],
    ['Ж7', 1, 'Ж (U+0416)'],
  ])('names the character of %s that no VIN has', (typed, found, about) =>
    expect(brief(typed)).toEqual({ ...doubt, code: 'vin.characters', found, about }),
  );

  it('offers the one VIN that stands among other words', () => {
    expect(brief('VIN: wvgzzz5nzew069297').suggestion).toBe('WVGZZZ5NZEW069297');
    expect(brief('VIN: WVGZZZ5NZEW069297, WF0KXXGCBKBJ13223').suggestion).toBeUndefined();
  });

  it.each(['20260515123456789', '00340001234567891'])(
    'asks for a look at %s, which is digits alone',
    (typed) => expect(brief(typed)).toEqual({ ...doubt, code: 'vin.digits' }),
  );

  it.each([
    'AAAAAAAAAAAAAAAAA',
    'FFFFFFFFFFFFFFFFF',
    '00000000000000000',
    '11111111111111111',
    '0000',
    '12345678901234567',
    '01234567890123456',
    '98765432109876543',
    '1234567890ABCDEFG',
    'ABCDEFGHJKLMNPRST',
    'WBA00000000000000',
    'WVWZZZ1KZFFFFFFFF',
    'WVWXXXXXXXXXXXXXX',
    'VF199999999912345',
    '0F0F0F0F0F0F0F0F0',
    '1234123412341234',
    'NOT PROGRAMMED',
    'unknown',
    'NO VIN 0',
    'PLEASEASKTHEOWNER',
  ])('says that no car is called %s', (typed) =>
    expect(brief(typed)).toEqual({ kind: 'nonsense', verdict: 'doubtful', code: 'vin.no_car' }),
  );

  it.each([
    'ZFA31200000000001',
    'WVWZZZ1KZ6W000001',
    'WVWZZZ1KZ6W123456',
    'TRUZZZ8N111111123',
    'VF1AAAAA555555678',
  ])('believes %s, which real cars are called like', (vin) =>
    expect(brief(vin)).toEqual({ kind: 'vin', verdict: 'fine', code: null }),
  );

  it.each([
    ['WVGZZZ5N\u0000EW069297', 9, 'WVGZZZ5NEW069297'],
    ['NCP10\u001d-0012345', 6, 'NCP10-0012345'],
    ['\u0007', 1, undefined],
    ['TR\ud8007', 3, 'TR7'],
  ])('cannot send %j, and names the place', (typed, found, suggestion) =>
    expect(brief(typed)).toEqual({
      kind: 'other',
      verdict: 'wrong',
      code: 'vin.control',
      found,
      ...(suggestion && { suggestion }),
    }),
  );

  it('cannot send what is longer than anything that was ever meant', () => {
    expect(brief('TR 4711-B7'.repeat(10)).code).toBe('vin.length');
    expect(brief(`${'TR 4711-B7'.repeat(10)}7`)).toEqual({
      kind: 'other',
      verdict: 'wrong',
      code: 'text.long',
      found: 100,
    });
  });

  it('judges what is sent, and offers no I, O or Q for another', () => {
    const typed = fc.oneof(anyVin, fc.string(), fc.stringMatching(/^[A-Z0-9\-. OIQ]{1,20}$/));
    fc.assert(
      fc.property(typed, (text) => {
        const verdict = judgeVin(text);
        expect(verdict.text).toBe(sentVin(text));
        expect(judgeVin(verdict.text)).toEqual(verdict);
        expect(isVin(text)).toBe(verdict.kind === 'vin');
        if (verdict.code === 'vin.lookalike')
          expect(judgeVin(verdict.suggestion ?? '').code).not.toBe('vin.lookalike');
      }),
    );
  });
});
