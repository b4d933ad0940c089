import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTemplate, contentOf, hasRoomFor } from '../../main/templates/apply-template.ts';
import { idOf } from '../../preload/contract/questions.ts';
import type { Consent } from '../../preload/contract/ticket.ts';
import { filledForm } from '../support/tickets.ts';

const order = { product_ids: ['3', '1'], voucher: 'SUMMER26' };
const consent: Consent = { given: true, at: 1, account: null, text: '1-nl' };

describe('a template in a form', () => {
  it('follows what is there, and fills an empty voucher', () => {
    expect(applyTemplate(filledForm({ product_ids: ['7'], voucher: ' ' }), order)).toEqual(
      filledForm({ product_ids: ['7', '3', '1'], voucher: 'SUMMER26' }),
    );
  });

  it('adds no product that is there, however its id was typed', () => {
    const form = filledForm({ product_ids: ['0 01', 'abc', '910 101'] });
    const template = { product_ids: [' 1', '910101', ' abc ', '2', '02'], voucher: '' };
    expect(applyTemplate(form, template).product_ids).toEqual(['0 01', 'abc', '910 101', '2']);
  });

  it('leaves what was typed as it was typed, the wrong too, but for rows without anything', () => {
    const form = filledForm({ product_ids: ['1', '', '1', 'x'], voucher: ' mine ' });
    expect(applyTemplate(form, order)).toMatchObject({
      product_ids: ['1', '1', 'x', '3'],
      voucher: ' mine ',
    });
  });

  it('twice is the same as once', () => {
    const once = applyTemplate(filledForm(), order);
    expect(applyTemplate(once, order)).toEqual(once);
  });

  it('answers nothing, and touches nothing else', () => {
    const product_prerequisites = [{ prerequisiteId: '9', kind: 'yes', text: '' } as const];
    const form = filledForm({ product_prerequisites, vinSource: 'connector', reference: 'aa' });
    const {
      product_ids: _,
      voucher: __,
      ...others
    } = applyTemplate(form, {
      ...order,
      ...{ answers: [{ prerequisiteId: '10', kind: 'no', text: '' }] },
    });
    const { product_ids: ___, voucher: ____, ...before } = form;
    expect(others).toEqual(before);
  });

  it('is not agreed to because what was there before is', () => {
    const form = filledForm({ product_ids: ['1', '3'], consent });
    expect(applyTemplate(form, order).consent).toEqual(consent);
    expect(applyTemplate({ ...form, product_ids: ['1'] }, order).consent).toBeNull();
  });

  it('loses nothing, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('', ' ', '1', ' 1', '0 1', 'x', '22'),
    );
    const ids = fc.array(typed, { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, typed, typed, (there, added, voucher, other) => {
        const form = filledForm({ product_ids: there, voucher });
        const next = applyTemplate(form, { product_ids: added, voucher: other });
        const filled = there.filter((id) => id.trim() !== '');
        expect(next.product_ids.slice(0, filled.length)).toEqual(filled);
        for (const id of added.filter((one) => idOf(one) !== null)) {
          expect(next.product_ids.map(idOf)).toContain(idOf(id));
        }
        expect(next.voucher).toBe(voucher.trim() === '' ? other : voucher);
      }),
    );
  });

  it('has room up to what a ticket takes', () => {
    const form = filledForm({ product_ids: Array.from({ length: 199 }, (_, index) => String(index + 1)) });
    expect(hasRoomFor(form, { product_ids: ['500', '7'], voucher: '' })).toBe(true);
    expect(hasRoomFor(form, { product_ids: ['500', '501'], voucher: '' })).toBe(false);
  });
});

describe('what a template takes from a form', () => {
  it('is what was ordered and answered, and the voucher', () => {
    const answers = [
      { prerequisiteId: '9', kind: 'no', text: '' },
      { prerequisiteId: '10', kind: 'text', text: ' laminated ' },
    ] as const;
    const form = filledForm({
      product_ids: ['2', ' 1 '],
      product_prerequisites: [...answers],
      voucher: ' SUMMER26 ',
      consent,
    });
    expect(contentOf(form)).toEqual({ product_ids: ['2', ' 1 '], answers, voucher: 'SUMMER26' });
  });

  it('is nothing that was left empty or is there twice', () => {
    const form = filledForm({
      product_ids: ['', ' ', '2', '02'],
      product_prerequisites: [
        { prerequisiteId: '9', kind: 'text', text: ' ' },
        { prerequisiteId: ' ', kind: 'yes', text: '' },
      ],
    });
    expect(contentOf(form)).toEqual({ product_ids: ['2'], answers: [], voucher: '' });
  });
});
