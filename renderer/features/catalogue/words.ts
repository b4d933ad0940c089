import type { ModelView, Price, ProductView, VariantView } from '../../../preload/contract/catalogue.ts';
import { plainText } from '../../../preload/contract/clean.ts';
import type { AppError } from '../../../preload/contract/errors.ts';
import { explain, language, texts } from '../../i18n/texts.ts';
import type { Choice } from '../../ui/choice.ts';

/** An amount as the workshop's language writes it. */
export const money = ({ currency, value }: Price): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);

/** Several parts of one line, those that are empty left out. */
const line = (...parts: (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

function years({ fromYear, toYear }: ModelView): string {
  if (fromYear === null) return toYear === null ? '' : texts.catalogue.until(String(toYear));
  return toYear === null ? texts.catalogue.since(String(fromYear)) : `${fromYear}–${toYear}`;
}

const catalogueName = (model: ModelView): string => (model.known ? `${model.make} ${model.name}` : '');

/** What a model is called here; empty: nobody has a name for it. */
export const modelName = (model: ModelView): string => model.ownName ?? catalogueName(model);
export const variantName = (variant: VariantView): string => variant.ownName ?? variant.name;
/** What a product is called here. */
export const productName = (product: ProductView): string => {
  const name = product.ownName ?? product.name;
  return name === '' ? texts.catalogue.product(String(product.id)) : name;
};

/** What stands beside a name: that of the catalogue where the workshop has another, and the numbers. */
export const modelDetail = (model: ModelView): string =>
  line(
    model.ownName === null ? '' : catalogueName(model),
    years(model),
    texts.catalogue.id(String(model.id)),
  );
export const variantDetail = (variant: VariantView): string =>
  line(variant.ownName === null ? '' : variant.name, texts.catalogue.id(String(variant.id)));
export const productDetail = (product: ProductView): string =>
  line(
    product.ownName === null ? '' : product.name,
    product.itemNumber,
    texts.catalogue.id(String(product.id)),
    product.known ? '' : texts.catalogue.unknown,
  );

const titleOr = (name: string, id: number): string => (name === '' ? texts.catalogue.id(String(id)) : name);

export const modelChoice = (model: ModelView, variant: VariantView | null): Choice => ({
  key: `model-${model.id}`,
  title: titleOr(modelName(model), model.id),
  detail: line(variant === null ? '' : variantName(variant), modelDetail(model)),
  side: '',
});
export const variantChoice = (variant: VariantView): Choice => ({
  key: `variant-${variant.id}`,
  title: titleOr(variantName(variant), variant.id),
  detail: variantDetail(variant),
  side: '',
});
export const productChoice = (product: ProductView, isChosen: boolean): Choice => ({
  key: `product-${product.id}`,
  title: productName(product),
  detail: line(productDetail(product), product.isUnattended === true ? texts.catalogue.unattended : ''),
  side: isChosen ? texts.catalogue.chosen : product.netPrice === null ? '' : money(product.netPrice),
});
/** An id that is not found, or not looked for: it can be used all the same. */
export const idChoice = (id: number): Choice => ({
  key: `id-${id}`,
  title: texts.catalogue.useId(String(id)),
  detail: texts.catalogue.asTyped,
  side: '',
});

type ChoiceWithId = Choice & { readonly id: number };

/** Whoever typed an id means that one, whatever else begins like it: it comes first, known or not. Null: none was. */
export function idFirst(id: number | null, found: readonly ChoiceWithId[]): Choice[] {
  if (id === null) return [...found];
  const exact = found.find((choice) => choice.id === id);
  return [exact ?? idChoice(id), ...found.filter((choice) => choice.id !== id)];
}

/** What stands under a list that was looked up: why there is none, why it is empty, that there is more. */
export function listNote(
  { answer, error }: { readonly answer: { readonly more: boolean } | null; readonly error: AppError | null },
  found: readonly unknown[],
  isTyping: boolean,
): string | undefined {
  if (error !== null) return explain(error.code).title;
  if (answer === null) return undefined;
  if (found.length === 0) return isTyping ? texts.catalogue.nothingFits : texts.catalogue.nothingYet;
  return answer.more ? texts.catalogue.more : undefined;
}

/** As it is looked for: without accents and capitals. */
export const plain = (text: string): string =>
  plainText(text).normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
