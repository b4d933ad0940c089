import { expect, it } from 'vitest';
import { Scan } from '../../../renderer/state/scan.ts';

const vin = 'WVGZZZ5NZEW069297';

/** Types a text, a key every so many milliseconds, and says what came of Enter. */
function type(text: string, gapMs: number, scan = new Scan(), from = 1_000): string | null {
  let at = from;
  for (const character of text) {
    if (/[A-Z]/.test(character)) scan.hear({ key: 'Shift', timeStamp: at });
    scan.hear({ key: character, timeStamp: at });
    at += gapMs;
  }
  return scan.hear({ key: 'Enter', timeStamp: at });
}

it('knows a scanner by its speed and a VIN by its shape', () => {
  expect(type(vin, 8)).toBe(vin);
  expect(type(vin, 16)).toBe(vin);
  expect(type(`*${vin}*`, 8)).toBe(`*${vin}*`);
  expect(type(`I${vin}`, 8)).toBe(`I${vin}`);
});

it('takes nobody’s typing for a scan, however complete', () => {
  expect(type(vin, 120)).toBeNull();
});

it('takes no other code for a VIN', () => {
  for (const code of [
    '4006381333931',
    'ca09a970-6519-4280-b6a6-65727e2894e3',
    `${vin}X`,
    'WVGZZZ5NZEWO69297',
    // What no car is called, and what a job is.
    'FFFFFFFFFFFFFFFFF',
    '00000000000000000',
    '20260515123456789',
    'NCP10-0012345',
  ])
    expect(type(code, 8)).toBeNull();
});

it('begins anew after a pause, so that what was typed before is no part of it', () => {
  const scan = new Scan();
  scan.hear({ key: 'x', timeStamp: 0 });
  expect(type(vin, 8, scan, 500)).toBe(vin);
});
