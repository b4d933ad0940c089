import { expect, it } from 'vitest';
import { checkForm } from '../../main/tickets/form.ts';
import { questionsOf } from '../../preload/contract/questions.ts';
import type { PrerequisiteAnswer } from '../../preload/contract/ticket.ts';
import { product, question, unknownProduct } from '../support/products.ts';
import { filledForm } from '../support/tickets.ts';

const answer = (id: number, kind: PrerequisiteAnswer['kind'], text = ''): PrerequisiteAnswer => ({
  prerequisiteId: String(id),
  kind,
  text,
});

it('asks each question once, and requires it where one product does', () => {
  const products = [
    product(1, { prerequisites: [question(12, 'boolean', false), question(13)] }),
    product(2, { prerequisites: [question(12)] }),
    unknownProduct(3),
  ];
  expect(questionsOf(products)).toEqual([question(12), question(13)]);
});

it.each([
  ['a yes or no', question(12), [answer(12, 'no')]],
  ['an id with blanks in it', question(1234), [{ ...answer(1234, 'yes'), prerequisiteId: '1 234' }]],
  ['a box that is ticked', question(12, 'checkbox'), [answer(12, 'yes')]],
  ['words', question(12, 'text'), [answer(12, 'text', '84 000 km')]],
  ['nothing, where nothing is required', question(12, 'text', false), []],
])('is content with %s', (_name, asked, product_prerequisites) => {
  const form = filledForm({ product_prerequisites });
  expect(checkForm(form, [product(52351, { prerequisites: [asked] })])).toEqual([]);
});

it.each([
  ['no answer', question(12), []],
  ['the answer to another question', question(12), [answer(13, 'yes')]],
  ['a box that is not ticked', question(12, 'checkbox'), [answer(12, 'no')]],
])('says which required question has %s', (_name, asked, product_prerequisites) => {
  const form = filledForm({ product_prerequisites });
  expect(checkForm(form, [product(52351, { prerequisites: [asked] })])).toEqual([
    {
      field: 'product_prerequisites',
      code: 'prerequisite.unanswered',
      severity: 'error',
      about: asked.question,
    },
  ]);
});

it('wants a word on an unattended product, whichever it is', () => {
  const products = [
    product(52351),
    product(52352, { name: 'Reset', isUnattended: true }),
    product(52353, { name: 'Coding', ownName: 'Our coding', isUnattended: true }),
  ];
  expect(checkForm(filledForm(), products)).toEqual([
    {
      field: 'confirmed_unattended_service',
      code: 'consent.unanswered',
      severity: 'error',
      about: 'Reset, Our coding',
    },
  ]);
  const consent = { given: false, at: 1, account: null, text: '1-en' };
  expect(checkForm(filledForm({ consent }), products)).toEqual([]);
});

it('asks nothing on behalf of products that nobody knows', () => {
  expect(checkForm(filledForm(), [unknownProduct(52351)])).toEqual([]);
});
