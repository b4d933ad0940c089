import { expect, it } from 'vitest';
import { readForm } from '../../main/tickets/stored-form.ts';
import { filledForm } from '../support/tickets.ts';

/** As versions before 0.2 wrote it. */
const { consent: _, ...rest } = filledForm();
const before = (confirmed: boolean) => JSON.stringify({ ...rest, confirmed_unattended_service: confirmed });
const ticket = (state: 'draft' | 'created' | 'rejected' | 'discarded') => ({
  state,
  saved_at: 7,
  account: 'pin:1',
});

it('asks a draft anew, whose yes nobody recorded', () => {
  expect(readForm(before(true), ticket('draft'))).toEqual(filledForm());
  expect(readForm(before(true), ticket('discarded'))).toEqual(filledForm());
});

it('keeps the yes of what was released with it, and says that it was not recorded', () => {
  const consent = { given: true, at: 7, account: 'pin:1', text: 'unrecorded' };
  expect(readForm(before(true), ticket('created'))).toEqual(filledForm({ consent }));
  expect(readForm(before(false), ticket('created'))).toEqual(filledForm());
});

it('reads what it wrote', () => {
  const form = filledForm({ consent: { given: false, at: 1, account: null, text: '1-fr' } });
  expect(readForm(JSON.stringify(form), ticket('draft'))).toEqual(form);
});
