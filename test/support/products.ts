import type { PrerequisiteView, ProductView } from '../../preload/contract/catalogue.ts';

/** A product as the catalogue knows it. */
export const product = (id: number, changes: Partial<ProductView> = {}): ProductView => ({
  id,
  known: true,
  itemNumber: `ITEM-${id}`,
  name: `Product ${id}`,
  description: '',
  ownName: null,
  favourite: false,
  isUnattended: false,
  grossPrice: null,
  netPrice: null,
  groupIds: [],
  prerequisites: [],
  uses: 0,
  usedAt: null,
  ...changes,
});

/** A product that no catalogue knows. */
export const unknownProduct = (id: number): ProductView =>
  product(id, { known: false, itemNumber: '', name: '', isUnattended: null, prerequisites: null });

export const question = (
  id: number,
  type: PrerequisiteView['type'] = 'boolean',
  required = true,
): PrerequisiteView => ({ id, question: `Question ${id}?`, required, type });
