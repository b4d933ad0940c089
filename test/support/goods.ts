import type { SandboxCatalogue } from '../sandbox/catalogue.ts';

type Product = SandboxCatalogue['products'][number];

/** Products of a catalogue by what ordering them takes: nothing more, answers, or a word on who carries them out. */
export function goodsOf(catalogue: SandboxCatalogue) {
  const asks = (id: number) => catalogue.prerequisites.filter((one) => one.product_id === id);
  const count = (id: number, type: 'boolean' | 'checkbox') =>
    asks(id).filter((question) => question.type === type).length;
  const find = (fits: (product: Product) => boolean): Product => {
    const found = catalogue.products.find((product) => product.net_price !== null && fits(product));
    if (found === undefined) throw new Error('The sandbox’s catalogue has no such product');
    return found;
  };
  return {
    catalogue,
    asks,
    plain: find(({ id, is_unattended }) => !is_unattended && asks(id).length === 0),
    /** Two questions of yes or no, one box to tick, and nothing else that is required. */
    asking: find(
      ({ id, is_unattended }) => !is_unattended && count(id, 'boolean') === 2 && count(id, 'checkbox') === 1,
    ),
    unattended: find(({ id, is_unattended }) => is_unattended && asks(id).length === 0),
  };
}

/** A model of a catalogue as people call it, with one of its variants. */
export function vehicleIn(catalogue: SandboxCatalogue, variantAt = 0) {
  const variant = catalogue.variants[variantAt];
  const model = catalogue.models.find(({ id }) => id === variant?.model_id);
  const make = catalogue.makes.find(({ id }) => id === model?.make_id);
  if (variant === undefined || model === undefined || make === undefined)
    throw new Error('The sandbox’s catalogue has no such vehicle');
  return { model, variant, make, name: `${make.name} ${model.name}` };
}
