import { describe, expect, it } from 'vitest';
import type { JsonAnswer } from '../../main/api/json-answer.ts';
import { offerOf } from '../../main/api/product-offers.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';

const vehicle = { modelId: 11, variantId: 111 };
/** As public documentation shows it. */
const bundle = {
  id: '5a4db0c5-0000-4000-8000-000000000001',
  product_group_id: 2691,
  name: 'Both',
  description: 'd',
  reference: 'r',
  blocks: [{ optional: true, product_ids: [[52351, 52352]] }],
};

/** A service whose answers are these, in order; asked for more than it has, the test fails. */
function service(...answers: (Partial<JsonAnswer> | 'no network')[]) {
  const asked: string[] = [];
  const offer = offerOf(vehicle, (path) => {
    const answer = answers[asked.push(path) - 1];
    if (answer === undefined) throw new Error(`nobody expected a request for ${path}`);
    return Promise.resolve(
      answer === 'no network'
        ? err(appError('net.refused'))
        : ok({ status: 200, json: undefined, message: null, ...answer }),
    );
  });
  return { asked, offer };
}
const page = (result: unknown, total?: unknown) => ({ json: { result, total, offset: 0, limit: 200 } });
const unexpected = (status: number) => err(appError('auth.unexpected_answer', { status }));

describe('what the service offers for a vehicle', () => {
  it('are its groups and the bundles of each', async () => {
    const { asked, offer } = service(page([{ id: 2691, name: 'Coding' }], 1), page([bundle], 1));
    expect(await offer).toEqual(
      ok({
        groups: [{ id: 2691, name: 'Coding' }],
        bundles: [
          {
            id: bundle.id,
            groupId: 2691,
            name: 'Both',
            description: 'd',
            reference: 'r',
            blocks: [{ optional: true, productIds: [[52351, 52352]] }],
          },
        ],
      }),
    );
    expect(asked).toEqual([
      '/v1/product-groups?vehicle_model_id=11&vehicle_model_variant_id=111&offset=0&limit=200',
      '/v1/product-bundles?product_group_id=2691&vehicle_model_id=11&vehicle_model_variant_id=111&offset=0&limit=200',
    ]);
  });

  it('is taken with ids as text, and with what may be missing missing', async () => {
    const { offer } = service(
      page([{ id: '2691', name: null }]),
      page([{ ...bundle, product_group_id: '2691', description: null, reference: undefined, more: 1 }]),
    );
    expect(await offer).toMatchObject({
      value: {
        groups: [{ id: 2691, name: '' }],
        bundles: [{ groupId: 2691, description: '', reference: '' }],
      },
    });
  });

  it('is read to its last page', async () => {
    const groups = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: from + index, name: 'G' }));
    const { asked, offer } = service(page([], 0));
    expect(await offer).toEqual(ok({ groups: [], bundles: [] }));
    expect(asked).toHaveLength(1);
    const long = service(page(groups(1, 200), 201), page(groups(201, 1), 201));
    // More groups than any vehicle has.
    expect(await long.offer).toEqual(unexpected(200));
    expect(long.asked[1]).toContain('offset=200');
  });

  it.each([
    ['an error', { status: 500, json: { message: 'x' } }, unexpected(500)],
    ['a page of a guest network', { json: null }, unexpected(200)],
    ['another shape', { json: [] }, unexpected(200)],
    ['an id that is none', page([{ id: 1.5, name: 'x' }]), unexpected(200)],
    ['a list that counts more than it gives', page([], 7), unexpected(200)],
    ['no network', 'no network' as const, err(appError('net.refused'))],
  ])('is not known after %s', async (_what, answer, expected) => {
    expect(await service(answer).offer).toEqual(expected);
    // And not when it comes in the middle.
    expect(await service(page([{ id: 2691, name: 'Coding' }], 1), answer).offer).toMatchObject({ ok: false });
  });
});
