import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { useVin } from '../../main/tickets/form.ts';
import { buildPayload, isIntact, serialise } from '../../main/tickets/payload.ts';
import type { Consent } from '../../preload/contract/ticket.ts';
import { filledForm } from '../support/tickets.ts';

const document = parse(
  readFileSync(fileURLToPath(new URL('../../resources/openapi/customer-api.yaml', import.meta.url)), 'utf8'),
) as { components: { schemas: Record<string, object> } };
const ajv = new Ajv2020({ strict: false });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const isValid = ajv.compile({
  $ref: '#/components/schemas/CreateTicket',
  components: document.components,
});

const payloadOf = (changes: Parameters<typeof filledForm>[0] = {}) => {
  const payload = buildPayload(filledForm(changes), { app_name: 'Jifeline Workshop' });
  if (!payload.ok) throw new Error(JSON.stringify(payload.error));
  return payload.value;
};

const agreed: Consent = { given: true, at: 1, account: 'pin:1', text: '1-nl' };

describe('buildPayload', () => {
  it('makes the document’s sample out of a filled form, ids as integers', () => {
    const payload = payloadOf({
      voucher: ' 234MD23 ',
      prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3',
      consent: agreed,
      product_prerequisites: [
        { prerequisiteId: '12', kind: 'yes', text: '' },
        { prerequisiteId: '13', kind: 'no', text: 'left over' },
        { prerequisiteId: '14', kind: 'text', text: ' 84 000 km ' },
      ],
    });
    expect(payload).toEqual({
      vin: 'JFL91010104391010',
      vehicle_model_id: 284841,
      vehicle_model_variant_id: 284841,
      connector_id: 910101043,
      voucher: '234MD23',
      product_ids: [52351, 52352],
      product_prerequisites: [
        { product_prerequisite_id: 12, answer: true },
        { product_prerequisite_id: 13, answer: false },
        { product_prerequisite_id: 14, answer: '84 000 km' },
      ],
      metadata: { app_name: 'Jifeline Workshop', vin_is_found_by_reader: false },
      prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3',
      reference: 'aa-bb-12',
      confirmed_unattended_service: true,
    });
    expect(isValid(payload)).toBe(true);
  });

  it('leaves out what is optional and empty', () => {
    expect(Object.keys(payloadOf({ reference: '' })).sort()).toEqual([
      'confirmed_unattended_service',
      'connector_id',
      'metadata',
      'product_ids',
      'reference',
      'vehicle_model_id',
      'vehicle_model_variant_id',
      'vin',
    ]);
  });

  it('leaves out what is only blanks, and the blanks around the rest', () => {
    const blank = payloadOf({ voucher: '  ', prepared_ticket_id: '  ', reference: ' aa-bb-12 ' });
    expect(blank).not.toHaveProperty('voucher');
    expect(blank).not.toHaveProperty('prepared_ticket_id');
    expect(blank.reference).toBe('aa-bb-12');
    expect(payloadOf({ prepared_ticket_id: ' ca09a970-6519-4280-b6a6-65727e2894e3 ' })).toMatchObject({
      prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3',
    });
  });

  it('confirms unattended service only where it was agreed to', () => {
    for (const consent of [null, { ...agreed, given: false }])
      expect(payloadOf({ consent }).confirmed_unattended_service).toBe(false);
  });

  it('is refused for each field that must be right, with what is wrong and without what is only doubtful', () => {
    const refused = (changes: Parameters<typeof filledForm>[0]) =>
      buildPayload(filledForm({ ...changes, voucher: 'unusual' }), {});
    const fields = ['vin', 'vehicle_model_id', 'vehicle_model_variant_id', 'connector_id'] as const;
    for (const field of fields) {
      expect(refused({ [field]: '' })).toEqual({
        ok: false,
        error: [{ field, code: 'required', severity: 'error' }],
      });
    }
  });

  it('says who the VIN was found by', () => {
    const read = buildPayload(useVin(filledForm(), 'JFL91010104391010'), {});
    expect(read.ok && read.value.metadata.vin_is_found_by_reader).toBe(true);
  });

  it('is valid against the document, whatever was typed, or is refused', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (reference, voucher, consent) => {
        const built = buildPayload(
          filledForm({ reference, voucher, consent: consent ? agreed : { ...agreed, given: false } }),
          {},
        );
        expect(built.ok && isValid(built.value)).toBe(true);
      }),
    );
  });

  it('is frozen to the byte, with a fingerprint that any change breaks', () => {
    const one = serialise(payloadOf({ reference: 'Zündung – 12 €' }));
    expect(JSON.parse(one.body)).toEqual(payloadOf({ reference: 'Zündung – 12 €' }));
    expect(one.sha256).toBe(createHash('sha256').update(Buffer.from(one.body, 'utf8')).digest('hex'));
    expect(serialise(payloadOf({ reference: 'Zündung - 12 €' })).sha256).not.toBe(one.sha256);
    expect(isIntact(one)).toBe(true);
    expect(isIntact({ ...one, body: one.body.replace('–', '-') })).toBe(false);
  });
});
