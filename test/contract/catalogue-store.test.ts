import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importCatalogueFile } from '../../main/catalogue/import-file.ts';
import { createSqliteCatalogueStore } from '../../main/catalogue/sqlite-catalogue-store.ts';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { createMemoryCatalogueStore } from '../support/memory-catalogue-store.ts';
import { describeCatalogueStore } from './catalogue-store-conformance.ts';
import { valueOf } from './ticket-store-conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(mkdtempSync(join(folder, 'store-')), `${(files += 1)}.db`);
const now = () => 42;

describeCatalogueStore('memory', createMemoryCatalogueStore);
describeCatalogueStore('SQLite', () => createSqliteCatalogueStore(newFile(), { now }));

describe('the catalogue on disk', () => {
  const json = join(folder, 'catalogue.json');
  writeFileSync(json, catalogueText(makeCatalogue({ models: 200, products: 200 })));
  const filled = async (file: string) => {
    const store = createSqliteCatalogueStore(file, { now });
    valueOf(await importCatalogueFile(json, { store, now, progress: () => undefined }));
    return store;
  };

  it('touches no file before it is asked something', () => {
    const file = newFile();
    createSqliteCatalogueStore(file, { now }).close();
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it('is there again after it was opened anew, and leaves nothing of the building', async () => {
    const file = newFile();
    const first = await filled(file);
    const summary = valueOf(first.summary());
    first.close();
    const second = createSqliteCatalogueStore(file, { now });
    expect(valueOf(second.summary())).toEqual(summary);
    second.close();
    expect(readdirSync(join(file, '..')).filter((name) => name.includes('building'))).toEqual([]);
  });

  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'no database at all '.repeat(500))],
    ['was cut short', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 3))],
  ])('is put aside and begun anew when its file %s', async (_what, damage) => {
    const file = newFile();
    (await filled(file)).close();
    damage(file);
    const damaged = readFileSync(file);
    const store = createSqliteCatalogueStore(file, { now });
    // Damage further down shows with the first search; the one after it finds a new file.
    const search = () => store.searchModels({ words: ['s'], offset: 0, limit: 20 });
    search();
    expect(search().ok).toBe(true);
    expect(valueOf(store.summary())).toBeNull();
    expect(readFileSync(`${file}.corrupt-42`).equals(damaged)).toBe(true);
    valueOf(await importCatalogueFile(json, { store, now, progress: () => undefined }));
    expect(valueOf(store.summary())).toMatchObject({ models: 200 });
    store.close();
  });
});
