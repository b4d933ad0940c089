import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameName, readingsOf, vehicleIn } from '../../main/catalogue/vehicle-path.ts';
import type { CatalogueStore } from '../../main/catalogue/catalogue-store.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import { createMemoryCatalogueStore } from '../support/memory-catalogue-store.ts';

interface Car {
  readonly make: string;
  readonly name: string;
  readonly variants?: readonly string[];
}
const audi100 = {
  make: 'Audi',
  name: '100 - (44, 44Q, C3)',
  variants: ['1.8 Quattro 65KW SH', '1.8 65KW SH', '2.2 Turbo'],
};
const cars: readonly Car[] = [
  audi100,
  { make: 'Audi', name: '100 - (4A, C4)', variants: ['1.8 Quattro 65KW SH'] },
  { make: 'Audi', name: 'A4 Avant', variants: ['2.0 TDI', '2.0 TDI'] },
  { make: 'Volvo', name: 'XC-60', variants: ['D4'] },
  { make: 'Škoda', name: 'Octavia II', variants: ['1.9 TDI'] },
  { make: 'Mercedes-Benz', name: 'C-Klasse' },
  { make: 'VW', name: 'Golf V', variants: ['1.9 TDI'] },
  { make: 'VW', name: 'Golf', variants: ['Plus 1.9 TDI'] },
  { make: 'VW', name: 'Up' },
  { make: 'VW', name: 'up!' },
  { make: 'Volvo', name: 'XC 90' },
  { make: 'Volvo', name: 'XC40', variants: ['T3'] },
];

/** A store with these cars; ids of models are 101 and on, of variants 1011 and on. */
async function storeOf(listed: readonly Car[]): Promise<CatalogueStore> {
  const store = createMemoryCatalogueStore();
  const built = store.build();
  if (!built.ok) throw new Error('not built');
  const makes = [...new Set(listed.map(({ make }) => make))];
  for (const [index, name] of makes.entries())
    built.value.add({ kind: 'make', value: { id: index + 1, name } });
  for (const [index, { make, name, variants = [] }] of listed.entries()) {
    const id = 101 + index;
    const makeId = makes.indexOf(make) + 1;
    built.value.add({ kind: 'model', value: { id, makeId, name, fromYear: null, toYear: null } });
    for (const [at, variant] of variants.entries())
      built.value.add({ kind: 'variant', value: { id: id * 10 + at + 1, modelId: id, name: variant } });
  }
  await built.value.finish({ source: 'Cars', asOf: 0, importedAt: 0, stamp: '' });
  return store;
}
const store = await storeOf(cars);
const told = (path: string, from = store) => {
  const found = vehicleIn(from, path);
  if (!found.ok) throw new Error(found.error.code);
  return found.value === null ? null : [found.value.model.name, found.value.variant?.name ?? null];
};

