// A small good catalogue, and all the ways in which one can be bad, each with what must be said of it first.

export const goodCatalogue = () => ({
  format: 'jifeline-workshop-catalogue',
  version: 1,
  source: 'Wörkshop — tëst',
  as_of: '2026-03-01',
  makes: [{ id: 1, name: 'Škala' }],
  models: [{ id: 11, make_id: 1, name: 'Octav II', from_year: 2001, to_year: null }],
  variants: [{ id: 111, model_id: 11, name: '1.8 Quattro' }],
  product_groups: [{ id: 71, name: 'Calibration' }],
  products: [
    {
      id: 501,
      item_number: 'N-501',
      name: 'Calibrate camera',
      description: 'Level floor',
      is_favorite: true,
      is_unattended: false,
      gross_price: { currency: 'EUR', value: 145.2 },
      net_price: { currency: 'EUR', value: 120 },
      group_ids: [71],
    },
    { id: 502, name: 'Tow bar', is_unattended: true, gross_price: null },
  ],
  prerequisites: [{ id: 9, product_id: 501, question: 'Level?', required: true, type: 'boolean' }],
  bundles: [
    {
      id: '5a4db0c5-0000-4000-8000-000000000001',
      product_group_id: 71,
      name: 'Both',
      description: '',
      reference: '',
      blocks: [{ optional: false, product_ids: [[501, 502]] }],
    },
  ],
});

export interface BadCatalogue {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** `code line key detail` of the first problem. */
  readonly expected: string;
  /** Whether the JSON Schema alone finds nothing; undefined where nothing is left for it to look at. */
  readonly schemaSays?: boolean;
}

const [make] = goodCatalogue().makes;
const [model] = goodCatalogue().models;
const [variant] = goodCatalogue().variants;
const [product] = goodCatalogue().products;
const [prerequisite] = goodCatalogue().prerequisites;
const [bundle] = goodCatalogue().bundles;

