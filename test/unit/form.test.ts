import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankForm,
  changeForm,
  giveConsent,
  checkForm,
  isBlank,
  offerReading,
  useVin,
} from '../../main/tickets/form.ts';
import { idOf } from '../../preload/contract/questions.ts';
import { buildPayload } from '../../main/tickets/payload.ts';
import { formFields, type TicketForm } from '../../preload/contract/ticket.ts';
import { filledForm } from '../support/tickets.ts';

const codes = (changes: Partial<TicketForm>) =>
  checkForm(filledForm(changes)).map(({ field, code, severity }) => `${severity} ${field} ${code}`);

describe('checkForm', () => {
  it('has nothing to say about the document’s sample', () => expect(checkForm(filledForm())).toEqual([]));

  it('names every required field of a blank form, in the order of the form', () => {
    expect(checkForm(blankForm()).map(({ field }) => field)).toEqual([
      'vin',
      'vehicle_model_id',
      'vehicle_model_variant_id',
      'connector_id',
      'product_ids',
    ]);
  });

  it.each([
    [{ vehicle_model_id: 'twelve' }, 'error vehicle_model_id number.not_whole'],
    [{ vehicle_model_variant_id: '1.5' }, 'error vehicle_model_variant_id number.not_whole'],
    [{ vehicle_model_variant_id: '-1' }, 'error vehicle_model_variant_id number.not_whole'],
    [{ connector_id: '0' }, 'error connector_id number.range'],
    [{ connector_id: '99999999999999999999' }, 'error connector_id number.range'],
    [{ product_ids: ['1', ' 1 '] }, 'error product_ids product.twice'],
    [{ product_ids: ['1', ''] }, 'error product_ids required'],
    [{ prepared_ticket_id: 'ca09a970' }, 'error prepared_ticket_id uuid.format'],
    [
      { product_prerequisites: [{ prerequisiteId: '12', kind: 'text', text: ' ' }] },
      'error product_prerequisites prerequisite.incomplete',
    ],
    [
      { product_prerequisites: [{ prerequisiteId: '', kind: 'yes', text: '' }] },
      'error product_prerequisites prerequisite.incomplete',
    ],
    [{ voucher: 'abc' }, 'warning voucher voucher.unusual'],
    [{ reference: 'x'.repeat(256) }, 'warning reference reference.long'],
  ] satisfies [Partial<TicketForm>, string][])('says of %j: %s', (changes, said) =>
    expect(codes(changes)).toEqual([said]),
  );

  it('stands in the way of exactly the forms that make no payload', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('', '1', ' 12 ', '910 101 043', '0', 'x'),
    );
    const forms = fc.record({
      vin: fc.oneof(typed, fc.constant('JFL91010104391010')),
      vehicle_model_id: typed,
      vehicle_model_variant_id: typed,
      connector_id: typed,
      product_ids: fc.array(typed, { maxLength: 3 }),
      voucher: typed,
      reference: typed,
      prepared_ticket_id: fc.oneof(typed, fc.constant('ca09a970-6519-4280-b6a6-65727e2894e3')),
    });
    fc.assert(
      fc.property(forms, (changes) => {
        const form = filledForm(changes);
        const hasErrors = checkForm(form).some(({ severity }) => severity === 'error');
        expect(buildPayload(form, {}).ok).toBe(!hasErrors);
      }),
      { numRuns: 2_000 },
    );
  });

  it('only ever names fields that the window has', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        for (const { field } of checkForm(filledForm({ vin: text, voucher: text, product_ids: [text] })))
          expect(formFields).toContain(field);
      }),
    );
  });
});

describe('idOf', () => {
  it.each([
    ['910101043', 910101043],
    [' 910 101 043 ', 910101043],
    ['007', 7],
    ['9007199254740991', 9007199254740991],
  ])('reads %j', (typed, id) => expect(idOf(typed)).toBe(id));
  it.each(['', ' ', '0', '-1', '1e3', '0x10', '1.0', '9007199254740992', '١٢'])(
    'finds no id in %j',
    (typed) => expect(idOf(typed)).toBeNull(),
  );
});

describe('the form and the connector', () => {
  const reading = { connectorId: 910101043, vin: 'JFL91010104391010' };

  it('takes a consent back when a product is added, and only then', () => {
    const agreed = giveConsent(filledForm(), { given: true, at: 1, account: 'pin:1', text: '1-nl' });
    expect(changeForm(agreed, { product_ids: ['52352'] }).consent).toBe(agreed.consent);
    expect(changeForm(agreed, { product_ids: ['52 352', '52351'] }).consent).toBe(agreed.consent);
    expect(changeForm(agreed, { reference: 'x' }).consent).toBe(agreed.consent);
    expect(changeForm(agreed, { product_ids: ['52351', '52352', '9'] }).consent).toBeNull();
  });

  it('fills what is empty, and says where it came from', () => {
    expect(offerReading(blankForm(), reading)).toMatchObject({
      connector_id: '910101043',
      connectorSource: 'cable',
      vin: 'JFL91010104391010',
      vinSource: 'connector',
    });
  });

  it('never overwrites what was typed', () => {
    const typed = filledForm({ vin: 'WVGZZZ5NZEW069297', connector_id: '940201044' });
    expect(offerReading(typed, reading)).toBe(typed);
  });

  it('counts a VIN as typed as soon as a person changes it, and not for blanks or small letters', () => {
    const read = useVin(filledForm(), reading.vin);
    expect(changeForm(read, { vin: 'jfl 91010104391010' }).vinSource).toBe('connector');
    expect(changeForm(read, { vin: 'WVGZZZ5NZEW069297' }).vinSource).toBe('typed');
    expect(changeForm(read, { connector_id: '1' }).connectorSource).toBe('manual');
    expect(changeForm(read, { connector_id: '910 101 043' }).connectorSource).toBe('cable');
  });

  it('is blank while only the cable filled it, and not once a person touched it', () => {
    expect(isBlank(blankForm())).toBe(true);
    expect(isBlank(offerReading(blankForm(), reading))).toBe(true);
    expect(isBlank(changeForm(offerReading(blankForm(), reading), { reference: 'x' }))).toBe(false);
    expect(isBlank(changeForm(blankForm(), { connector_id: '1' }))).toBe(false);
  });
});
