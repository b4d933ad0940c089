import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { offerOf } from '../../main/api/product-offers.ts';
import { CatalogueService } from '../../main/catalogue/catalogue-service.ts';
import type { CatalogueChange } from '../../preload/contract/catalogue.ts';
import { ok } from '../../preload/contract/result.ts';
import { makeCatalogue } from '../sandbox/catalogue.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { problemsOf } from '../sandbox/validation.ts';
import { createMemoryCatalogueStore } from '../support/memory-catalogue-store.ts';
import { createMemoryOwnStore } from '../support/memory-own-store.ts';

const catalogue = makeCatalogue({ models: 20, products: 50 });
const variant = catalogue.variants[0] ?? { id: 0, model_id: 0 };
const vehicle = { modelId: variant.model_id, variantId: variant.id };
let sandbox: Sandbox;
let token: string;
beforeEach(async () => {
  sandbox = await startSandbox({ plugged: false, catalogue });
  token = sandbox.identity.issue('test');
});
afterEach(() => sandbox.close());
const path = (changes: Record<string, string> = {}, list = 'product-groups') => {
  const query = {
    vehicle_model_id: String(vehicle.modelId),
    vehicle_model_variant_id: String(vehicle.variantId),
    ...changes,
  };
  return `/v1/${list}?${new URLSearchParams(query).toString()}`;
};
const get = async (of: string, withToken = token) => {
  const answer = await fetch(sandbox.api.url + of, { headers: { authorization: `Bearer ${withToken}` } });
  return {
    status: answer.status,
    body: (await answer.json()) as { result: { id: number }[]; total: number },
  };
};
const client = () =>
  createCustomerApi({
    baseUrl: sandbox.api.url,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending/,
    resolveProxy: () => Promise.resolve('DIRECT'),
    ca: () => [],
    userAgent: 'test',
  });

describe('the sandbox’s offers', () => {
  it('are as the document says, in pages', async () => {
    const groups = await get(path());
    expect(groups.status).toBe(200);
    expect(problemsOf('ProductGroups', groups.body)).toEqual([]);
    expect(groups.body.total).toBeGreaterThan(2);
    expect((await get(path({ offset: '1', limit: '1' }))).body).toMatchObject({
      result: [groups.body.result[1]],
      total: groups.body.total,
      offset: 1,
      limit: 1,
    });
    const bundles = await get(
      path({ product_group_id: String(groups.body.result[0]?.id) }, 'product-bundles'),
    );
    expect(problemsOf('ProductBundles', bundles.body)).toEqual([]);
    expect(bundles.body.total).toBe(8);
  });

  it('are for those who are signed in, and for a whole question', async () => {
    expect((await get(path(), 'nobody')).status).toBe(401);
    for (const wrong of [
      path({ vehicle_model_id: '' }),
      path({ vehicle_model_id: '1.5' }),
      path({ limit: '201' }),
      path({ offset: '-1' }),
      path({ vin: 'x' }),
      path({}, 'product-bundles'),
    ])
      expect([wrong, (await get(wrong)).status]).toEqual([wrong, 400]);
  });

  it('are none for a vehicle that is not known', async () => {
    expect((await get(path({ vehicle_model_id: '1' }))).body).toMatchObject({ result: [], total: 0 });
  });
});

describe('the offer for a vehicle', () => {
  const serviceOf = (changed: (change: CatalogueChange) => void, given = () => token) => {
    const api = client();
    return new CatalogueService({
      store: createMemoryCatalogueStore(),
      own: createMemoryOwnStore(),
      ask: (of) => offerOf(of, (asked) => api.getJson(asked, given())),
      lastTicket: () => ok(null),
      now: () => 1_000,
      changed,
      deployed: { get: () => null, set: () => undefined },
      report: () => undefined,
    });
  };

  it('comes from the service behind what is shown, and is there afterwards without it', async () => {
    let service: CatalogueService | undefined;
    const told = await new Promise((resolve) => {
      service = serviceOf(resolve);
      expect(service.offerFor(vehicle)).toMatchObject({ value: { from: 'nothing', refreshing: true } });
    });
    expect(told).toMatchObject({ vehicle, status: { fromService: true } });
    await sandbox.api.stop();
    const offer = service?.offerFor(vehicle);
    expect(offer).toMatchObject({ value: { from: 'service', asOf: 1_000, refreshing: false } });
    if (offer?.ok !== true) return;
    expect(offer.value.bundles).toHaveLength(offer.value.groups.length * 8);
    await sandbox.api.start();
  });

  it('is not known when the sign-in is not accepted, and only one request was made', async () => {
    await new Promise((resolve) => {
      serviceOf(resolve, () => 'nobody').offerFor(vehicle);
    });
    expect(sandbox.record.requests.map(({ status }) => status)).toEqual([401]);
  });
});
