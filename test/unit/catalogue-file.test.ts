import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogueFile } from '../../main/catalogue/catalogue-file.ts';
import { MAX_BYTES } from '../../main/catalogue/catalogue-format.ts';
import type { CatalogueEntry } from '../../main/catalogue/catalogue-store.ts';
import { JsonEntries, LONGEST_ENTRY } from '../../main/catalogue/json-entries.ts';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { badCatalogues, goodCatalogue } from '../support/bad-catalogues.ts';

const read = (bytes: Uint8Array, chunk = 7) => {
  const found: CatalogueEntry[] = [];
  const file = new CatalogueFile((entry) => found.push(entry));
  for (let at = 0; at < bytes.length; at += chunk) {
    if (!file.push(bytes.subarray(at, at + chunk))) break;
  }
  return { end: file.end(), found };
};
const said = (bytes: Uint8Array, chunk?: number) => {
  const { end } = read(bytes, chunk);
  return end.ok
    ? []
    : end.error.map(({ code, line, key, detail }) => `${code} ${line ?? '-'} ${key} ${detail}`.trim());
};
const ajv = new Ajv2020({ allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const fits = ajv.compile(
  JSON.parse(
    readFileSync(new URL('../../resources/catalogue.schema.json', import.meta.url), 'utf8'),
  ) as object,
);

describe('a catalogue file', () => {
  it('is read entry by entry, wherever its bytes are cut', () => {
    const bytes = Buffer.from(JSON.stringify(goodCatalogue(), undefined, 1));
    const whole = read(bytes, bytes.length);
    expect(whole.end).toEqual({ ok: true, value: { source: 'Wörkshop — tëst', asOf: Date.UTC(2026, 2, 1) } });
    expect(whole.found.map(({ kind }) => kind)).toEqual([
      'make',
      'model',
      'variant',
      'group',
      'product',
      'product',
      'prerequisite',
      'bundle',
    ]);
    for (const chunk of [1, 2, 3, 5, 64]) expect(read(bytes, chunk)).toEqual(whole);
  });

  it('may have its keys in any order, a byte order mark, and what may be left out left out', () => {
    const upsideDown = Object.fromEntries(Object.entries(goodCatalogue()).reverse());
    expect(said(Buffer.from(`\uFEFF${JSON.stringify(upsideDown)}`))).toEqual([]);
    const least = { id: 1, name: 'P', is_unattended: false };
    const lists = { makes: [], models: [], variants: [], product_groups: [], prerequisites: [], bundles: [] };
    const { format, version, source, as_of } = goodCatalogue();
    const { end, found } = read(
      Buffer.from(JSON.stringify({ format, version, source, as_of, ...lists, products: [least] })),
    );
    expect(end.ok).toBe(true);
    expect(found).toMatchObject([
      { value: { description: '', grossPrice: null, isFavorite: false, groupIds: [] } },
    ]);
  });

  it('gives each entry on whole, in the program’s own words', () => {
    expect(read(Buffer.from(JSON.stringify(goodCatalogue()))).found).toEqual([
      { kind: 'make', value: { id: 1, name: 'Škala' } },
      { kind: 'model', value: { id: 11, makeId: 1, name: 'Octav II', fromYear: 2001, toYear: null } },
      { kind: 'variant', value: { id: 111, modelId: 11, name: '1.8 Quattro' } },
      { kind: 'group', value: { id: 71, name: 'Calibration' } },
      {
        kind: 'product',
        value: {
          id: 501,
          itemNumber: 'N-501',
          name: 'Calibrate camera',
          description: 'Level floor',
          isFavorite: true,
          isUnattended: false,
          grossPrice: { currency: 'EUR', value: 145.2 },
          netPrice: { currency: 'EUR', value: 120 },
          groupIds: [71],
        },
      },
      {
        kind: 'product',
        value: {
          id: 502,
          itemNumber: '',
          name: 'Tow bar',
          description: '',
          isFavorite: false,
          isUnattended: true,
          grossPrice: null,
          netPrice: null,
          groupIds: [],
        },
      },
      {
        kind: 'prerequisite',
        value: { id: 9, productId: 501, question: 'Level?', required: true, type: 'boolean' },
      },
      {
        kind: 'bundle',
        value: {
          id: '5a4db0c5-0000-4000-8000-000000000001',
          groupId: 71,
          name: 'Both',
          description: '',
          reference: '',
          blocks: [{ optional: false, productIds: [[501, 502]] }],
        },
      },
    ]);
  });

  it('may name one price of the two', () => {
    const price = { currency: 'EUR', value: 1 };
    for (const prices of [{ gross_price: price }, { net_price: price, gross_price: null }]) {
      const products = [{ id: 501, name: 'P', is_unattended: false, ...prices }];
      const changes = { products, prerequisites: [], bundles: [] };
      expect(said(Buffer.from(JSON.stringify({ ...goodCatalogue(), ...changes })))).toEqual([]);
    }
  });

  it('may leave the words of a bundle out, and write its id in capitals', () => {
    const { id, product_group_id, name, blocks } = goodCatalogue().bundles[0] ?? {};
    const bundles = [{ id: id?.toUpperCase(), product_group_id, name, blocks }];
    expect(read(Buffer.from(JSON.stringify({ ...goodCatalogue(), bundles }))).found.at(-1)).toMatchObject({
      value: { id, description: '', reference: '' },
    });
  });

  it.each([
    ['2026-03-01', Date.UTC(2026, 2, 1)],
    ['2026-03-01T08:30Z', Date.UTC(2026, 2, 1, 8, 30)],
    ['2026-03-01T08:30:15Z', Date.UTC(2026, 2, 1, 8, 30, 15)],
    ['2026-03-01T08:30:15.123Z', Date.UTC(2026, 2, 1, 8, 30, 15, 123)],
    ['2026-03-01T08:30:15+01:30', Date.UTC(2026, 2, 1, 7, 0, 15)],
    ['2026-03-01T08:30:15-01:00', Date.UTC(2026, 2, 1, 9, 30, 15)],
  ])('may be as of %s', (as_of, asOf) => {
    const { end } = read(Buffer.from(JSON.stringify({ ...goodCatalogue(), as_of })));
    expect(end).toMatchObject({ ok: true, value: { asOf } });
  });

  it.each(badCatalogues)('$name: $expected', ({ bytes, expected }) => {
    for (const chunk of [101, 16 * 1024]) expect(said(bytes(), chunk)[0]).toBe(expected);
  });

  it('tells twenty problems and no more, however many there are', () => {
    const makes = Array.from({ length: 500 }, (_, index) => ({ id: -index, name: 'M' }));
    expect(said(Buffer.from(JSON.stringify({ ...goodCatalogue(), makes })))).toHaveLength(20);
  });

  it('tells every problem of one entry, each with its line', () => {
    const text = JSON.stringify({ ...goodCatalogue(), makes: [{ id: 'x', nam: 'M' }] }, undefined, 1);
    const line = (part: string) => text.split('\n').findIndex((each) => each.includes(part)) + 1;
    expect(said(Buffer.from(text)).slice(0, 3)).toEqual([
      `wrong_type ${line('"id": "x"')} makes[0].id number`,
      `missing_key ${line('"id": "x"') - 1} makes[0].name`,
      `unknown_key ${line('"nam"')} makes[0].nam`,
    ]);
  });

  it('tells every key that an entry has twice, and what else is wrong with it', () => {
    const makes = '"makes": [{"id": 1,\n"name": "A",\n"name": "B",\n"name": "C",\n"nam": "D"}]';
    const text = JSON.stringify({ ...goodCatalogue(), makes: 0 }).replace('"makes":0', makes);
    expect(said(Buffer.from(text))).toEqual([
      'key_twice 3 makes[0].name',
      'key_twice 4 makes[0].name',
      'unknown_key 5 makes[0].nam',
      'no_such_id 5 models[0].make_id makes: 1',
    ]);
  });

  it('may have the same key in two objects of one entry', () => {
    const price = { currency: 'EUR', value: 1 };
    const products = [
      { id: 501, name: '"name": "id":', is_unattended: true, gross_price: price, net_price: price },
    ];
    const { bundles: _, prerequisites: __, ...rest } = goodCatalogue();
    const text = JSON.stringify({ ...rest, products, bundles: [], prerequisites: [] });
    expect(said(Buffer.from(text))).toEqual([]);
  });

  it('gives nothing on once there was a mistake', () => {
    const text = JSON.stringify({ ...goodCatalogue(), makes: [{ id: 0, name: 'M' }] });
    expect(read(Buffer.from(text)).found).toEqual([]);
  });

  it('is not read on when it is longer than it may be, whatever its size was said to be', () => {
    const blanks = new Uint8Array(1024 * 1024).fill(0x20);
    const file = new CatalogueFile(() => undefined);
    let pushed = 0;
    while (file.push(blanks)) pushed += 1;
    expect(pushed).toBe(MAX_BYTES / blanks.length);
    expect(file.end()).toMatchObject({ ok: false, error: [{ code: 'too_large', detail: '64' }] });
  });

  it('is what the JSON Schema describes', () => {
    expect(fits(goodCatalogue())).toBe(true);
    expect(fits(makeCatalogue({ models: 20, products: 50 }))).toBe(true);
    for (const { name, bytes, schemaSays } of badCatalogues) {
      if (schemaSays === undefined) continue;
      expect([name, fits(JSON.parse(Buffer.from(bytes()).toString('utf8')))]).toEqual([name, schemaSays]);
    }
  });
});

describe('the sandbox’s catalogue', () => {
  it('is the same for the same seed, good, and says that it is invented', () => {
    const text = catalogueText(makeCatalogue({ models: 300, products: 300, seed: 7 }));
    expect(catalogueText(makeCatalogue({ models: 300, products: 300, seed: 7 }))).toBe(text);
    expect(catalogueText(makeCatalogue({ models: 300, products: 300, seed: 8 }))).not.toBe(text);
    expect(said(Buffer.from(text), 16 * 1024)).toEqual([]);
    expect(text).toContain('invented');
  });
});

describe('taking JSON apart', () => {
  const entriesOf = (text: string) => {
    const found: string[] = [];
    const entries = new JsonEntries();
    const fault =
      entries.push(text, ({ key, index, text: value, line }) => {
        found.push(`${line} ${key} ${index ?? '-'} ${value}`);
        return null;
      }) ?? entries.end();
    return { found, fault };
  };

  it('knows strings with brackets, quotes and escapes, and counts lines', () => {
    expect(entriesOf('{"a": "}]\\"{",\n"b":[1 ,\n{"x":"]\\\\"}, [ [] ]\n],"c":-1.5e3,"d":[]\n}')).toEqual({
      found: ['1 a - "}]\\"{"', '2 b 0 1', '3 b 1 {"x":"]\\\\"}', '3 b 2 [ [] ]', '4 c - -1.5e3', '4 d - []'],
      fault: null,
    });
  });

  it('counts the keys of an entry, whatever its texts and however it is cut', () => {
    const keysOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce<number>(
            (sum, inner) => sum + keysOf(inner),
            Array.isArray(value) ? 0 : Object.keys(value).length,
          )
        : 0;
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.nat(50), (values, cut) => {
        const text = JSON.stringify({ list: values });
        const counted: number[] = [];
        const entries = new JsonEntries();
        for (const part of [text.slice(0, cut), text.slice(cut)]) {
          entries.push(part, ({ keys }) => {
            counted.push(keys);
            return null;
          });
        }
        expect(counted).toEqual(values.length === 0 ? [0] : values.map(keysOf));
      }),
    );
  });

  it.each([
    '',
    '[]',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a":[1}',
    '{a:1}',
    '{"a":1}x',
    '{"a":1 2}',
    '{,}',
    '{"a":[,1]}',
    `{"a":${'['.repeat(50)}${']'.repeat(50)}}`,
  ])('refuses %j', (text) => {
    const { fault, found } = entriesOf(text);
    const isBad = fault !== null || found.some((entry) => !isJson(entry.split(' ').slice(3).join(' ')));
    expect(isBad).toBe(true);
  });

  it('refuses an entry that is too long, and a key that is there twice', () => {
    expect(entriesOf(`{\n"a":["${'x'.repeat(LONGEST_ENTRY)}"]}`).fault).toEqual({
      kind: 'too-long',
      line: 2,
      key: 'a[0]',
    });
    expect(entriesOf('{"a":1,\n"a":2}').fault).toEqual({ kind: 'key-twice', line: 2, key: 'a' });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
