import type { BundleView } from '../../../preload/contract/catalogue.ts';

/** What is taken unless somebody says otherwise: the first list of a block, and of an optional block nothing. */
export const firstChoices = ({ blocks }: BundleView): (number | null)[] =>
  blocks.map(({ optional, productIds }) => (optional || productIds.length === 0 ? null : 0));

/** The products of a bundle for what was chosen of each block, each once. */
export const chosenOf = ({ blocks }: BundleView, choices: readonly (number | null)[]): number[] => [
  ...new Set(
    blocks.flatMap(({ productIds }, at) => {
      const list = choices[at];
      return list === null || list === undefined ? [] : (productIds[list] ?? []);
    }),
  ),
];
