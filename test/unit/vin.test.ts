import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkVin, isVin, normaliseVin } from '../../main/tickets/vin.ts';

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

describe('isVin', () => {
  it('takes a VIN, and none with anything before or behind it', () => {
    expect(isVin('WVGZZZ5NZEW069297')).toBe(true);
    for (const more of ['1WVGZZZ5NZEW069297', 'WVGZZZ5NZEW0692971', ' WVGZZZ5NZEW069297'])
      expect([more, isVin(more)]).toEqual([more, false]);
  });
});

describe('checkVin', () => {
  it.each(['WVGZZZ5NZEW069297', 'WF0KXXGCBKBJ13223', 'JFL91010104391010', 'JFL91010104591010'])(
    'takes %s, whose check digit does not fit: it binds in North America only',
    (vin) => expect(checkVin(vin)).toBeNull(),
  );

  it.each(['1M8GDM9AXKP042788', '11111111111111111', '1HGCM82633A004352'])(
    'takes the North American %s',
    (vin) => expect(checkVin(vin)).toBeNull(),
  );

  it('warns, and no more, of a North American number that does not fit', () => {
    expect(checkVin('1M8GDM9A1KP042788')).toEqual({ code: 'vin.check_digit', severity: 'warning' });
  });

  it('offers 1 and 0 for I, O and Q', () => {
    expect(checkVin('WVGZZZ5NZEWO6929I')).toEqual({
      code: 'vin.lookalike',
      severity: 'error',
      suggestion: 'WVGZZZ5NZEW069291',
      found: 17,
    });
  });

  it.each([
    ['WVGZZZ5NZEW06929', 16],
    ['WVGZZZ5NZEW0692971', 18],
  ])('counts %s', (vin, found) => expect(checkVin(vin)).toMatchObject({ code: 'vin.length', found }));

  it('names characters that no VIN has', () => {
    expect(checkVin('WVGZZZ5NZEW06929Ä')?.code).toBe('vin.characters');
    expect(checkVin('WVGZZZ5NZEW06929_')?.code).toBe('vin.characters');
  });

  it('has no error for exactly what is a VIN', () => {
    fc.assert(
      fc.property(fc.oneof(anyVin, fc.string({ maxLength: 20 })), (text) => {
        const vin = normaliseVin(text);
        expect(checkVin(vin)?.severity !== 'error').toBe(isVin(vin));
      }),
    );
  });
});
