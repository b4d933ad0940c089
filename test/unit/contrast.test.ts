import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channels, contrast, pairs } from '../../renderer/design/contrast.ts';

const css = readFileSync(new URL('../../renderer/ui/tokens.css', import.meta.url), 'utf8');

/** The custom properties of one rule. */
function declared(selector: string): Map<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
const light = declared(':root');
const dark = new Map([...light, ...declared(":root[data-theme='dark']")]);

describe('contrast', () => {
  it('is counted as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2);
    expect(channels('rgb(0 0 0 / 45%)')).toBeNull();
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('is enough for every pair that is used, in the %s theme', (_name, tokens) => {
    const tooLittle = pairs.flatMap(({ colour, on, least }) => {
      const ratio = contrast(tokens.get(colour) ?? '', tokens.get(on) ?? '');
      return ratio !== null && ratio >= least
        ? []
        : [`${colour} on ${on}: ${ratio?.toFixed(2) ?? 'no colour'}`];
    });
    expect(tooLittle).toEqual([]);
  });
});
