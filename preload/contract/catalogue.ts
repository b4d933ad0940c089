import * as v from 'valibot';
import { plainName } from './clean.ts';
import { VehiclePath } from './connector.ts';

/** Ids of models, variants, products and the rest are whole numbers from 1; no range is promised. */
export const CatalogueId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Generous bounds: they protect memory, they are no rule of the service. */
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const Name = v.pipe(v.string(), v.transform(plainName), v.minLength(1), v.maxLength(200));
/** Milliseconds since the epoch. */
const Time = v.number();
const NullableTime = v.nullable(Time);

/** How often this workshop ordered it, and when last. */
const use = { uses: v.number(), usedAt: NullableTime };

/** An amount as the catalogue gives it; how it is written is the window's (Intl). */
export const Price = v.strictObject({ currency: v.string(), value: v.number() });
export type Price = v.InferOutput<typeof Price>;

/** A vehicle model. One the catalogue does not know (`known` false) has the workshop's own name, or none. */
export const ModelView = v.strictObject({
  id: CatalogueId,
  known: v.boolean(),
  /** Empty where the catalogue does not know it. */
  make: v.string(),
  name: v.string(),
  fromYear: v.nullable(v.number()),
  toYear: v.nullable(v.number()),
  /** What this workshop calls it. */
  ownName: v.nullable(v.string()),
  ...use,
});
export type ModelView = v.InferOutput<typeof ModelView>;

export const VariantView = v.strictObject({
  id: CatalogueId,
  known: v.boolean(),
  name: v.string(),
  ownName: v.nullable(v.string()),
  ...use,
});
export type VariantView = v.InferOutput<typeof VariantView>;

/** A model that fits what was typed, with the one variant that it fits, if it is one. */
export const ModelHit = v.strictObject({ model: ModelView, variant: v.nullable(VariantView) });
export type ModelHit = v.InferOutput<typeof ModelHit>;

export const prerequisiteTypes = ['boolean', 'checkbox', 'text'] as const;
export const PrerequisiteView = v.strictObject({
  id: CatalogueId,
  question: v.string(),
  required: v.boolean(),
  type: v.picklist(prerequisiteTypes),
});
export type PrerequisiteView = v.InferOutput<typeof PrerequisiteView>;

/** A product. Of one the catalogue does not know, nobody can say whether it is unattended or asks anything: null. */
export const ProductView = v.strictObject({
  id: CatalogueId,
  known: v.boolean(),
  itemNumber: v.string(),
  name: v.string(),
  description: v.string(),
  ownName: v.nullable(v.string()),
  /** The workshop's own word, else the catalogue's. */
  favourite: v.boolean(),
  isUnattended: v.nullable(v.boolean()),
  grossPrice: v.nullable(Price),
  netPrice: v.nullable(Price),
  groupIds: v.array(CatalogueId),
  prerequisites: v.nullable(v.array(PrerequisiteView)),
  ...use,
});
export type ProductView = v.InferOutput<typeof ProductView>;

export const ProductGroupView = v.strictObject({ id: CatalogueId, name: v.string() });
export type ProductGroupView = v.InferOutput<typeof ProductGroupView>;

/** A bundle: of each block one list of products is taken, of an optional block perhaps none. */
export const BundleView = v.strictObject({
  id: v.string(),
  groupId: CatalogueId,
  name: v.string(),
  description: v.string(),
  reference: v.string(),
  blocks: v.array(v.strictObject({ optional: v.boolean(), productIds: v.array(v.array(CatalogueId)) })),
});
export type BundleView = v.InferOutput<typeof BundleView>;

/** What can be ordered for a vehicle: as the service said it for this very vehicle, or as the catalogue has it. */
export const OfferView = v.strictObject({
  groups: v.array(ProductGroupView),
  bundles: v.array(BundleView),
  from: v.picklist(['service', 'catalogue', 'nothing']),
  /** When the service or the catalogue said so; null: nobody did. */
  asOf: NullableTime,
  /** The service is being asked: a `changed` follows when its answer is another. */
  refreshing: v.boolean(),
});
export type OfferView = v.InferOutput<typeof OfferView>;

