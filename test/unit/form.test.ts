import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankForm,
  changeForm,
  giveConsent,
  checkForm,
  isBlank,
  offerReading,
  useConnector,
  useVehicle,
  useVin,
  wantsVehicle,
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
    const fields = ['vin', 'vehicle_model_id', 'vehicle_model_variant_id', 'connector_id', 'product_ids'];
    const missing = fields.map((field) => ({ field, code: 'required', severity: 'error' }));
    expect(checkForm(blankForm())).toEqual(missing);
    // Nobody sees the difference between nothing and blanks.
    const blanks = { vin: ' ', vehicle_model_id: ' ', vehicle_model_variant_id: ' ', connector_id: ' ' };
    expect(checkForm({ ...blankForm(), ...blanks })).toEqual(missing);
  });

  it.each([
    [{ vin: 'JFL' }, 'doubt vin vin.length'],
    [{ vin: 'NCP10-0012345' }, 'doubt vin vin.frame_number'],
    [{ vin: 'F'.repeat(17), vinAsIs: 'F'.repeat(16) }, 'doubt vin vin.no_car'],
    [{ vin: 'JFL\u0000', vinAsIs: 'JFL\u0000' }, 'error vin vin.control'],
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
    [
      { product_prerequisites: [{ prerequisiteId: ' ', kind: 'yes', text: '' }] },
      'error product_prerequisites prerequisite.incomplete',
    ],
    [
      { product_prerequisites: [{ prerequisiteId: 'one', kind: 'yes', text: '' }] },
      'error product_prerequisites number.not_whole',
    ],
    [{ prepared_ticket_id: 'xca09a970-6519-4280-b6a6-65727e2894e3' }, 'error prepared_ticket_id uuid.format'],
    [{ prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3x' }, 'error prepared_ticket_id uuid.format'],
    [{ voucher: 'abc' }, 'warning voucher voucher.unusual'],
    [{ voucher: 'ABC' }, 'warning voucher voucher.unusual'],
    [{ voucher: 'ABCDEFGH9' }, 'warning voucher voucher.unusual'],
    [{ voucher: 'AB CD' }, 'warning voucher voucher.unusual'],
    [{ reference: 'x'.repeat(256) }, 'warning reference reference.long'],
  ] satisfies [Partial<TicketForm>, string][])('says of %j: %s', (changes, said) =>
    expect(codes(changes)).toEqual([said]),
  );

  it.each([
    { voucher: 'ABCD' },
    { voucher: ' 234MD239 ' },
    { voucher: '  ' },
    { reference: 'x'.repeat(255) },
    { prepared_ticket_id: '  ' },
    { prepared_ticket_id: ' CA09A970-6519-4280-B6A6-65727E2894E3 ' },
    { product_prerequisites: [{ prerequisiteId: '12', kind: 'text', text: 'x'.repeat(2_000) }] },
  ] satisfies Partial<TicketForm>[])('has nothing to say of %j', (changes) =>
    expect(codes(changes)).toEqual([]),
  );

  it('says of what is too long how long it may be', () => {
    const tooLong = checkForm(
      filledForm({
        product_prerequisites: [
          { prerequisiteId: '11', kind: 'yes', text: '' },
          { prerequisiteId: '12', kind: 'text', text: 'x'.repeat(2_001) },
        ],
        voucher: ' '.repeat(201),
        reference: 'x'.repeat(2_001),
      }),
    );
    expect(tooLong.filter(({ code }) => code === 'text.long')).toEqual([
      { field: 'product_prerequisites', code: 'text.long', severity: 'error', index: 1, found: 2_000 },
      { field: 'voucher', code: 'text.long', severity: 'error', found: 200 },
      { field: 'reference', code: 'text.long', severity: 'error', found: 2_000 },
    ]);
    expect(codes({ voucher: ' '.repeat(200) })).toEqual([]);
    expect(codes({ reference: 'x'.repeat(2_000) })).toEqual(['warning reference reference.long']);
  });

  it('says which of the products, and which of the answers, is wrong', () => {
    expect(checkForm(filledForm({ product_ids: ['1', 'two', '1', ''] }))).toMatchObject([
      { code: 'number.not_whole', index: 1 },
      { code: 'product.twice', index: 2 },
      { code: 'required', index: 3 },
    ]);
    const answers = ['11', '11', '', '0'].map(
      (id) => ({ prerequisiteId: id, kind: 'yes', text: '' }) as const,
    );
    expect(checkForm(filledForm({ product_prerequisites: answers }))).toMatchObject([
      { code: 'prerequisite.twice', index: 1 },
      { code: 'prerequisite.incomplete', index: 2 },
      { code: 'number.range', index: 3 },
    ]);
  });

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
        const hasErrors = checkForm(form).some(({ severity }) => severity !== 'warning');
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

  it('fills what holds nothing but blanks', () => {
    const blanks = { ...blankForm(), connector_id: ' ', vin: ' ' };
    expect(offerReading(blanks, reading)).toMatchObject({ connector_id: '910101043', vin: reading.vin });
    expect(offerReading(blanks, { ...reading, vin: null }).vin).toBe(' ');
  });

  it('leaves as it is what nobody changed', () => {
    const form = filledForm();
    expect(changeForm(form, { vin: undefined, reference: 'x' })).toEqual({ ...form, reference: 'x' });
  });

  it('takes a connector’s number that was taken out for nobody’s', () => {
    const typed = changeForm(blankForm(), { connector_id: '1' });
    for (const nothing of ['', '  '])
      expect(changeForm(typed, { connector_id: nothing }).connectorSource).toBe('cable');
    expect(useConnector(typed, 7)).toMatchObject({ connector_id: '7', connectorSource: 'cable' });
  });

  it('counts a VIN as typed as soon as a person changes it, and not for blanks or small letters', () => {
    const read = useVin(filledForm(), reading.vin);
    expect(changeForm(read, { vin: 'jfl 91010104391010' }).vinSource).toBe('connector');
    expect(changeForm(read, { vin: 'WVGZZZ5NZEW069297' }).vinSource).toBe('typed');
    expect(changeForm(read, { connector_id: '1' }).connectorSource).toBe('manual');
    expect(changeForm(read, { connector_id: '910 101 043' }).connectorSource).toBe('cable');
  });

  it('has nothing in it before somebody, or the cable, puts it there', () => {
    for (const [field, value] of Object.entries(blankForm()))
      if (!field.endsWith('Source')) expect(value ?? '').toHaveLength(0);
  });

  it('is blank while only the cable filled it, and not once a person touched it', () => {
    expect(isBlank(blankForm())).toBe(true);
    expect(isBlank(offerReading(blankForm(), reading))).toBe(true);
    expect(isBlank(changeForm(offerReading(blankForm(), reading), { reference: 'x' }))).toBe(false);
    expect(isBlank(changeForm(blankForm(), { connector_id: '1' }))).toBe(false);
    expect(isBlank(changeForm(blankForm(), { vin: 'J' }))).toBe(false);
    expect(isBlank(changeForm(blankForm(), { vin: '', vinAsIs: 'J' }))).toBe(true);
    expect(isBlank(changeForm(blankForm(), { vehicle_model_id: '12' }))).toBe(false);
    expect(isBlank(giveConsent(blankForm(), { given: true, at: 1, account: null, text: '1-nl' }))).toBe(
      false,
    );
  });
});