/** One entry or value a line, so that each has a line of its own: `format` is on line 2. */
const lines = (catalogue: object): string =>
  `{\n${Object.entries(catalogue)
    .map(([key, value]) =>
      Array.isArray(value)
        ? `"${key}": [\n${value.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`
        : `"${key}": ${JSON.stringify(value)}`,
    )
    .join(',\n')}\n}`;

const changed = (name: string, changes: object, expected: string, schemaSays = false): BadCatalogue => ({
  name,
  bytes: () => Buffer.from(lines({ ...goodCatalogue(), ...changes })),
  expected,
  schemaSays,
});
const text = (name: string, edit: (good: string) => string, expected: string): BadCatalogue => ({
  name,
  bytes: () => Buffer.from(edit(lines(goodCatalogue()))),
  expected,
});
/** Good JSON, whose second value of a key nobody would notice: not even the JSON Schema sees it. */
const twice = (name: string, part: string, again: string, expected: string): BadCatalogue => ({
  ...text(name, (good) => good.replace(part, `${part},\n${again}`), expected),
  schemaSays: true,
});
const without = (name: string, key: 'models' | 'as_of', expected: string): BadCatalogue => {
  const { [key]: _, ...rest } = goodCatalogue();
  return { name, bytes: () => Buffer.from(lines(rest)), expected, schemaSays: false };
};

export const badCatalogues: readonly BadCatalogue[] = [
  changed('a wrong type', { makes: [{ ...make, id: '1' }] }, 'wrong_type 7 makes[0].id number'),
  changed('a list that is none', { products: 12 }, 'wrong_type 18 products list'),
  changed('an entry that is none', { makes: [null] }, 'wrong_type 7 makes[0] object'),
  changed('an id twice', { makes: [make, { ...make, name: 'Other' }] }, 'id_twice 8 makes[1].id 1', true),
  changed(
    'an answer asked for twice',
    { prerequisites: [prerequisite, prerequisite] },
    'id_twice 24 prerequisites[1].id 501/9',
    true,
  ),
  changed('a missing key', { variants: [{ id: 111, model_id: 11 }] }, 'missing_key 13 variants[0].name'),
  without('a missing list', 'models', 'missing_key - models'),
  without('a missing date', 'as_of', 'missing_key - as_of'),
  changed('an unknown key', { models: [{ ...model, doors: 5 }] }, 'unknown_key 10 models[0].doors'),
  changed('an unknown list', { engines: [{ id: 1 }] }, 'unknown_key 29 engines[0]'),
  changed(
    'a make that is not there',
    { models: [{ ...model, make_id: 2 }] },
    'no_such_id 10 models[0].make_id makes: 2',
    true,
  ),
  changed(
    'a product of a bundle that is not there',
    { bundles: [{ ...bundle, blocks: [{ optional: true, product_ids: [[501], [77]] }] }] },
    'no_such_id 26 bundles[0].blocks[0].product_ids[1][0] products: 77',
    true,
  ),
  changed(
    'a model that is not there',
    { variants: [{ ...variant, model_id: 12 }] },
    'no_such_id 13 variants[0].model_id models: 12',
    true,
  ),
  changed(
    'a group that is not there',
    { products: [{ ...product, group_ids: [71, 72] }], bundles: [] },
    'no_such_id 19 products[0].group_ids[1] product_groups: 72',
    true,
  ),
  changed(
    'a product of a question that is not there',
    { prerequisites: [{ ...prerequisite, product_id: 503 }] },
    'no_such_id 23 prerequisites[0].product_id products: 503',
    true,
  ),
  changed(
    'a group of a bundle that is not there',
    { bundles: [{ ...bundle, product_group_id: 72 }] },
    'no_such_id 26 bundles[0].product_group_id product_groups: 72',
    true,
  ),
  changed(
    'a bundle twice, its id in other letters',
    { bundles: [bundle, { ...bundle, id: bundle?.id.toUpperCase() }] },
    'id_twice 27 bundles[1].id 5a4db0c5-0000-4000-8000-000000000001',
    true,
  ),
  changed(
    'a negative price',
    { products: [{ ...product, net_price: { currency: 'EUR', value: -1 } }], bundles: [] },
    'negative_price 19 products[0].net_price.value',
  ),
  changed(
    'a currency that is none',
    { products: [{ ...product, gross_price: { currency: 'EURO', value: 1 } }], bundles: [] },
    'wrong_currency 19 products[0].gross_price.currency',
  ),
  changed(
    'two currencies for one product',
    { products: [{ ...product, net_price: { currency: 'CHF', value: 1 } }], bundles: [] },
    'wrong_currency 19 products[0].net_price',
    true,
  ),
  changed(
    'a price in words',
    { products: [{ ...product, net_price: { currency: 'EUR', value: '12,50' } }], bundles: [] },
    'wrong_type 19 products[0].net_price.value number',
  ),
  changed(
    'a price beyond all measure',
    { products: [{ ...product, net_price: { currency: 'EUR', value: 10_000_001 } }], bundles: [] },
    'wrong_value 19 products[0].net_price.value at most 10000000',
  ),
  changed(
    'half a year',
    { models: [{ ...model, from_year: 2001.5 }] },
    'wrong_value 10 models[0].from_year a whole number',
  ),
  changed(
    'a year before all cars',
    { models: [{ ...model, from_year: 1899 }] },
    'wrong_value 10 models[0].from_year 1900 to 2100',
  ),
  changed(
    'a year that is far off',
    { models: [{ ...model, to_year: 2101 }] },
    'wrong_value 10 models[0].to_year 1900 to 2100',
  ),
  changed(
    'more groups than a product can be in',
    { products: [{ ...product, group_ids: Array.from({ length: 101 }, () => 71) }], bundles: [] },
    'wrong_value 19 products[0].group_ids at most 100 entries',
  ),
  changed(
    'a question without words',
    { prerequisites: [{ ...prerequisite, question: '  ' }] },
    'wrong_value 23 prerequisites[0].question not empty',
  ),
  changed('half an id', { makes: [{ ...make, id: 1.5 }] }, 'wrong_value 7 makes[0].id a whole number'),
  changed('an id of nothing', { makes: [{ ...make, id: 0 }] }, 'wrong_value 7 makes[0].id at least 1'),
  changed(
    'an empty name',
    { variants: [{ ...variant, name: '  ' }] },
    'wrong_value 13 variants[0].name not empty',
  ),
  changed(
    'a name as long as a book',
    { makes: [{ ...make, name: 'x'.repeat(5000) }] },
    'wrong_value 7 makes[0].name at most 200 characters',
  ),
  changed(
    'a kind of answer that nobody knows',
    { prerequisites: [{ ...prerequisite, type: 'photo' }] },
    'wrong_value 23 prerequisites[0].type ("boolean" | "checkbox" | "text")',
  ),
  changed(
    'a bundle without a UUID',
    { bundles: [{ ...bundle, id: '12' }] },
    'wrong_value 26 bundles[0].id a UUID',
  ),
  changed(
    'a date that is none',
    { as_of: '1 March 2026' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
  ),
  changed(
    'a date with something before it',
    { as_of: 'on 2026-03-01' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
  ),
  changed(
    'the 31st of February',
    { as_of: '2026-02-31' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
    true,
  ),
  changed(
    'the 29th of February of a year that has none',
    { as_of: '2026-02-29T08:30:00Z' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
    true,
  ),
  changed(
    'a date with something behind it',
    { as_of: '2026-03-01 (Sunday)' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
  ),
  changed(
    'a time without its zone',
    { as_of: '2026-03-01T08:30' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
  ),
  changed(
    'a day that no month has',
    { as_of: '2026-03-32' },
    'wrong_value 5 as_of a date like 2026-03-01 or 2026-03-01T08:30:00Z',
    true,
  ),
  changed(
    'another kind of file',
    { format: 'jifeline-workshop-drafts' },
    'other_format 2 format jifeline-workshop-catalogue',
  ),
  changed('a file of a later program', { version: 2 }, 'other_format 3 version 1'),
  changed(
    'an entry larger than any can be',
    { makes: [{ ...make, name: 'x'.repeat(300_000) }] },
    'entry_too_large 7 makes[0] 262144',
  ),
  text(
    'a comma at the end of a list',
    (good) => good.replace('}\n],\n"models"', '},\n],\n"models"'),
    'not_json 8 makes[1]',
  ),
  text('a comment', (good) => good.replace('"models"', '// models\n"models"'), 'not_json 9 makes'),
  text('a value without quotes', (good) => good.replace('"Octav II"', 'Octav'), 'not_json 10 models[0]'),
  text('a file that ends too early', (good) => good.slice(0, 400), 'not_json 19 products[0]'),
  text('an empty file', () => '', 'not_json 1'),
  text('a list twice', (good) => good.replace('"models"', '"makes": [],\n"models"'), 'key_twice 9 makes'),
  twice('a name twice', '"name":"Calibrate camera"', '"name":"Other"', 'key_twice 20 products[0].name'),
  twice('an id twice in one entry', '"id":11', '"id":12', 'key_twice 11 models[0].id'),
  twice('a key twice, written otherwise', '"id":1', '"\\u0069d":1', 'key_twice 8 makes[0].id'),
  twice('a price twice', '"value":120', '"value":12', 'key_twice 20 products[0].net_price.value'),
  twice(
    'a key twice in the block of a bundle',
    '"optional":false',
    '"optional":true',
    'key_twice 27 bundles[0].blocks[0].optional',
  ),
  {
    name: 'broken UTF-8',
    bytes: () => Buffer.from(lines(goodCatalogue()).replace('Octav II', 'Octav \u00e9'), 'latin1'),
    // The first letter beyond ASCII is in the source, on line 4.
    expected: 'not_utf8 4  encoding 4 13 69 Windows-1252',
  },
  {
    name: 'half a character at the end',
    bytes: () => Buffer.concat([Buffer.from(lines(goodCatalogue())), Buffer.from([0xe2, 0x82])]),
    expected: 'not_utf8 28  broken 28 2 964 UTF-8',
  },
  {
    name: 'half a character of UTF-16',
    bytes: () => Buffer.concat([Buffer.from(lines(goodCatalogue()), 'utf16le'), Buffer.from([0x3d])]),
    expected: 'not_utf8 28  broken 28 2 1918 UTF-16 LE',
  },
  text('a NUL', (good) => good.replace('Octav II', 'Octav\u0000II'), 'nul 10  nul 10 35 198 UTF-8'),
  text(
    'a blank that does not break',
    (good) => good.replace('[71]', '[71\u00a0]'),
    'not_json 19 products[0] U+00A0',
  ),
];