/** What can be wrong with a catalogue file. Each is told with its line, its key, and the details in `detail`. */
export const catalogueProblems = [
  /** The file is not there or cannot be read; the system's code is in `detail`. */
  'unreadable',
  /** Larger than the limit; the limit in MiB is in `detail`. */
  'too_large',
  /** Bytes that are no UTF-8, nor the UTF-16 that the file begins with; what they are is in `detail` (NotText). */
  'not_utf8',
  /** A NUL character: the file is damaged; `detail` as above. */
  'nul',
  /** No valid JSON from here on, or it ends too early. A sign that does not look wrong is in `detail`. */
  'not_json',
  /** Another kind of file, or another version of it; what is expected is in `detail`. */
  'other_format',
  'missing_key',
  'unknown_key',
  /** The key is there twice. */
  'key_twice',
  /** Another type than expected; the expected one is in `detail`. */
  'wrong_type',
  /** The right type, but a value that is not allowed; what is allowed is in `detail`. */
  'wrong_value',
  /** Another entry of the list has this id, or this pair of ids. */
  'id_twice',
  /** What the entry refers to is not in the file. */
  'no_such_id',
  /** A price that is less than nothing. */
  'negative_price',
  /** No currency of ISO 4217, or two currencies for one product. */
  'wrong_currency',
  /** More entries than the limit in `detail`, or one entry that is larger than any can be. */
  'too_many',
  'entry_too_large',
] as const;
export type CatalogueProblemCode = (typeof catalogueProblems)[number];

export const CatalogueProblem = v.strictObject({
  code: v.picklist(catalogueProblems),
  /** From 1; null where it is about the file as a whole. */
  line: v.nullable(v.number()),
  /** e.g. `products[12].gross_price.currency`; empty where it is about the file as a whole. */
  key: v.string(),
  detail: v.string(),
});
export type CatalogueProblem = v.InferOutput<typeof CatalogueProblem>;

export const CatalogueStatus = v.strictObject({
  /** Null: there is no catalogue yet. Ids can be typed all the same. */
  catalogue: v.nullable(
    v.strictObject({
      source: v.string(),
      asOf: Time,
      importedAt: Time,
      models: v.number(),
      variants: v.number(),
      products: v.number(),
    }),
  ),
  /** Between 0 and 1 while a file is being read; null: none is. */
  importing: v.nullable(v.number()),
  /** The file that was read last and refused, by name, and why: at most twenty problems. */
  refused: v.nullable(v.strictObject({ file: v.string(), problems: v.array(CatalogueProblem) })),
  /** Whether the deployment lets the service be asked for what a vehicle can have. */
  fromService: v.boolean(),
});
export type CatalogueStatus = v.InferOutput<typeof CatalogueStatus>;

/** What `catalogue.changed` tells: ask anew for what is on screen. `vehicle`: the service answered for this one. */
export const CatalogueChange = v.strictObject({
  status: CatalogueStatus,
  vehicle: v.nullable(v.strictObject({ modelId: CatalogueId, variantId: CatalogueId })),
});
export type CatalogueChange = v.InferOutput<typeof CatalogueChange>;

export const ownKinds = ['model', 'variant', 'product'] as const;
export type OwnKind = (typeof ownKinds)[number];

export const Vehicle = v.strictObject({ modelId: CatalogueId, variantId: CatalogueId });
export type Vehicle = v.InferOutput<typeof Vehicle>;

const page = {
  offset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 0),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 20),
};

/** As typed; every word is looked for at the beginning of words, in any order. Empty: everything, recent first. */
export const ModelSearch = v.strictObject({ text: text(100), ...page });
export const ProductSearch = v.strictObject({
  text: text(100),
  groupId: v.optional(v.nullable(CatalogueId), null),
  /** Only what the workshop, or the catalogue, marked. */
  favourites: v.optional(v.boolean(), false),
  ...page,
});
export const ModelHits = v.strictObject({ hits: v.array(ModelHit), more: v.boolean() });
export const ProductHits = v.strictObject({ products: v.array(ProductView), more: v.boolean() });

export const ModelWithVariants = v.strictObject({ model: ModelView, variants: v.array(VariantView) });

export const ProductIds = v.strictObject({ ids: v.pipe(v.array(CatalogueId), v.maxLength(200)) });

/** Null takes the name away. A variant is named with its model. */
export const OwnName = v.strictObject({
  kind: v.picklist(ownKinds),
  id: CatalogueId,
  modelId: v.optional(v.nullable(CatalogueId), null),
  name: v.nullable(Name),
});
export const Favourite = v.strictObject({ productId: CatalogueId, favourite: v.boolean() });

export const PathOf = v.strictObject({ path: VehiclePath });
/** Null: the catalogue has no such model, or several; its variant: no such one, or several. */
export const VehicleOfPath = v.nullable(
  v.strictObject({ model: ModelView, variant: v.nullable(VariantView) }),
);
export type VehicleOfPath = v.InferOutput<typeof VehicleOfPath>;

export const VinOf = v.strictObject({ vin: text(100) });
/** The vehicle of this VIN's last ticket here. */
export const LastVehicle = v.nullable(
  v.strictObject({ model: ModelView, variant: v.nullable(VariantView), at: Time }),
);
