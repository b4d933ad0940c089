// A catalogue for development, demo and tests, made by chance from a seed. Makes, models, products and every id in it
// are invented: it says so itself, and nothing in it is one of Jifeline's.

import { chance } from '../support/chance.ts';

export interface SandboxPrice {
  readonly currency: string;
  readonly value: number;
}
export interface SandboxCatalogue {
  readonly format: string;
  readonly version: number;
  readonly source: string;
  readonly as_of: string;
  readonly makes: readonly { readonly id: number; readonly name: string }[];
  readonly models: readonly {
    readonly id: number;
    readonly make_id: number;
    readonly name: string;
    readonly from_year: number;
    readonly to_year: number | null;
  }[];
  readonly variants: readonly { readonly id: number; readonly model_id: number; readonly name: string }[];
  readonly product_groups: readonly { readonly id: number; readonly name: string }[];
  readonly products: readonly {
    readonly id: number;
    readonly item_number: string;
    readonly name: string;
    readonly description: string;
    readonly is_favorite: boolean;
    readonly is_unattended: boolean;
    readonly gross_price: SandboxPrice | null;
    readonly net_price: SandboxPrice | null;
    readonly group_ids: readonly number[];
  }[];
  readonly prerequisites: readonly {
    readonly id: number;
    readonly product_id: number;
    readonly question: string;
    readonly required: boolean;
    readonly type: 'boolean' | 'checkbox' | 'text';
  }[];
  readonly bundles: readonly {
    readonly id: string;
    readonly product_group_id: number;
    readonly name: string;
    readonly description: string;
    readonly reference: string;
    readonly blocks: readonly {
      readonly optional: boolean;
      readonly product_ids: readonly (readonly number[])[];
    }[];
  }[];
}

export interface CatalogueSize {
  readonly models?: number;
  readonly products?: number;
  readonly seed?: number;
}

const makeHeads = [
  'Av',
  'Bran',
  'Cor',
  'Del',
  'Elv',
  'Fjor',
  'Gar',
  'Hol',
  'Ist',
  'Jor',
  'Kest',
  'Lum',
  'Mar',
  'Nor',
  'Orl',
  'Pell',
  'Quin',
  'Rov',
  'Šal',
  'Tor',
  'Ulm',
  'Vel',
  'Wend',
  'Yst',
  'Zef',
];
const makeTails = ['ero', 'dt', 'anza', 'wick', 'ën', 'ini'];
const families = [
  'Solo',
  'Duo',
  'Terra',
  'Corsaro',
  'Nova',
  'Vento',
  'Alba',
  'Rio Verde',
  'Kombi',
  'Cargo',
  'Metro',
  'Allée',
  'Fjäll',
  'Orion',
  'Strada',
  'Delta',
  'Vista',
  'Prima',
  'Eco',
  'Grand Tour',
];
const bodies = ['', 'Estate', 'Cabrio', 'Coupé', 'Van', 'XL', 'Cross', 'Sport'];
const engines = [
  '1.0 12V',
  '1.2 TCe',
  '1.4 16V',
  '1.6 HD',
  '1.8 Quattro',
  '2.0 BlueLine',
  '2.2 CRD',
  '3.0 V6',
  'E 58 kWh',
  'E 77 kWh',
  'Hybrid 1.5',
];
const powers = [48, 55, 65, 77, 81, 92, 103, 110, 125, 140, 150, 180, 210];
const groups = [
  'Diagnosis',
  'Coding',
  'Calibration of assistance systems',
  'Component protection',
  'Gateway and immobiliser',
  'Keys',
  'Programming',
  'Service reset',
  'Battery and charging',
  'Gearbox',
  'Airbag',
  'Climate',
  'Tow bar',
  'Lights',
  'Multimedia',
];
const works = [
  'Read fault memory',
  'Clear fault memory',
  'Code',
  'Calibrate',
  'Teach in',
  'Programme',
  'Update',
  'Adapt',
  'Activate',
  'Reset',
  'Check',
  'Release',
];
const parts = [
  'front camera',
  'rear camera',
  'radar',
  'parking sensors',
  'steering angle sensor',
  'headlamp',
  'tow bar module',
  'battery',
  'instrument cluster',
  'gateway',
  'immobiliser',
  'airbag control unit',
  'gearbox control unit',
  'climate control',
  'infotainment',
  'key',
  'EPB',
  'injector',
  'particulate filter',
  'throttle body',
];
const additions = [
  '',
  'with road test',
  'static',
  'dynamic',
  'after windscreen replacement',
  'after body repair',
  'online',
  'per axle',
  'left',
  'right',
];
const questions = [
  ["Did you secure the vehicle's power supply?", 'boolean'],
  ['Is the ignition on?', 'boolean'],
  ['The car stands level and its tyres have the right pressure', 'checkbox'],
  ['The calibration target is set up', 'checkbox'],
  ['Which part was replaced? Enter its number', 'text'],
  ['What does the customer complain about?', 'text'],
] as const;

