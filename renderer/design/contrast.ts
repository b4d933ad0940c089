/** Contrast as WCAG 2 counts it, and which of our colours stand on which. */

/** Red, green and blue of `#rrggbb`, `rgb(…)` or `#rgb`; null: another way of writing. */
export function channels(colour: string): readonly [number, number, number] | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim())?.[1];
  if (hex === undefined) return null;
  const digits = hex.length === 3 ? Array.from(hex, (digit) => digit + digit) : (hex.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0] = digits.map((two) => parseInt(two, 16));
  return [red, green, blue];
}

function luminance(colour: readonly [number, number, number]): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white); null where one of them is no plain colour. */
export function contrast(one: string, other: string): number | null {
  const [first, second] = [channels(one), channels(other)];
  if (first === null || second === null) return null;
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 1.4.3 and 1.4.11, level AA. */
export const TEXT = 4.5;
export const SHAPE = 3;

export interface Pair {
  readonly colour: string;
  readonly on: string;
  readonly least: number;
}

const texts = (colour: string, grounds: readonly string[]): Pair[] =>
  grounds.map((on) => ({ colour, on, least: TEXT }));
const grounds = ['--page', '--surface', '--sunken'];
const softs = ['--accent-soft', '--good-soft', '--warn-soft', '--bad-soft'];

/** Which colour the program puts on which. Whoever uses a new pair adds it here. */
export const pairs: readonly Pair[] = [
  ...texts('--text', [...grounds, ...softs]),
  ...texts('--muted', [...grounds, ...softs]),
  ...texts('--accent', [...grounds, '--accent-soft']),
  ...texts('--on-accent', ['--accent', '--accent-strong']),
  ...texts('--good', ['--surface', '--good-soft']),
  ...texts('--warn', ['--surface', '--warn-soft']),
  ...texts('--bad', ['--surface', '--bad-soft']),
  ...['--page', '--surface'].map((on) => ({ colour: '--line-strong', on, least: SHAPE })),
  ...['--page', '--surface', ...softs].map((on) => ({ colour: '--focus', on, least: SHAPE })),
];