describe('the vehicle that a path names', () => {
  it.each([
    ['in four parts', 'AUDI#100#100 - (44, 44Q, C3)#1.8 Quattro 65KW SH', 0, '1.8 Quattro 65KW SH'],
    ['where the model is family and model', 'AUDI#A4#Avant#2.2', 2, null],
    ['in more parts than usual', 'AUDI#Cars#100#100 - (44, 44Q, C3)#2.2 Turbo', 0, '2.2 Turbo'],
    ['written otherwise', ' audi # 100 # 100 (44/44q/c3) # 1.8-quattro 65 kW sh ', 0, '1.8 Quattro 65KW SH'],
    ['without its dash', 'VOLVO#XC#XC60#D4', 3, 'D4'],
    ['with a blank for its dash', 'Volvo#XC#XC 60#D 4', 3, 'D4'],
    ['together what is apart in the catalogue', 'Volvo#XC90', 10, null],
    ['apart what is together in the catalogue', 'Volvo#XC#XC-40#T 3', 11, 'T3'],
    ['without its accent', 'SKODA#Octavia#Octavia II#1.9 TDI', 4, '1.9 TDI'],
    ['of a make with a dash', 'MERCEDES BENZ#C#C Klasse#C 180', 5, null],
    ['with a variant that nobody knows', 'AUDI#100#100 - (44, 44Q, C3)#5.0 Rocket', 0, null],
    ['with a variant that is there twice', 'AUDI#A4#A4 Avant#2.0 TDI', 2, null],
    ['with an empty variant', 'AUDI#100#100 - (44, 44Q, C3)#', 0, null],
    ['without a model family', 'AUDI##100 - (44, 44Q, C3)#2.2 Turbo', 0, '2.2 Turbo'],
    ['as make, model and variant', 'VW#Golf V#1.9 TDI', 6, '1.9 TDI'],
    ['as make, family and model', 'AUDI#100#100 - (44, 44Q, C3)', 0, null],
    ['as make and model in two parts', 'AUDI#A4#Avant', 2, null],
    ['as make and model', 'Volvo#XC60', 3, null],
    ['as make, model and an empty variant', 'Volvo#XC60#', 3, null],
  ])('%s', (_how, path, car, variant) => {
    expect(told(path)).toEqual([cars[car]?.name, variant]);
  });

  it.each([
    ['a make that is not in the catalogue', 'SEAT#100#100 - (44, 44Q, C3)#2.2 Turbo'],
    ['a model that is not', 'AUDI#100#100 - (45)#2.2 Turbo'],
    ['the head of a model', 'AUDI#100#100#1.8 Quattro 65KW SH'],
    ['another make’s model', 'AUDI#Golf#Golf V#1.9 TDI'],
    ['another number', 'AUDI#100#10 044 44Q C3#2.2 Turbo'],
    ['two models of one name', 'VW#up#Up!#1.0'],
    ['a family that may be the model', 'VW#Golf#Variant'],
    ['a plus that tells it apart', 'VW#Golf#Golf V+#1.9 TDI'],
    ['only a make', 'AUDI'],
    ['no make', '#100#100 - (44, 44Q, C3)#2.2 Turbo'],
    ['a make and nothing', 'AUDI#'],
    ['nothing but signs', '-#()#...#!'],
    ['nothing', ''],
    ['no path at all', '1.8 Quattro 65KW SH'],
  ])('is none for %s', (_what, path) => {
    expect(told(path)).toBeNull();
  });

  it('is none where two ways to read it lead to two models', async () => {
    const both = await storeOf([
      { make: 'Audi', name: 'A4 Avant', variants: ['2.0'] },
      { make: 'Audi', name: 'Avant', variants: ['2.0'] },
      { make: 'Audi', name: 'A4', variants: ['Avant'] },
    ]);
    expect(told('AUDI#A4#Avant#2.0', both)).toBeNull();
    expect(told('AUDI#A4#Avant', both)).toBeNull();
    expect(told('AUDI#A4#A4 Avant#2.0', both)).toEqual(['A4 Avant', '2.0']);
    expect(told('AUDI#A4', both)).toEqual(['A4', null]);
  });

  it('is none where too many models could be it to say that one is the only one', async () => {
    const numbered = (count: number) =>
      storeOf(Array.from({ length: count }, (_, index) => ({ make: 'Audi', name: `A${index} B` })));
    expect(told('AUDI#A-7-B', await numbered(900))).toEqual(['A7 B', null]);
    expect(told('AUDI#A-7-B', await numbered(1_100))).toBeNull();
    expect(told('AUDI#A7 B', await numbered(1_100))).toEqual(['A7 B', null]);
  });

  it('is none without a catalogue, and says when the catalogue does not answer', () => {
    const empty = createMemoryCatalogueStore();
    expect(told('AUDI#A4#A4 Avant#2.0', empty)).toBeNull();
    empty.broken = true;
    expect(vehicleIn(empty, 'AUDI#A4')).toEqual(err(appError('catalogue.storage')));
  });

  it('is, of every vehicle of a catalogue, the vehicle itself, however it is written', () => {
    const spelled = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase().replaceAll('-', ' '),
      (text: string) => ` ${text.replaceAll(' ', '  ')} `,
    );
    const certain = cars
      .filter(({ name }) => name.toLowerCase() !== 'up' && name !== 'up!')
      .flatMap(({ make, name, variants = [] }) =>
        [...variants, ''].map((variant) => ({
          path: [make, 'Family', name, variant].join('#'),
          named: [name, variants.filter((other) => other === variant).length === 1 ? variant : null],
        })),
      );
    fc.assert(
      fc.property(fc.constantFrom(...certain), spelled, ({ path, named }, spell) => {
        expect(told(spell(path))).toEqual(named);
      }),
    );
  });

  it('survives every text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
        const found = vehicleIn(store, parts.join('#'));
        expect(found.ok).toBe(true);
      }),
    );
  });
});

describe('reading a path', () => {
  it('takes the model from the part before the variant, or from all between', () => {
    expect(readingsOf('AUDI#100#Avant#1.8')).toEqual([
      { make: 'AUDI', model: 'Avant', variant: '1.8', needsVariant: false },
      { make: 'AUDI', model: '100 Avant', variant: '1.8', needsVariant: false },
    ]);
    expect(readingsOf('AUDI#100#1.8')).toEqual([
      { make: 'AUDI', model: '100', variant: '1.8', needsVariant: true },
      { make: 'AUDI', model: '1.8', variant: null, needsVariant: false },
      { make: 'AUDI', model: '100 1.8', variant: null, needsVariant: false },
    ]);
  });

  it('compares names without case, accents, blanks, dashes and brackets, but number by number', () => {
    for (const [one, other] of [
      ['XC-60', 'xc 60'],
      ['Citroën', 'CITROEN'],
      ['T-Roc', 'T Roc'],
      ['65KW', '65 kW'],
      ['100 - (44, 44Q, C3)', '100 (44 44Q C3)'],
    ] as const)
      expect([one, isSameName(one, other)]).toEqual([one, true]);
    for (const [one, other] of [
      ['1.8', '18'],
      ['A4 5d', 'A45 d'],
      ['Golf', 'Golf+'],
      ['', ''],
      ['-', ' '],
    ] as const)
      expect([one, isSameName(one, other)]).toEqual([one, false]);
  });
});
