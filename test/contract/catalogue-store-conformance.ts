import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueEntry, CatalogueStore, Product } from '../../main/catalogue/catalogue-store.ts';
import { wordsOf } from '../../main/catalogue/words.ts';
import { valueOf } from './ticket-store-conformance.ts';

const product = (id: number, name: string, more: Partial<Product> = {}): CatalogueEntry => ({
  kind: 'product',
  value: {
    id,
    itemNumber: `N-${id}`,
    name,
    description: '',
    isFavorite: false,
    isUnattended: false,
    grossPrice: null,
    netPrice: null,
    groupIds: [],
    ...more,
  },
});
const model = (id: number, makeId: number, name: string): CatalogueEntry => ({
  kind: 'model',
  value: { id, makeId, name, fromYear: 2001, toYear: null },
});
const variant = (id: number, modelId: number, name: string): CatalogueEntry => ({
  kind: 'variant',
  value: { id, modelId, name },
});
const bundle = {
  id: '5a4db0c5-0000-4000-8000-000000000001',
  groupId: 71,
  name: 'After an accident',
  description: '',
  reference: '',
  blocks: [{ optional: true, productIds: [[501, 502], [503]] }],
};

const entries: readonly CatalogueEntry[] = [
  { kind: 'make', value: { id: 2, name: 'Wend' } },
  { kind: 'make', value: { id: 1, name: 'Škala' } },
  model(12, 1, 'Octav III Estate'),
  model(11, 1, 'Octav II'),
  model(21, 2, 'XC-60 Cross'),
  model(22, 2, 'Octavio'),
  variant(112, 11, '1.8 Quattro 65KW'),
  variant(111, 11, '1.6 HD 77KW'),
  variant(211, 21, '2.0 BlueLine'),
  { kind: 'group', value: { id: 72, name: 'Coding' } },
  { kind: 'group', value: { id: 71, name: 'Calibration' } },
  product(503, 'Tow bar coding', { isUnattended: true, groupIds: [72] }),
  product(501, 'Calibrate front camera', {
    description: 'Level floor needed',
    isFavorite: true,
    groupIds: [71, 72],
    grossPrice: { currency: 'EUR', value: 145.2 },
    netPrice: { currency: 'EUR', value: 120 },
  }),
  product(502, 'Calibrate radar', { groupIds: [71] }),
  {
    kind: 'prerequisite',
    value: { id: 9, productId: 501, question: 'Is the floor level?', required: true, type: 'boolean' },
  },
  {
    kind: 'prerequisite',
    value: { id: 8, productId: 501, question: 'Which windscreen?', required: false, type: 'text' },
  },
  { kind: 'bundle', value: bundle },
];
const header = { source: 'test', asOf: 1_000, importedAt: 2_000, stamp: 'a' };

async function fill(store: CatalogueStore, with_: readonly CatalogueEntry[], source = 'test'): Promise<void> {
  const builder = valueOf(store.build());
  for (const entry of with_) valueOf(builder.add(entry));
  while (valueOf(builder.prepare()));
  valueOf(await builder.finish({ ...header, source }));
}

