import * as v from 'valibot';
import { plainText } from '../../preload/contract/clean.ts';
import { prerequisiteTypes } from '../../preload/contract/catalogue.ts';
import type { CatalogueEntry } from './catalogue-store.ts';

/** The outermost keys that say what the file is. */
export const FORMAT = 'jifeline-workshop-catalogue';
export const VERSION = 1;
export const MAX_BYTES = 64 * 1024 * 1024;

/** Messages of checks that have a problem of their own (preload/contract/catalogue.ts). */
export const NEGATIVE = 'negative_price';
export const CURRENCY = 'wrong_currency';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const Id = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(1, 'at least 1'));
const text = (max: number) =>
  v.pipe(v.string(), v.transform(plainText), v.maxLength(max, `at most ${max} characters`));
const Name = v.pipe(
  text(200),
  v.check((name) => name.trim() !== '', 'not empty'),
);
const Year = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(1900, '1900 to 2100'),
  v.maxValue(2100, '1900 to 2100'),
);
const Price = v.strictObject({
  currency: v.pipe(
    v.string(),
    v.check((code) => currencies.has(code), CURRENCY),
  ),
  value: v.pipe(v.number(), v.minValue(0, NEGATIVE), v.maxValue(10_000_000, 'at most 10000000')),
});
const OptionalPrice = v.optional(v.nullable(Price), null);
const atMost = <S extends v.GenericSchema>(max: number, of: S) =>
  v.pipe(v.array(of), v.maxLength(max, `at most ${max} entries`));

const Make = v.strictObject({ id: Id, name: Name });
const Model = v.strictObject({
  id: Id,
  make_id: Id,
  name: Name,
  from_year: v.optional(v.nullable(Year), null),
  to_year: v.optional(v.nullable(Year), null),
});
const Variant = v.strictObject({ id: Id, model_id: Id, name: Name });
const Group = v.strictObject({ id: Id, name: Name });
const Product = v.pipe(
  v.strictObject({
    id: Id,
    item_number: v.optional(text(100), ''),
    name: Name,
    description: v.optional(text(4000), ''),
    is_favorite: v.optional(v.boolean(), false),
    // Never guessed: it decides whether a person is asked for consent.
    is_unattended: v.boolean(),
    gross_price: OptionalPrice,
    net_price: OptionalPrice,
    group_ids: v.optional(atMost(100, Id), []),
  }),
  v.forward(
    v.check(
      ({ gross_price, net_price }) =>
        gross_price === null || net_price === null || gross_price.currency === net_price.currency,
      CURRENCY,
    ),
    ['net_price'],
  ),
);
const Prerequisite = v.strictObject({
  id: Id,
  product_id: Id,
  question: v.pipe(
    text(1000),
    v.check((question) => question.trim() !== '', 'not empty'),
  ),
  required: v.boolean(),
  type: v.picklist(prerequisiteTypes),
});
const Bundle = v.strictObject({
  id: v.pipe(v.string(), v.uuid('a UUID')),
  product_group_id: Id,
  name: Name,
  description: v.optional(text(4000), ''),
  reference: v.optional(text(255), ''),
  blocks: atMost(50, v.strictObject({ optional: v.boolean(), product_ids: atMost(50, atMost(50, Id)) })),
});

/** A reference of an entry to another: in which list, which id, and where it stands in the entry. */
export interface Reference {
  readonly to: ListName;
  readonly id: number;
  readonly path: readonly (string | number)[];
}

interface List {
  readonly most: number;
  readonly schema: v.GenericSchema;
  /** What no two entries of the list have in common. */
  readonly identity: (value: never) => string | number;
  readonly references: (value: never) => readonly Reference[];
  readonly entry: (value: never) => CatalogueEntry;
}

const list = <S extends v.GenericSchema>(
  most: number,
  schema: S,
  of: {
    identity: (value: v.InferOutput<S>) => string | number;
    references: (value: v.InferOutput<S>) => readonly Reference[];
    entry: (value: v.InferOutput<S>) => CatalogueEntry;
  },
): List => ({ most, schema, ...of });

