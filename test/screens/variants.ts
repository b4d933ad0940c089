import type { SettingsView } from '../../preload/contract/settings.ts';

export type Density = SettingsView['density'];
export type Theme = 'light' | 'dark';

const sizeNames = ['1024', '1280', '1920', 'zoom'] as const;
export type Size = (typeof sizeNames)[number];

/**
 * `zoom` is what WCAG 1.4.4 asks for: twice the size in a window of 1280 pixels, and nothing is lost. It is also half
 * the way to 1.4.10, which asks for 400 % in the same window.
 */
export const sizes: Readonly<Record<Size, { width: number; height: number; zoom: number }>> = {
  '1024': { width: 1024, height: 700, zoom: 1 },
  '1280': { width: 1280, height: 800, zoom: 1 },
  '1920': { width: 1920, height: 1080, zoom: 1 },
  zoom: { width: 1280, height: 900, zoom: 2 },
};

/** How a scene is looked at. */
export interface Variant {
  readonly theme: Theme;
  readonly density: Density;
  readonly size: Size;
  /** What the person asked the system for. */
  readonly system: 'forced-colours' | 'reduced-motion' | null;
  /** Whether axe looks too: it is the slow one, and finds the same at most sizes. */
  readonly axe: boolean;
}

export const nameOf = ({ theme, density, size, system }: Omit<Variant, 'axe'>): string =>
  [theme, density, size, ...(system === null ? [] : [system])].join('-');

export const themes = ['light', 'dark'] as const;
export const densities = ['normal', 'workshop'] as const;

export interface Ways {
  /** One only. */
  readonly quick: boolean;
  /**
   * Dark at every size, and with axe: where things stand does not depend on the theme, nor a colour on the language, so
   * that one language is enough for it.
   */
  readonly everyWay: boolean;
  /** Also what people can ask the system for. */
  readonly systems: boolean;
}

/** Sorted so that what is slow to change changes least. */
export function variants({ quick, everyWay, systems }: Ways): Variant[] {
  const first = { theme: 'light', density: 'normal', size: '1024', system: null } as const;
  if (quick) return [{ ...first, axe: true }];
  const all = themes.flatMap((theme) =>
    densities.flatMap((density) =>
      sizeNames
        .filter((size) => theme === 'light' || everyWay || size === '1024')
        .map((size): Variant => {
          const isZoomedFirst = size === 'zoom' && theme === 'light' && density === 'normal';
          const axe = isZoomedFirst || (size === '1024' && (theme === 'light' || everyWay));
          return { theme, density, size, system: null, axe };
        }),
    ),
  );
  if (!systems) return all;
  return [
    ...all,
    { ...first, axe: false, system: 'forced-colours' },
    { ...first, axe: false, theme: 'dark', system: 'forced-colours' },
    { ...first, axe: false, system: 'reduced-motion' },
  ];
}