/** What every catalogue store must do, whatever it is made of. */
export function describeCatalogueStore(name: string, make: () => CatalogueStore): void {
  describe(`catalogue store: ${name}`, () => {
    let store: CatalogueStore;
    beforeEach(() => {
      store = make();
    });
    afterEach(() => store.close());
    const modelsFor = (text: string, page: { offset?: number; limit?: number } = {}) =>
      valueOf(store.searchModels({ words: wordsOf(text), offset: 0, limit: 20, ...page })).map(
        ({ id }) => id,
      );
    const productsFor = (text: string, groupId: number | null = null) =>
      valueOf(store.searchProducts({ words: wordsOf(text), groupId, offset: 0, limit: 20 })).map(
        ({ id }) => id,
      );

    it('has nothing before there is a catalogue', () => {
      expect(valueOf(store.summary())).toBeNull();
      expect(modelsFor('octav')).toEqual([]);
      expect(modelsFor('')).toEqual([]);
      expect(valueOf(store.products([501]))).toEqual([]);
      expect(valueOf(store.groups())).toEqual([]);
    });

    it('says what it holds, from where and as of when', async () => {
      await fill(store, entries);
      expect(valueOf(store.summary())).toEqual({ ...header, models: 4, variants: 3, products: 3 });
    });

    it('finds models by the beginning of every word, in any order and without accents', async () => {
      await fill(store, entries);
      expect(modelsFor('skala oct')).toEqual([11, 12]);
      expect(modelsFor('est šKA')).toEqual([12]);
      expect(modelsFor('xc60')).toEqual([21]);
      expect(modelsFor('xc-60')).toEqual([21]);
      expect(modelsFor('21')).toContain(21);
      expect(modelsFor('ctav')).toEqual([]);
      expect(modelsFor('octav wendo')).toEqual([]);
    });

    it('gives whole words first, then the alphabet', async () => {
      await fill(store, entries);
      // Octavio begins with it; the two others are called so.
      expect(modelsFor('octav')).toEqual([11, 12, 22]);
      expect(modelsFor('')).toEqual([11, 12, 22, 21]);
    });

    it('finds models by their variants, after those found by their own name', async () => {
      await fill(store, entries);
      expect(modelsFor('quattro 1.8')).toEqual([11]);
      expect(modelsFor('octav 77')).toEqual([11]);
      expect(modelsFor('2')).toEqual([22, 21]);
    });

    it('takes signs of a query language as what they are', async () => {
      await fill(store, entries);
      for (const typed of ['"', "'", '*', 'head:x', 'octav NOT iii', '(', '^a', '-', 'a AND', '\u0000', '%_'])
        expect(Array.isArray(modelsFor(typed))).toBe(true);
      expect(modelsFor('octav*')).toEqual([11, 12, 22]);
    });

    it('gives page after page, each result once', async () => {
      await fill(store, entries);
      const pages = [0, 1, 2, 3].flatMap((offset) => modelsFor('oct', { offset, limit: 1 }));
      expect(pages).toEqual(modelsFor('oct'));
      expect([0, 2].flatMap((offset) => modelsFor('', { offset, limit: 2 }))).toEqual([11, 12, 22, 21]);
    });

    it('reads models and variants by id', async () => {
      await fill(store, entries);
      expect(valueOf(store.models([11, 99]))).toEqual([
        { id: 11, make: 'Škala', name: 'Octav II', fromYear: 2001, toYear: null },
      ]);
      expect(valueOf(store.variantsOf(11)).map(({ id }) => id)).toEqual([111, 112]);
      expect(valueOf(store.variants([112]))).toEqual([{ id: 112, modelId: 11, name: '1.8 Quattro 65KW' }]);
      expect(valueOf(store.variantsOf(99))).toEqual([]);
    });

    it('finds products by name, item number, id and description, within a group too', async () => {
      await fill(store, entries);
      expect(productsFor('cal')).toEqual([501, 502]);
      expect(productsFor('camera calib')).toEqual([501]);
      expect(productsFor('n-503')).toEqual([503]);
      expect(productsFor('floor')).toEqual([501]);
      expect(productsFor('cod', 71)).toEqual([]);
      expect(productsFor('', 72)).toEqual([501, 503]);
      expect(productsFor('', 99)).toEqual([]);
    });

    it('gives a product with its prices and what it asks', async () => {
      await fill(store, entries);
      expect(valueOf(store.products([501]))).toEqual([
        {
          id: 501,
          itemNumber: 'N-501',
          name: 'Calibrate front camera',
          description: 'Level floor needed',
          isFavorite: true,
          isUnattended: false,
          grossPrice: { currency: 'EUR', value: 145.2 },
          netPrice: { currency: 'EUR', value: 120 },
          groupIds: [71, 72],
          prerequisites: [
            { id: 8, question: 'Which windscreen?', required: false, type: 'text' },
            { id: 9, question: 'Is the floor level?', required: true, type: 'boolean' },
          ],
        },
      ]);
      expect(valueOf(store.favourites())).toEqual([501]);
    });

    it('gives groups and bundles', async () => {
      await fill(store, entries);
      expect(valueOf(store.groups()).map(({ id }) => id)).toEqual([71, 72]);
      expect(valueOf(store.bundles())).toEqual([bundle]);
    });

    it('replaces all of it at once, and keeps what the service said of vehicles', async () => {
      await fill(store, entries);
      const offer = {
        modelId: 11,
        variantId: 111,
        asOf: 5,
        groups: [{ id: 3, name: 'G' }],
        bundles: [bundle],
      };
      valueOf(store.saveOffer({ ...offer, asOf: 1 }));
      valueOf(store.saveOffer(offer));
      await fill(store, [{ kind: 'make', value: { id: 5, name: 'Other' } }, model(51, 5, 'New')], 'second');
      expect(modelsFor('')).toEqual([51]);
      expect(productsFor('')).toEqual([]);
      expect(valueOf(store.summary())).toMatchObject({ source: 'second', models: 1, products: 0 });
      expect(valueOf(store.offer(11, 111))).toEqual(offer);
      expect(valueOf(store.offer(11, 112))).toBeNull();
    });

    it('stays as it is while another is built, and when that one is thrown away', async () => {
      await fill(store, entries);
      const builder = valueOf(store.build());
      valueOf(builder.add({ kind: 'make', value: { id: 5, name: 'Other' } }));
      expect(modelsFor('octav')).toEqual([11, 12, 22]);
      builder.discard();
      expect(modelsFor('octav')).toEqual([11, 12, 22]);
      // And one can be begun again.
      await fill(store, [], 'empty');
      expect(modelsFor('')).toEqual([]);
    });
  });
}