/** The same size and seed give the same catalogue, letter for letter. */
export function makeCatalogue({
  models: modelCount = 20_000,
  products: productCount = 10_000,
  seed = 1,
}: CatalogueSize = {}): SandboxCatalogue {
  const random = chance(seed);
  const upTo = (limit: number) => random.below(limit);
  const one = <T>(choices: readonly T[]): T => random.of(choices);
  const some = (share: number) => random.next() < share;

  const makes = makeHeads
    .flatMap((head) => makeTails.map((tail) => head + tail))
    .map((name, index) => ({ id: 7_000_001 + index, name }));
  const models = Array.from({ length: modelCount }, (_, index) => {
    const from = 1992 + upTo(32);
    const mark = some(0.5)
      ? ` ${one(['I', 'II', 'III', 'IV', 'V'])}`
      : ` ${one('ABCDEFGHKLMRSTX'.split(''))}${1 + upTo(9)}0`;
    return {
      id: 7_100_001 + index,
      make_id: one(makes).id,
      name: `${one(families)}${mark} ${one(bodies)}`.trim(),
      from_year: from,
      to_year: some(0.3) ? null : from + 3 + upTo(6),
    };
  });
  let variantId = 7_500_000;
  const variants = models.flatMap(({ id }) =>
    Array.from({ length: 1 + upTo(5) }, () => ({
      id: (variantId += 1),
      model_id: id,
      name: `${one(engines)} ${one(powers)}KW ${one(['SH', 'AT', 'MT', 'DCT'])}`,
    })),
  );
  const productGroups = groups.map((name, index) => ({ id: 7_900_001 + index, name }));
  const products = Array.from({ length: productCount }, (_, index) => {
    const net = 15 + upTo(300) + one([0, 0.5, 0.95]);
    const priced = some(0.95);
    const name = `${one(works)} ${one(parts)} ${one(additions)}`.trim();
    return {
      id: 8_000_001 + index,
      item_number: `SB-${String(100_000 + index)}`,
      name: `${name} ${one(makes).name}`,
      description: some(0.5) ? `${name}, including a report. Takes ${15 + 5 * upTo(10)} minutes.` : '',
      is_favorite: some(0.01),
      is_unattended: some(0.2),
      gross_price: priced ? { currency: 'EUR', value: Math.round(net * 121) / 100 } : null,
      net_price: priced ? { currency: 'EUR', value: net } : null,
      group_ids: [...new Set([one(productGroups).id, ...(some(0.2) ? [one(productGroups).id] : [])])],
    };
  });
  const prerequisites = products.flatMap(({ id }) =>
    questions.flatMap(([question, type], index) =>
      some(0.2) ? [{ id: 8_900_001 + index, product_id: id, question, required: type !== 'text', type }] : [],
    ),
  );
  const bundles = productGroups.flatMap((group, index) =>
    Array.from({ length: 8 }, (_, at) => ({
      id: `5a4db0c5-0000-4000-8000-${String(index * 100 + at).padStart(12, '0')}`,
      product_group_id: group.id,
      name: `${group.name}: ${one(['complete', 'basic', 'with calibration', 'after an accident'])} ${at + 1}`,
      description: 'Belongs together.',
      reference: `BND-${index + 1}-${at + 1}`,
      blocks: Array.from({ length: productCount < 2 ? 0 : 1 + upTo(3) }, (_unused, block) => ({
        optional: block > 0 && some(0.5),
        product_ids: Array.from({ length: 1 + upTo(2) }, () => [one(products).id, one(products).id]),
      })),
    })),
  );
  return {
    format: 'jifeline-workshop-catalogue',
    version: 1,
    source: `Sandbox, seed ${seed}: everything in it is invented, no id is Jifeline's`,
    as_of: '2026-03-01T06:00:00Z',
    makes,
    models,
    variants,
    product_groups: productGroups,
    products,
    prerequisites,
    bundles,
  };
}

/** As text for a file: one entry a line, so that a line number says which. */
export function catalogueText(catalogue: SandboxCatalogue): string {
  const values = Object.entries(catalogue as unknown as Record<string, unknown>).map(([key, value]) =>
    Array.isArray(value)
      ? `${JSON.stringify(key)}: [\n${value.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]`
      : `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${values.join(',\n')}\n}\n`;
}
