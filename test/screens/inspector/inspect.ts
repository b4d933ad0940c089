// Runs in the window: bundled and put there by the camera.
import { clipped, cutControls, fields, holes, overlaps, sideways, targets } from './layout.ts';
import { labelOf, stageOf } from './shown.ts';
import { untranslated } from './words.ts';

export interface Finding {
  readonly check: 'sideways' | 'hole' | 'clipped' | 'overlap' | 'target' | 'untranslated' | 'axe' | 'motion';
  /** Where, as a selector that a person can follow. */
  readonly element: string;
  readonly detail: string;
}

export interface InspectOptions {
  /** How high a target has to be. */
  readonly smallestTarget: number;
  /** Selectors of what may be cut off. */
  readonly mayBeCut: readonly string[];
  /** Selectors of what may be smaller. */
  readonly mayBeSmall: readonly string[];
  /** Words that may stand untranslated; null: this is no language in which that could be seen. */
  readonly known: readonly string[] | null;
  /** Whether the person asked for no motion. */
  readonly still: boolean;
}

interface Axe {
  run(
    root: Document,
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; html: string }[] }[] }>;
}

/** Without motion: what the program does by itself meanwhile would else be caught half way. */
const stillness = new CSSStyleSheet();
stillness.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important; }');

/** Until everything is in its place. `asItIs`: moving as the program lets it, to see whether it does. */
export async function settle(asItIs: boolean): Promise<void> {
  document.adoptedStyleSheets = asItIs ? [] : [stillness];
  await document.fonts.ready;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
}

export function inspect(options: InspectOptions): Finding[] {
  const root = stageOf();
  return [
    ...sideways(),
    ...holes(root),
    ...clipped(root, options.mayBeCut),
    ...cutControls(root),
    ...fields(root, options.mayBeCut),
    ...overlaps(root),
    ...targets(root, options.smallestTarget, options.mayBeSmall),
    ...(options.known === null ? [] : untranslated(options.known)),
    ...(options.still ? motion() : []),
  ];
}

/** Nothing moves for people who asked for no motion. */
function motion(): Finding[] {
  const moving = [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
  });
  return moving.map((element) => ({
    check: 'motion',
    element: labelOf(element),
    detail: 'moves although the person asked for no motion',
  }));
}

export async function axe(): Promise<Finding[]> {
  const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, {
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => ({
      check: 'axe' as const,
      element: target.join(' ').replaceAll(/\.svelte-\w+/g, ''),
      detail: `${id}: ${help}: ${html.slice(0, 160)}`,
    })),
  );
}
