import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueStore } from '../../main/catalogue/catalogue-store.ts';
import { importCatalogueFile } from '../../main/catalogue/import-file.ts';
import { createSqliteCatalogueStore } from '../../main/catalogue/sqlite-catalogue-store.ts';
import { badCatalogues, goodCatalogue } from '../support/bad-catalogues.ts';
import { createMemoryCatalogueStore } from '../support/memory-catalogue-store.ts';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { valueOf } from './ticket-store-conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-import-'));
const file = join(folder, 'catalogue.json');
const read = (store: CatalogueStore, path = file, progress: (done: number) => void = () => undefined) =>
  importCatalogueFile(path, { store, now: () => 99, progress });

describe('a bad catalogue file leaves the old catalogue whole', () => {
  let store: CatalogueStore;
  let old: unknown;
  const content = () => [
    valueOf(store.summary()),
    valueOf(store.searchModels({ words: [], offset: 0, limit: 100 })),
    valueOf(store.searchProducts({ words: ['c'], groupId: null, offset: 0, limit: 100 })),
    valueOf(store.bundles()),
  ];
  beforeAll(async () => {
    store = createSqliteCatalogueStore(join(folder, 'catalogue.db'), { now: () => 99 });
    writeFileSync(file, catalogueText(makeCatalogue({ models: 300, products: 300 })));
    valueOf(await read(store));
    old = content();
  });
  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(badCatalogues)('$name', async ({ bytes, expected }) => {
    writeFileSync(file, bytes());
    const refused = await read(store);
    if (refused.ok || refused.error.kind !== 'refused') throw new Error('it was not refused');
    expect(refused.error.file).toBe('catalogue.json');
    const [first] = refused.error.problems;
    expect(`${first?.code ?? ''} ${first?.line ?? '-'} ${first?.key ?? ''}`.trim()).toBe(
      expected
        .split(' ')
        .slice(0, first?.key === '' ? 2 : 3)
        .join(' '),
    );
    expect(content()).toEqual(old);
  });

  it('what stops being readable in the middle', async () => {
    // A folder can be opened, and not read.
    const refused = await read(store, folder);
    expect(refused).toMatchObject({
      error: { kind: 'refused', problems: [{ code: 'unreadable', detail: 'EISDIR' }] },
    });
    expect(content()).toEqual(old);
    expect(readdirSync(folder).filter((name) => name.includes('building'))).toEqual([]);
  });

  it('200 MB of nothing', async () => {
    writeFileSync(file, '');
    truncateSync(file, 200 * 1024 * 1024);
    expect(await read(store)).toMatchObject({
      ok: false,
      error: { kind: 'refused', problems: [{ code: 'too_large', line: null, key: '', detail: '64' }] },
    });
    expect(content()).toEqual(old);
  });

  it.each([
    ['a file that is not there', join(folder, 'nowhere.json'), 'ENOENT'],
    ['a folder', folder, 'EISDIR'],
  ])('%s', async (_what, path, detail) => {
    expect(await read(store, path)).toMatchObject({
      ok: false,
      error: { kind: 'refused', problems: [{ code: 'unreadable', detail }] },
    });
    expect(content()).toEqual(old);
  });

  it('and a mistake on its last line does so too, after all of it was read', async () => {
    const text = catalogueText(makeCatalogue({ models: 500, products: 500, seed: 2 }));
    writeFileSync(file, text.replace(/\n\]\n\}\n$/, ',\n  {}\n]\n}\n'));
    const line = text.split('\n').length - 2;
    const refused = await read(store);
    const problems = !refused.ok && refused.error.kind === 'refused' ? refused.error.problems : [];
    expect(problems[0]).toEqual({ code: 'missing_key', line, key: 'bundles[120].id', detail: '' });
    expect(content()).toEqual(old);
  });
});

describe('reading a catalogue file', () => {
  it('gives everything else its turn, and says how far it is', async () => {
    const store = createMemoryCatalogueStore();
    const path = join(mkdtempSync(join(tmpdir(), 'workshop-turns-')), 'catalogue.json');
    writeFileSync(path, catalogueText(makeCatalogue({ models: 2_000, products: 2_000 })));
    const told: number[] = [];
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    valueOf(await read(store, path, (done) => told.push(done)));
    isOver = true;
    expect(turns).toBeGreaterThan(20);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.every((done) => done >= 0 && done <= 1)).toBe(true);
    expect(valueOf(store.summary())).toMatchObject({ models: 2_000, importedAt: 99 });
    rmSync(join(path, '..'), { recursive: true });
  });

  it('says when the disk does not take it', async () => {
    const store = createMemoryCatalogueStore();
    const path = join(mkdtempSync(join(tmpdir(), 'workshop-broken-')), 'catalogue.json');
    writeFileSync(path, JSON.stringify(goodCatalogue()));
    store.broken = true;
    expect(await read(store, path)).toMatchObject({
      error: { kind: 'storage', error: { code: 'catalogue.storage' } },
    });
    rmSync(join(path, '..'), { recursive: true });
  });
});
