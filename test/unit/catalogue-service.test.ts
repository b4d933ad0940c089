import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { CatalogueService, type LastTicket } from '../../main/catalogue/catalogue-service.ts';
import type { AskService } from '../../main/catalogue/vehicle-offers.ts';
import type { CatalogueChange, Vehicle } from '../../preload/contract/catalogue.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { goodCatalogue } from '../support/bad-catalogues.ts';
import { createMemoryCatalogueStore, type MemoryCatalogueStore } from '../support/memory-catalogue-store.ts';
import { createMemoryOwnStore, type MemoryOwnStore } from '../support/memory-own-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-service-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'catalogue.json');

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const catalogue = () => ({
  ...goodCatalogue(),
  models: [
    { id: 11, make_id: 1, name: 'Octav II' },
    { id: 12, make_id: 1, name: 'Octav III' },
    { id: 13, make_id: 1, name: 'Rapido' },
  ],
  variants: [
    { id: 111, model_id: 11, name: '1.8 Quattro' },
    { id: 112, model_id: 11, name: '1.6 HD' },
    { id: 121, model_id: 12, name: '2.0 HD' },
  ],
});
const vehicle: Vehicle = { modelId: 11, variantId: 111 };
const offer = { groups: [{ id: 71, name: 'From the service' }], bundles: [] };

