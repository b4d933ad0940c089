/// <reference types="svelte" />
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { checkForm } from '../../main/tickets/form.ts';
import { contract } from '../../preload/contract/contract.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import type { FormChanges, FormField, TicketView } from '../../preload/contract/ticket.ts';
import { OpenTicket } from '../../renderer/state/open-ticket.svelte.ts';
import { bridgeDouble } from '../support/bridge-double.ts';
import { workbench } from '../support/workbench.ts';

const twoScans = 'WVGZZZ5NZEW069297'.repeat(6);

/** What ends up in a field when somebody pastes something else, or scans twice. */
const tooLong: [string, FormField, FormChanges][] = [
  ['two scans in one', 'vin', { vin: twoScans }],
  ['a model of 41 digits', 'vehicle_model_id', { vehicle_model_id: '2'.repeat(41) }],
  ['a variant of 41 digits', 'vehicle_model_variant_id', { vehicle_model_variant_id: '2'.repeat(41) }],
  ['a connector of 41 digits', 'connector_id', { connector_id: '7'.repeat(41) }],
  ['many vouchers at once', 'voucher', { voucher: 'SUMMER26'.repeat(26) }],
  ['a mail as the reference', 'reference', { reference: 'a whole mail '.repeat(200) }],
  ['a book as the reference', 'reference', { reference: 'a whole book '.repeat(3_000) }],
  [
    'several prepared tickets',
    'prepared_ticket_id',
    { prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3 '.repeat(6) },
  ],
  ['a product of 41 digits', 'product_ids', { product_ids: ['5'.repeat(41)] }],
  [
    'an answer without end',
    'product_prerequisites',
    { product_prerequisites: [{ prerequisiteId: '12', kind: 'text', text: 'laminated '.repeat(201) }] },
  ],
  [
    'a question of 41 digits',
    'product_prerequisites',
    { product_prerequisites: [{ prerequisiteId: '1'.repeat(41), kind: 'yes', text: '' }] },
  ],
];

const change = contract.drafts.change;
const id = '4f1c2e7a-9c0b-4d3e-8f5a-6b7c8d9e0f1a';
const isTaken = (changes: FormChanges) => v.safeParse(change.input, { id, changes }).success;

// The bridge refused a value over its bound, and with it whatever was saved together with it.
it.each(tooLong)(
  'what a person typed is taken from the window, however long it is: %s',
  (_, _field, changes) => {
    expect(isTaken(changes)).toBe(true);
  },
);

it.each(tooLong)('it is kept as it was typed, and said to be wrong where it is: %s', (_, field, changes) => {
  const bench = workbench();
  const draft = bench.write();
  const view = bench.view(bench.tickets.change(draft, changes));
  expect(view.form).toMatchObject(changes);
  expect(checkForm(view.form).map((issue) => issue.field)).toContain(field);
  // And so it gets back to the window, in the answer and when the program starts again.
  expect(v.safeParse(change.output, view).success).toBe(true);
});

it('what no person types is still refused: it would fill memory and disk', () => {
  expect(isTaken({ reference: 'x'.repeat(10_000_000) })).toBe(false);
  expect(isTaken({ product_ids: Array<string>(100_000).fill('1') })).toBe(false);
});

/** The ticket on screen over a main that takes what the contract lets through. */
function onScreen() {
  const bench = workbench();
  const draft = bench.write({ vin: '', reference: '' });
  const { bridge } = bridgeDouble({
    drafts: {
      change: (input) => {
        const parsed = v.safeParse(change.input, input);
        if (!parsed.success)
          return err(appError('bridge.invalid_input', { field: v.getDotPath(parsed.issues[0]) ?? '' }));
        return bench.tickets.change(parsed.output.id, parsed.output.changes);
      },
    },
  });
  const open = new OpenTicket(bridge, bench.stateOf(draft));
  return { open, saved: (): TicketView => bench.stateOf(draft) };
}

/** Types a change as the window does: field by field. */
function type(open: OpenTicket, changes: FormChanges): void {
  for (const field of Object.keys(changes) as (keyof FormChanges)[]) {
    const value = changes[field];
    if (value !== undefined) open.set(field, value);
  }
}

// The value that was refused was given again with each later save, so nothing that was typed after it reached the disk.
it.each(tooLong)('what is typed after it is on the disk all the same: %s', async (_, field, changes) => {
  const { open, saved } = onScreen();
  type(open, changes);
  await open.flush();
  const later: FormChanges = field === 'vin' ? { voucher: 'ABCD' } : { vin: 'WVGZZZ5NZEW069297' };
  type(open, later);
  await open.flush();
  expect(saved().form).toMatchObject(later);
  // And it stays on screen, as it was typed.
  expect(open.form).toMatchObject({ ...changes, ...later });
});

it('what is typed in the same breath is on the disk all the same', async () => {
  const { open, saved } = onScreen();
  type(open, { vin: 'WVGZZZ5NZEW069297', voucher: 'x'.repeat(201), reference: 'aa-bb-12' });
  await open.flush();
  expect(saved().form).toMatchObject({ vin: 'WVGZZZ5NZEW069297', reference: 'aa-bb-12' });
});

it.each(tooLong)(
  'the person is told which field it is, and nothing of a bridge: %s',
  async (_, field, changes) => {
    const { open } = onScreen();
    type(open, changes);
    open.leave(field);
    await open.flush();
    expect(open.saveError).toBeNull();
    expect(open.issues(field)).not.toEqual([]);
  },
);