describe('the form and the car', () => {
  const car = { modelId: 12, variantId: 34, source: 'ticket' } as const;

  it('wants a model and a variant where the car is known and nobody put them in', () => {
    const known = filledForm({ vehicle_model_id: '', vehicle_model_variant_id: ' ' });
    expect(wantsVehicle(known)).toBe(true);
    expect(wantsVehicle({ ...known, vin: 'JFL' })).toBe(false);
    expect(wantsVehicle({ ...known, vin: 'NCP10-0012345' })).toBe(false);
    expect(wantsVehicle({ ...known, vin: ' ncp10-0012345', vinAsIs: 'NCP10-0012345' })).toBe(true);
    expect(wantsVehicle({ ...known, vin: 'JFL\u0000', vinAsIs: 'JFL\u0000' })).toBe(false);
    expect(wantsVehicle({ ...known, vehicle_model_id: '12' })).toBe(false);
    expect(wantsVehicle({ ...known, vehicle_model_variant_id: '34' })).toBe(false);
  });

  it('is blank while only the program filled them in', () => {
    const filled = useVehicle(blankForm(), car);
    expect(filled).toMatchObject({
      vehicle_model_id: '12',
      vehicle_model_variant_id: '34',
      vehicleSource: 'ticket',
    });
    expect(isBlank(filled)).toBe(true);
    expect(useVehicle(blankForm(), { ...car, variantId: null }).vehicle_model_variant_id).toBe('');
  });

  it('lets go of them with the car they were filled in for, and keeps what a person chose', () => {
    const filled = useVehicle(filledForm(), car);
    const gone = { vehicle_model_id: '', vehicle_model_variant_id: '', vehicleSource: 'typed' };
    expect(changeForm(filled, { vin: 'WVGZZZ5NZEW069297' })).toMatchObject(gone);
    expect(useVin(filled, 'WVGZZZ5NZEW069297')).toMatchObject(gone);
    expect(changeForm(filled, { vin: ' jfl91010104391010' })).toMatchObject({ vehicle_model_id: '12' });
    expect(changeForm(filledForm(), { vin: 'WVGZZZ5NZEW069297' })).toMatchObject({
      vehicle_model_id: '284841',
    });
    const chosen = changeForm(filled, { vehicle_model_variant_id: '35' });
    expect(chosen.vehicleSource).toBe('typed');
    expect(changeForm(chosen, { vin: 'WVGZZZ5NZEW069297' })).toMatchObject({
      vehicle_model_id: '12',
      vehicle_model_variant_id: '35',
    });
  });
});
