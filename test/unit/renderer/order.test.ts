import { describe, expect, it } from 'vitest';
import type { ProductView } from '../../../preload/contract/catalogue.ts';
import { ok } from '../../../preload/contract/result.ts';
import type { FormChanges, TicketForm, TicketView } from '../../../preload/contract/ticket.ts';
import { OpenTicket } from '../../../renderer/state/open-ticket.svelte.ts';
import { sameProducts, totalsOf } from '../../../renderer/state/order-facts.ts';
import { Order } from '../../../renderer/state/order.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';
import { product, question, unknownProduct } from '../../support/products.ts';
import { filledForm } from '../../support/tickets.ts';

const viewOf = (form: TicketForm, revision = 1): TicketView => ({
  id: '00000000-0000-4000-8000-000000000001',
  state: 'draft',
  revision,
  listed: true,
  savedAt: 1,
  place: 1,
  waitsFor: null,
  wait: null,
  answer: null,
  restored: null,
  created: null,
  nextAttemptAt: null,
  form,
  issues: [],
  checks: [],
  attempts: 0,
});

/** A draft over a main that keeps what it is given, and a catalogue. */
function setUp(form: Partial<TicketForm>, catalogue: readonly ProductView[]) {
  let kept = filledForm(form);
  const asked: number[][] = [];
  const main = { gate: Promise.resolve() };
  const { bridge } = bridgeDouble({
    drafts: {
      change: ({ changes }: { changes: FormChanges }) => {
        kept = { ...kept, ...(changes as Partial<TicketForm>) };
        return ok(viewOf(kept));
      },
    },
    catalogue: {
      products: async ({ ids }) => {
        asked.push([...ids]);
        await main.gate;
        return ok(ids.map((id) => catalogue.find((one) => one.id === id) ?? unknownProduct(id)));
      },
    },
  });
  const open = new OpenTicket(bridge, viewOf(kept));
  return { open, order: new Order(bridge, open), asked, main, saved: () => open.flush().then(() => kept) };
}

describe('the products of a ticket', () => {
  it('are known by what was typed, and unknown ones stay in their place', async () => {
    const { order } = setUp({ product_ids: ['5 2', 'what?', '7'] }, [product(52)]);
    await order.ask(false);
    expect(order.lines.map(({ typed, product: known }) => [typed, known?.known])).toEqual([
      ['5 2', true],
      ['what?', undefined],
      ['7', false],
    ]);
    expect(order.hasUnknown).toBe(true);
  });

  it('are asked for once, and anew only when that is wanted', async () => {
    const { order, asked } = setUp({ product_ids: ['52', '052'] }, [product(52)]);
    await order.ask(false);
    await order.ask(false);
    expect(asked).toEqual([[52]]);
    await order.ask(true);
    expect(asked).toHaveLength(2);
  });

  it('are those of the last question, whatever answer comes last', async () => {
    const { order, open, main } = setUp({ product_ids: ['1'] }, [product(1), product(2)]);
    let release = () => {};
    main.gate = new Promise((resolve) => (release = resolve));
    const early = order.ask(false);
    open.set('product_ids', ['2']);
    main.gate = Promise.resolve();
    await order.ask(false);
    release();
    await early;
    expect(order.products.map(({ id }) => id)).toEqual([2]);
  });

  it('are added in place of what was being typed, each once', async () => {
    const { order, saved } = setUp({ product_ids: ['1', 'cam'] }, []);
    order.add([2, 1, 3], 'cam');
    expect((await saved()).product_ids).toEqual(['1', '2', '3']);
  });
});

describe('the questions', () => {
  const catalogue = [
    product(1, { prerequisites: [question(12), question(13, 'text', false)] }),
    product(2, { prerequisites: [question(12)] }),
  ];

  it('are answered with one tap, changed, and taken back', async () => {
    const { order, saved } = setUp({ product_ids: ['1'] }, catalogue);
    await order.ask(false);
    order.answer(12, { kind: 'no', text: '' });
    order.answer(12, { kind: 'yes', text: '' });
    order.answer(13, { kind: 'text', text: '12,6 V' });
    expect((await saved()).product_prerequisites).toEqual([
      { prerequisiteId: '12', kind: 'yes', text: '' },
      { prerequisiteId: '13', kind: 'text', text: '12,6 V' },
    ]);
    order.answer(13, null);
    expect((await saved()).product_prerequisites).toHaveLength(1);
  });

  it('go with the last product that asks them, and answers that nobody asked for stay', async () => {
    const answers = ['12', '13', '99'].map((prerequisiteId) => ({
      prerequisiteId,
      kind: 'yes' as const,
      text: '',
    }));
    const { order, saved } = setUp({ product_ids: ['1', '2'], product_prerequisites: answers }, catalogue);
    await order.ask(false);
    expect(order.otherAnswers.map(({ row }) => row)).toEqual([2]);
    order.remove(0);
    const left = await saved();
    expect(left.product_ids).toEqual(['2']);
    expect(left.product_prerequisites.map(({ prerequisiteId }) => prerequisiteId)).toEqual(['12', '99']);
  });
});

describe('the total', () => {
  const euro = (value: number) => ({ currency: 'EUR', value });

  it('is exact to the cent, and says what it is without', () => {
    const products = [
      product(1, { netPrice: euro(0.1), grossPrice: euro(0.12) }),
      product(2, { netPrice: euro(0.2), grossPrice: euro(0.24) }),
      unknownProduct(3),
    ];
    expect(totalsOf(products)).toEqual({ net: [euro(0.3)], gross: [euro(0.36)], unpriced: 1 });
  });

  it('is one amount a currency', () => {
    const products = [
      product(1, { netPrice: euro(5) }),
      product(2, { netPrice: { currency: 'CHF', value: 7 } }),
    ];
    expect(totalsOf(products).net).toEqual([euro(5), { currency: 'CHF', value: 7 }]);
  });

  it('is left out where half of it is not known', () => {
    const products = [
      product(1, { netPrice: euro(5), grossPrice: euro(6) }),
      product(2, { netPrice: euro(5) }),
    ];
    expect(totalsOf(products)).toMatchObject({ net: [euro(10)], gross: [] });
  });
});

it('knows the same job by its products, however they are typed', () => {
  expect(sameProducts(['1 2', '3'], ['3', '12'])).toBe(true);
  expect(sameProducts(['12'], ['12', '3'])).toBe(false);
  expect(sameProducts(['12', '12'], ['12'])).toBe(true);
});
