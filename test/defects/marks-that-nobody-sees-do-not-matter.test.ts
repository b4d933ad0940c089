import { describe, expect, it } from 'vitest';
import { workbench } from '../support/workbench.ts';

// What is pasted from a web page or a PDF may bring marks that have no shape. "Only digits belong here" was said of a
// number of which every sign that could be seen was a digit, and a VIN that was right was called wrong.
const marks: [string, string][] = [
  ['a zero-width space', '\u200b'],
  ['a zero-width joiner', '\u200d'],
  ['a left-to-right mark', '\u200e'],
  ['a right-to-left mark', '\u200f'],
  ['a direction embedding', '\u202a'],
  ['a direction isolate', '\u2066'],
  ['a byte order mark', '\ufeff'],
  ['a word joiner', '\u2060'],
  ['a soft hyphen', '\u00ad'],
];
const dashes: [string, string][] = [
  ['a hyphen of its own', '\u2010'],
  ['a hyphen that does not break', '\u2011'],
  ['a figure dash', '\u2012'],
  ['an en dash', '\u2013'],
  ['an em dash', '\u2014'],
  ['a bar', '\u2015'],
];

interface Body {
  readonly vin: string;
  readonly connector_id: number;
  readonly vehicle_model_id: number;
  readonly product_ids: readonly number[];
  readonly product_prerequisites: readonly { readonly product_prerequisite_id: number }[];
}

describe.each(marks)('%s', (_name, mark) => {
  it.each([
    ['before', (text: string) => `${mark}${text}`],
    ['within', (text: string) => `${text.slice(0, 2)}${mark}${text.slice(2)}`],
    ['after', (text: string) => `${text}${mark}`],
  ])('%s ids and the VIN changes nothing of what is sent', async (_where, marked) => {
    const { write, tickets, outbox, posted, stateOf } = workbench();
    const id = write({
      vin: marked('WVGZZZ5NZEW069297'),
      connector_id: marked('910101043'),
      vehicle_model_id: marked('284841'),
      vehicle_model_variant_id: marked('284842'),
      product_ids: [marked('52351')],
      product_prerequisites: [{ prerequisiteId: marked('123'), kind: 'yes', text: '' }],
    });
    expect(stateOf(id).issues).toEqual([]);
    await tickets.send(id);
    await outbox.idle();
    expect(JSON.parse(posted[0]?.body ?? 'null') as Body).toMatchObject({
      vin: 'WVGZZZ5NZEW069297',
      connector_id: 910_101_043,
      vehicle_model_id: 284_841,
      product_ids: [52_351],
      product_prerequisites: [{ product_prerequisite_id: 123 }],
    });
    expect(stateOf(id).form.vin).toBe(marked('WVGZZZ5NZEW069297'));
  });
});

describe.each(dashes)('%s', (_name, dash) => {
  it('in a VIN is a dash like any other', async () => {
    const { write, send, posted, stateOf } = workbench();
    const id = write({ vin: ['WVG', 'ZZZ', '5NZEW069297'].join(dash) });
    expect(stateOf(id).issues).toEqual([]);
    await send(id);
    expect(JSON.parse(posted[0]?.body ?? 'null') as Body).toMatchObject({ vin: 'WVGZZZ5NZEW069297' });
  });
});

it('the same product, once with a mark and once without, is the same product', () => {
  const { write, stateOf } = workbench();
  const id = write({ product_ids: ['52351', '\u200e52351'] });
  expect(stateOf(id).issues).toMatchObject([{ field: 'product_ids', code: 'product.twice', index: 1 }]);
});