describe('the catalogue', () => {
  let store: MemoryCatalogueStore;
  let own: MemoryOwnStore;
  let now: number;
  let told: CatalogueChange[];
  let reported: string[];
  let last: LastTicket | null;
  let deployed: string | null;
  const make = (ask: AskService | null = null) =>
    new CatalogueService({
      store,
      own,
      ask,
      lastTicket: () => ok(last),
      now: () => now,
      changed: (change) => told.push(change),
      deployed: { get: () => deployed, set: (stamp) => void (deployed = stamp) },
      report: (what, code) => reported.push(`${what} ${code}`),
    });
  const filled = async (ask: AskService | null = null) => {
    const service = make(ask);
    writeFileSync(file, JSON.stringify(catalogue()));
    valueOf(await service.importFile(file));
    told = [];
    return service;
  };
  beforeEach(() => {
    store = createMemoryCatalogueStore();
    own = createMemoryOwnStore();
    now = 1_000_000_000;
    told = [];
    reported = [];
    last = null;
    deployed = null;
  });
  const part = { offset: 0, limit: 20 };
  const models = (service: CatalogueService, text: string, page = part) =>
    valueOf(service.searchModels({ text, ...page }));
  const products = (
    service: CatalogueService,
    text: string,
    more: { groupId?: number; favourites?: boolean } = {},
  ) => valueOf(service.searchProducts({ text, groupId: null, favourites: false, ...part, ...more })).products;

  describe('without a file', () => {
    it('says that there is none, and knows nothing of any id', () => {
      const service = make();
      expect(valueOf(service.status())).toEqual({
        catalogue: null,
        importing: null,
        refused: null,
        fromService: false,
      });
      expect(models(service, 'octav')).toEqual({ hits: [], more: false });
      expect(valueOf(service.products([52_351]))).toMatchObject([
        { id: 52_351, known: false, isUnattended: null, prerequisites: null, grossPrice: null },
      ]);
      expect(valueOf(service.offerFor(vehicle))).toEqual({
        groups: [],
        bundles: [],
        from: 'nothing',
        asOf: null,
        refreshing: false,
      });
    });

    it('offers again what was ordered here, under the name it was given', () => {
      const service = make();
      service.noteOrdered({ modelId: 284_841, variantId: 284_842, productIds: [52_351, 52_352] });
      valueOf(service.nameOwn({ kind: 'model', id: 284_841, modelId: null, name: 'Blue van' }));
      valueOf(service.nameOwn({ kind: 'product', id: 52_352, modelId: null, name: 'Tow bar' }));
      expect(models(service, 'van bl').hits).toMatchObject([
        { model: { id: 284_841, known: false, ownName: 'Blue van', uses: 1 }, variant: { id: 284_842 } },
      ]);
      expect(models(service, '2848').hits).toHaveLength(1);
      expect(products(service, 'tow')).toMatchObject([{ id: 52_352, uses: 1, usedAt: now }]);
      expect(valueOf(service.variantsOf(284_841)).variants).toMatchObject([{ id: 284_842, known: false }]);
      expect(told).toHaveLength(3);
    });
  });

  it('puts what was used here first, latest first, and gives each once', async () => {
    const service = await filled();
    expect(models(service, '').hits.map(({ model }) => model.id)).toEqual([11, 12, 13]);
    service.noteOrdered({ modelId: 13, variantId: null, productIds: [] });
    now += 1;
    service.noteOrdered({ modelId: 12, variantId: null, productIds: [] });
    expect(models(service, '').hits.map(({ model }) => model.id)).toEqual([12, 13, 11]);
    expect(models(service, 'octav').hits.map(({ model }) => model.id)).toEqual([12, 11]);
    const pages = [0, 1, 2].map((offset) => models(service, '', { offset, limit: 1 }));
    expect(pages.map(({ hits }) => hits[0]?.model.id)).toEqual([12, 13, 11]);
    expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
  });

  it('names the one variant that fits, and none where several do', async () => {
    const service = await filled();
    expect(models(service, 'octav quattro').hits[0]).toMatchObject({
      model: { id: 11 },
      variant: { id: 111 },
    });
    expect(models(service, 'octav ii').hits[0]).toMatchObject({ model: { id: 11 }, variant: null });
    expect(models(service, 'octav iii').hits[0]).toMatchObject({ variant: { id: 121 } });
    expect(models(service, 'rapido').hits[0]).toMatchObject({ variant: null });
  });

  it('lists the variants used here before the others', async () => {
    const service = await filled();
    const ids = () => valueOf(service.variantsOf(11)).variants.map(({ id }) => id);
    expect(ids()).toEqual([112, 111]);
    service.noteOrdered({ modelId: 11, variantId: 111, productIds: [] });
    expect(ids()).toEqual([111, 112]);
  });

  it('gives products with prices and questions, in the order asked for', async () => {
    const service = await filled();
    expect(valueOf(service.products([502, 9, 501]))).toMatchObject([
      { id: 502, isUnattended: true, prerequisites: [], grossPrice: null },
      { id: 9, known: false },
      { id: 501, netPrice: { currency: 'EUR', value: 120 }, prerequisites: [{ id: 9, type: 'boolean' }] },
    ]);
    expect(products(service, '', { groupId: 71 }).map(({ id }) => id)).toEqual([501]);
  });

  it('knows the catalogue’s favourites and the workshop’s, which have the last word', async () => {
    const service = await filled();
    const favourites = () => products(service, '', { favourites: true }).map(({ id }) => id);
    expect(favourites()).toEqual([501]);
    valueOf(service.setFavourite({ productId: 502, favourite: true }));
    valueOf(service.setFavourite({ productId: 501, favourite: false }));
    expect(favourites()).toEqual([502]);
    expect(valueOf(service.products([501]))).toMatchObject([{ favourite: false }]);
  });

  it('tells the vehicle of a VIN’s last ticket', async () => {
    const service = await filled();
    expect(valueOf(service.lastFor('x'))).toBeNull();
    last = { modelId: 11, variantId: 111, at: 5 };
    expect(valueOf(service.lastFor('x'))).toMatchObject({
      model: { name: 'Octav II' },
      variant: { name: '1.8 Quattro' },
      at: 5,
    });
    last = { modelId: 11, variantId: null, at: 5 };
    expect(valueOf(service.lastFor('x'))).toMatchObject({ variant: null });
  });

  it('knows the vehicle that a connector tells, with what the workshop says of it', async () => {
    const service = await filled();
    service.noteOrdered({ modelId: 11, variantId: 111, productIds: [] });
    valueOf(service.nameOwn({ kind: 'model', id: 11, modelId: null, name: 'Blue van' }));
    expect(valueOf(service.vehicleOf('SKALA#Octav#OCTAV-II#1.8 quattro'))).toMatchObject({
      model: { id: 11, known: true, make: 'Škala', ownName: 'Blue van', uses: 1 },
      variant: { id: 111, known: true, name: '1.8 Quattro', uses: 1 },
    });
    expect(valueOf(service.vehicleOf('SKALA#Octav#Octav II#Other'))).toMatchObject({
      model: { id: 11 },
      variant: null,
    });
    expect(valueOf(service.vehicleOf('SKALA#Blue van'))).toBeNull();
    store.broken = true;
    expect(service.vehicleOf('SKALA#Rapido')).toMatchObject({ error: { code: 'catalogue.storage' } });
  });

  it('says that a name was not kept, and goes on searching where its file does not answer', async () => {
    const service = await filled();
    own.full = true;
    expect(service.setFavourite({ productId: 1, favourite: true })).toEqual(err(appError('storage.full')));
    service.noteOrdered({ modelId: 11, variantId: null, productIds: [] });
    expect(reported).toEqual(['own storage.full']);
    expect(models(service, 'octav').hits).toHaveLength(2);
    store.broken = true;
    expect(service.searchModels({ text: 'o', ...part })).toMatchObject({
      error: { code: 'catalogue.storage' },
    });
  });

  describe('reading a file', () => {
    it('tells how far it is and what came of it, and takes one at a time', async () => {
      const service = make();
      writeFileSync(file, JSON.stringify(catalogue()));
      const reading = service.importFile(file);
      expect(await service.importFile(file)).toEqual(err(appError('catalogue.busy')));
      expect(valueOf(await reading)).toMatchObject({
        catalogue: { models: 3, source: 'Wörkshop — tëst' },
        importing: null,
      });
      expect(told[0]?.status.importing).toBe(0);
      expect(told.at(-1)?.status).toMatchObject({ importing: null, refused: null });
    });

    it('says of a bad one what is wrong, and keeps the old', async () => {
      const service = await filled();
      writeFileSync(file, JSON.stringify({ ...catalogue(), makes: [{ id: 'x', name: '' }] }));
      expect(await service.importFile(file)).toMatchObject({
        error: {
          code: 'catalogue.file_refused',
          details: { problem: 'wrong_type', line: 1, key: 'makes[0].id', detail: 'number' },
        },
      });
      expect(valueOf(service.status())).toMatchObject({
        catalogue: { models: 3 },
        refused: {
          file: 'catalogue.json',
          problems: [{ code: 'wrong_type' }, { code: 'wrong_value' }, {}, {}, {}],
        },
      });
      expect(told.at(-1)?.status.refused).not.toBeNull();
      writeFileSync(file, JSON.stringify(catalogue()));
      valueOf(await service.importFile(file));
      expect(valueOf(service.status()).refused).toBeNull();
    });

    it('reads the deployment’s again only when it is another', async () => {
      const service = make();
      writeFileSync(file, JSON.stringify(catalogue()));
      await service.importIfChanged(file);
      const count = told.length;
      await service.importIfChanged(file);
      expect(told).toHaveLength(count);
      utimesSync(file, 1, 1);
      await service.importIfChanged(file);
      expect(told.length).toBeGreaterThan(count);
    });

    it('that a person imported stays until the deployment’s is another', async () => {
      const service = make();
      const ours = join(folder, 'ours.json');
      writeFileSync(file, JSON.stringify(catalogue()));
      writeFileSync(ours, JSON.stringify({ ...catalogue(), models: [], variants: [] }));
      await service.importIfChanged(file);
      valueOf(await service.importFile(ours));
      // The program is started anew.
      const again = make();
      await again.importIfChanged(file);
      expect(valueOf(again.status()).catalogue).toMatchObject({ models: 0 });
      utimesSync(file, 2, 2);
      await again.importIfChanged(file);
      expect(valueOf(again.status()).catalogue).toMatchObject({ models: 3 });
    });

    it('is not read again where an earlier program read it and did not remember that', async () => {
      writeFileSync(file, JSON.stringify(catalogue()));
      await make().importIfChanged(file);
      deployed = null;
      const count = told.length;
      const again = make();
      await again.importIfChanged(file);
      expect(told).toHaveLength(count);
      expect(deployed).not.toBeNull();
    });

    it('is read where nothing is left of what was read of it', async () => {
      writeFileSync(file, JSON.stringify(catalogue()));
      await make().importIfChanged(file);
      store = createMemoryCatalogueStore();
      const again = make();
      await again.importIfChanged(file);
      expect(valueOf(again.status()).catalogue).toMatchObject({ models: 3 });
    });

    it('on a share that cannot be reached changes nothing, and is no refusal', async () => {
      const service = await filled();
      await service.importIfChanged(join(folder, 'nowhere.json'));
      expect(valueOf(service.status())).toMatchObject({ catalogue: { models: 3 }, refused: null });
      expect(reported).toEqual(['import not_reachable']);
    });

    it('that cannot be reached is told where there is no other', async () => {
      const service = make();
      await service.importIfChanged(join(folder, 'nowhere.json'));
      expect(valueOf(service.status())).toMatchObject({
        catalogue: null,
        refused: { problems: [{ code: 'unreadable' }] },
      });
    });

    it('that was refused is told at each start, and the one in use stays', async () => {
      const service = await filled();
      const bad = join(folder, 'bad.json');
      writeFileSync(bad, '{');
      for (const each of [service, make()]) {
        await each.importIfChanged(bad);
        expect(valueOf(each.status())).toMatchObject({
          catalogue: { models: 3 },
          refused: { file: 'bad.json' },
        });
      }
    });
  });

  describe('asking the service', () => {
    /** A service that answers when the test says so. */
    const held = () => {
      const asked: { vehicle: Vehicle; answer: (value: Awaited<ReturnType<AskService>>) => Promise<void> }[] =
        [];
      const ask: AskService = (of) =>
        new Promise((resolve) => {
          asked.push({
            vehicle: of,
            answer: async (value) => {
              resolve(value);
              // What follows the answer has been done when this turn is over.
              await new Promise((done) => setImmediate(done));
            },
          });
        });
      return { asked, ask };
    };

    it('shows what is here at once, and the service’s answer when it comes', async () => {
      const { asked, ask } = held();
      const service = await filled(ask);
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ from: 'catalogue', refreshing: true });
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ refreshing: true });
      await asked[0]?.answer(ok(offer));
      expect(told).toMatchObject([{ vehicle }]);
      expect(valueOf(service.offerFor(vehicle))).toEqual({
        ...offer,
        from: 'service',
        asOf: now,
        refreshing: false,
      });
      expect(asked).toHaveLength(1);
    });

    it('asks again after an hour, and shows the old answer until then', async () => {
      const { asked, ask } = held();
      const service = await filled(ask);
      valueOf(service.offerFor(vehicle));
      await asked[0]?.answer(ok(offer));
      now += 3_600_001;
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ from: 'service', refreshing: true });
      await asked[1]?.answer(err(appError('net.dns')));
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ from: 'service', refreshing: false });
    });

    it('is not asked again for a minute after it failed, and nobody is disturbed', async () => {
      const { asked, ask } = held();
      const service = await filled(ask);
      valueOf(service.offerFor(vehicle));
      await asked[0]?.answer(err(appError('net.unreachable')));
      expect(reported).toEqual(['offer net.unreachable']);
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ from: 'catalogue', refreshing: false });
      now += 60_001;
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ refreshing: true });
      expect(asked).toHaveLength(2);
    });

    it('is asked for one vehicle at a time, and next for the one chosen last', async () => {
      const { asked, ask } = held();
      const service = await filled(ask);
      for (const variantId of [1, 2, 3]) valueOf(service.offerFor({ modelId: 11, variantId }));
      expect(asked.map(({ vehicle: { variantId } }) => variantId)).toEqual([1]);
      await asked[0]?.answer(ok(offer));
      expect(asked.map(({ vehicle: { variantId } }) => variantId)).toEqual([1, 3]);
      await asked[1]?.answer(ok(offer));
      expect(asked).toHaveLength(2);
    });

    it('is not asked where the deployment does not say so', async () => {
      const service = await filled();
      expect(valueOf(service.offerFor(vehicle))).toMatchObject({ from: 'catalogue', refreshing: false });
      expect(valueOf(service.status()).fromService).toBe(false);
    });
  });
});