/** The lists of a catalogue file (docs/catalogue.md; resources/catalogue.schema.json says the same). */
export const lists = {
  makes: list(10_000, Make, {
    identity: ({ id }) => id,
    references: () => [],
    entry: (value) => ({ kind: 'make', value }),
  }),
  models: list(100_000, Model, {
    identity: ({ id }) => id,
    references: ({ make_id }) => [{ to: 'makes', id: make_id, path: ['make_id'] }],
    entry: ({ id, make_id, name, from_year, to_year }) => ({
      kind: 'model',
      value: { id, makeId: make_id, name, fromYear: from_year, toYear: to_year },
    }),
  }),
  variants: list(500_000, Variant, {
    identity: ({ id }) => id,
    references: ({ model_id }) => [{ to: 'models', id: model_id, path: ['model_id'] }],
    entry: ({ id, model_id, name }) => ({ kind: 'variant', value: { id, modelId: model_id, name } }),
  }),
  product_groups: list(10_000, Group, {
    identity: ({ id }) => id,
    references: () => [],
    entry: (value) => ({ kind: 'group', value }),
  }),
  products: list(100_000, Product, {
    identity: ({ id }) => id,
    references: ({ group_ids }) =>
      group_ids.map((id, index) => ({ to: 'product_groups', id, path: ['group_ids', index] })),
    entry: (product) => ({
      kind: 'product',
      value: {
        id: product.id,
        itemNumber: product.item_number,
        name: product.name,
        description: product.description,
        isFavorite: product.is_favorite,
        isUnattended: product.is_unattended,
        grossPrice: product.gross_price,
        netPrice: product.net_price,
        groupIds: product.group_ids,
      },
    }),
  }),
  prerequisites: list(300_000, Prerequisite, {
    identity: ({ id, product_id }) => `${product_id}/${id}`,
    references: ({ product_id }) => [{ to: 'products', id: product_id, path: ['product_id'] }],
    entry: ({ id, product_id, question, required, type }) => ({
      kind: 'prerequisite',
      value: { id, productId: product_id, question, required, type },
    }),
  }),
  bundles: list(50_000, Bundle, {
    identity: ({ id }) => id.toLowerCase(),
    references: ({ product_group_id, blocks }) => [
      { to: 'product_groups', id: product_group_id, path: ['product_group_id'] },
      ...blocks.flatMap(({ product_ids }, block) =>
        product_ids.flatMap((choice, at) =>
          choice.map((id, index) => ({
            to: 'products' as const,
            id,
            path: ['blocks', block, 'product_ids', at, index],
          })),
        ),
      ),
    ],
    entry: ({ id, product_group_id, name, description, reference, blocks }) => ({
      kind: 'bundle',
      value: {
        id: id.toLowerCase(),
        groupId: product_group_id,
        name,
        description,
        reference,
        blocks: blocks.map(({ optional, product_ids }) => ({ optional, productIds: product_ids })),
      },
    }),
  }),
} satisfies Record<string, List>;
export type ListName =
  'makes' | 'models' | 'variants' | 'product_groups' | 'products' | 'prerequisites' | 'bundles';

const Moment = v.pipe(
  v.string(),
  v.check(
    (at) =>
      /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(at) &&
      !Number.isNaN(Date.parse(at)) &&
      // The 31st of February is taken for the 3rd of March.
      new Date(`${at.slice(0, 10)}T00:00Z`).toISOString().startsWith(at.slice(0, 10)),
    'a date like 2026-03-01 or 2026-03-01T08:30:00Z',
  ),
  v.transform((at) => Date.parse(at)),
);

/** The keys that are no lists. */
export const header = {
  /** For editors that know JSON Schema; may be left out. */
  $schema: text(1000),
  format: v.string(),
  version: v.number(),
  source: Name,
  as_of: Moment,
} satisfies Record<string, v.GenericSchema>;
export type HeaderName = keyof typeof header;
