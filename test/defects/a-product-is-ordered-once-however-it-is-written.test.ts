import { expect, it } from 'vitest';
import { checkForm } from '../../main/tickets/form.ts';
import { buildPayload } from '../../main/tickets/payload.ts';
import { filledForm } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

/** Two ways of writing one product, and which of the entries is one too many. */
const twice: [string, string[], number][] = [
  ['a nought in front', ['52351', '052351'], 1],
  ['the other way round', ['052351', '52351'], 1],
  ['several noughts', ['7', '007'], 1],
  ['a nought and blanks', ['52351', ' 0 52 351 '], 1],
  ['with another product in between', ['52351', '52352', '0052351'], 2],
  ['as many noughts as fit', ['1', '0000000000000001'], 1],
];

// Whether a product was there already was decided by its digits; what went out was its number. "52351" and "052351"
// were two entries, and the service was asked for one product twice.
it.each(twice)('a product that is there already is pointed out: %s', (_, product_ids, index) => {
  const issues = checkForm(filledForm({ product_ids }));
  expect(issues).toEqual([{ field: 'product_ids', code: 'product.twice', severity: 'error', index }]);
});

it.each(twice)('no request orders a product twice: %s', (_, product_ids) => {
  const payload = buildPayload(filledForm({ product_ids }), { app_name: 'test' });
  const ordered = payload.ok ? payload.value.product_ids : [];
  expect(ordered).toEqual([...new Set(ordered)]);
});

it.each(twice)('a ticket with such an order is not released: %s', async (_, product_ids) => {
  const bench = workbench();
  const id = bench.write({ product_ids });
  const sent = await bench.tickets.send(id);
  await bench.outbox.idle();
  expect(sent).toMatchObject({ ok: false, error: { code: 'ticket.incomplete' } });
  expect(bench.posted).toEqual([]);
});
