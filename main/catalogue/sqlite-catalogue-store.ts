import { open as openFile } from 'node:fs/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { appError } from '../../preload/contract/errors.ts';
import type { BundleView, PrerequisiteView, Price } from '../../preload/contract/catalogue.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type {
  CatalogueBuilder,
  CatalogueHeader,
  CatalogueStorageError,
  CatalogueStore,
  CatalogueSummary,
  FoundModel,
  FoundProduct,
  Kept,
  Offer,
  Page,
  Variant,
} from './catalogue-store.ts';
import { catalogueMigrations } from './sqlite-catalogue-schema.ts';
import { openBuilder } from './sqlite-catalogue-builder.ts';
import { settle, takePlace } from './take-place.ts';
import { systemDisk, type Disk } from '../database/disk.ts';
import { untilFree, type Pause } from '../database/held.ts';
import {
  isDamage,
  NewerFile,
  openDatabase,
  putAside,
  removeDatabase,
  sqliteCode,
} from '../database/sqlite-database.ts';

/** So many vehicles' answers are kept; the oldest go first. */
const MOST_OFFERS = 2_000;

const keeping = { migrations: catalogueMigrations, durability: 'renewable' } as const;

export interface CatalogueStoreDeps {
  /** Milliseconds since the epoch, for the name of what is put aside. */
  readonly now: () => number;
  readonly disk?: Disk;
  /** While somebody holds a file. */
  readonly pause?: Pause;
}

/**
 * The catalogue in a SQLite file of its own, opened with the first call. One that is damaged, or of another schema, is
 * put aside and begun anew.
 *
 * @param file path of the database; its folder exists.
 */
export function createSqliteCatalogueStore(
  file: string,
  { now, disk = systemDisk, pause }: CatalogueStoreDeps,
): CatalogueStore {
  const building = `${file}.building`;
  let opened: Opened | null = null;
  let builder: CatalogueBuilder | null = null;

  const inUse = (): Opened => (opened ??= prepared(openOrBegin(disk, file, now)));
  const close = () => {
    opened?.db.close();
    opened = null;
  };
  const guarded = <T>(work: (at: Opened) => T): Kept<T> => {
    try {
      return ok(work(inUse()));
    } catch (error) {
      if (!isDamage(error)) return failed(error);
      // Damage may show only on a page that is read later. What can be fetched again is not fought for.
      try {
        close();
        putAside(file, now());
      } catch {
        // Held by somebody: the next one that comes upon it tries again.
      }
      return failed(error);
    }
  };
  const isOpen = () => opened !== null;
  const intoPlace = () => {
    // In between, whoever asks opened the old one.
    close();
    takePlace(disk, building, file);
  };

  return {
    summary: () =>
      guarded(({ summary }) => {
        const row = summary.get();
        return row === undefined ? null : (row as unknown as CatalogueSummary);
      }),
    searchModels: (page) => guarded((at) => searched(at.models, page, {}).map(modelOf)),
    models: (ids) => guarded((at) => at.modelsById.all(JSON.stringify(ids)).map(modelOf)),
    variantsOf: (modelId) => guarded((at) => at.variantsOf.all(modelId).map(variantOf)),
    variants: (ids) => guarded((at) => at.variantsById.all(JSON.stringify(ids)).map(variantOf)),
    searchProducts: ({ groupId, ...page }) =>
      guarded((at) => {
        const rows =
          groupId === null
            ? searched(at.products, page, {})
            : searched(at.productsOfGroup, page, { group: groupId });
        return withPrerequisites(at, rows);
      }),
    products: (ids) => guarded((at) => withPrerequisites(at, at.productsById.all(JSON.stringify(ids)))),
    favourites: () => guarded((at) => at.favourites.all().map(({ id }) => Number(id))),
    groups: () =>
      guarded((at) => at.groups.all().map(({ id, name }) => ({ id: Number(id), name: String(name) }))),
    bundles: () =>
      guarded((at) => at.bundles.all().map(({ value }) => JSON.parse(String(value)) as BundleView)),
    offer: (modelId, variantId) =>
      guarded((at) => {
        const row = at.offer.get(modelId, variantId);
        if (row === undefined) return null;
        const { groups, bundles } = JSON.parse(String(row.value)) as Pick<Offer, 'groups' | 'bundles'>;
        return { modelId, variantId, asOf: Number(row.as_of), groups, bundles };
      }),
    saveOffer: ({ modelId, variantId, asOf, groups, bundles }) =>
      guarded((at) => {
        at.saveOffer.run(modelId, variantId, asOf, JSON.stringify({ groups, bundles }));
        at.forgetOffers.run(MOST_OFFERS);
      }),

    build() {
      builder?.discard();
      try {
        removeDatabase(building);
        const under = openBuilder(building, catalogueMigrations);
        let isOver = false;
        const end = () => {
          if (!isOver) under.close();
          isOver = true;
        };
        const attempt = <T>(work: () => T): Kept<T> => {
          try {
            return ok(work());
          } catch (error) {
            return failed(error);
          }
        };
        builder = {
          add: (entry) => attempt(() => under.add(entry)),
          prepare: () => attempt(() => under.prepare()),
          async finish(header: CatalogueHeader) {
            try {
              under.takeOffers(inUse().db.prepare('SELECT * FROM offer').all());
              under.seal(header);
              end();
              // On disk before its name is: a power cut leaves the old one or the new one.
              await flush(building);
              await untilFree(intoPlace, pause);
              inUse();
              return ok(undefined);
            } catch (error) {
              end();
              removeQuietly(building);
              return failed(error);
            }
          },
          discard() {
            end();
            removeQuietly(building);
          },
        };
        return ok(builder);
      } catch (error) {
        return failed(error);
      }
    },

    close() {
      builder?.discard();
      if (isOpen()) close();
    },
  };
}

function openOrBegin(disk: Disk, file: string, now: () => number): DatabaseSync {
  settle(disk, file);
  try {
    return openDatabase(file, keeping);
  } catch (error) {
    if (!isDamage(error) && !(error instanceof NewerFile)) throw error;
    putAside(file, now());
    return openDatabase(file, keeping);
  }
}

interface Search {
  /** Everything, in order. */
  readonly all: StatementSync;
  readonly text: StatementSync;
}

type Opened = ReturnType<typeof prepared>;

const modelColumns = `model.id, make.name AS make, model.name AS name, from_year AS fromYear, to_year AS toYear`;
const productColumns = `product.id, item_number, product.name, description, is_favorite, is_unattended, gross_price, net_price, group_ids`;

/** Prepared once: preparing costs more than running. */
function prepared(db: DatabaseSync) {
  const models = `SELECT ${modelColumns} FROM model JOIN make ON make.id = model.make_id`;
  const products = `SELECT ${productColumns} FROM product`;
  const inGroup = 'JOIN product_in_group AS g ON g.group_id = :group AND g.position = product.position';
  const search = (from: string, table: 'model' | 'product', joined = ''): Search => ({
    all: db.prepare(
      `${from} ${joined} WHERE ${table}.position IS NOT NULL ORDER BY ${table}.position LIMIT :limit OFFSET :offset`,
    ),
    // CROSS JOIN: the text comes first, in the order of its rows, and ends as soon as there are enough.
    text: db.prepare(
      `${from.replace(`FROM ${table}`, `FROM ${table}_text CROSS JOIN ${table} ON ${table}.position = ${table}_text.rowid`)}
       ${joined} WHERE ${table}_text MATCH :match ORDER BY ${table}_text.rowid LIMIT :limit`,
    ),
  });
  return {
    db,
    summary: db.prepare(
      'SELECT source, as_of AS asOf, imported_at AS importedAt, stamp, models, variants, products FROM header',
    ),
    models: search(models, 'model'),
    modelsById: db.prepare(`${models} WHERE model.id IN (SELECT value FROM json_each(?))`),
    variantsOf: db.prepare(
      'SELECT id, model_id, name FROM variant WHERE model_id = ? ORDER BY sort, id LIMIT 1000',
    ),
    variantsById: db.prepare(
      'SELECT id, model_id, name FROM variant WHERE id IN (SELECT value FROM json_each(?))',
    ),
    products: search(products, 'product'),
    productsOfGroup: search(products, 'product', inGroup),
    productsById: db.prepare(`${products} WHERE product.id IN (SELECT value FROM json_each(?))`),
    prerequisites: db.prepare(
      `SELECT product_id, id, question, required, type FROM prerequisite
       WHERE product_id IN (SELECT value FROM json_each(?)) ORDER BY product_id, id`,
    ),
    favourites: db.prepare('SELECT id FROM product WHERE is_favorite = 1 ORDER BY position LIMIT 500'),
    groups: db.prepare('SELECT id, name FROM product_group ORDER BY sort, id'),
    bundles: db.prepare('SELECT value FROM bundle ORDER BY sort, id'),
    offer: db.prepare('SELECT as_of, value FROM offer WHERE model_id = ? AND variant_id = ?'),
    saveOffer: db.prepare(
      'INSERT OR REPLACE INTO offer (model_id, variant_id, as_of, value) VALUES (?, ?, ?, ?)',
    ),
    forgetOffers: db.prepare(
      `DELETE FROM offer WHERE (model_id, variant_id) IN
         (SELECT model_id, variant_id FROM offer ORDER BY as_of DESC LIMIT -1 OFFSET ?)`,
    ),
  };
}

type Row = Record<string, unknown>;

/** Whole words in the head, then beginnings in the head, then beginnings anywhere; each row once. */
function searched(
  search: Search,
  { words, offset, limit }: Page,
  more: Readonly<Record<string, number>>,
): Row[] {
  if (words.length === 0) return search.all.all({ ...more, limit, offset });
  const [whole, begun] = ['', '*'].map((star) => words.map((word) => `"${word}"${star}`).join(' AND '));
  const found = new Map<unknown, Row>();
  const wanted = offset + limit;
  for (const match of [`head : (${whole ?? ''})`, `head : (${begun ?? ''})`, begun ?? '']) {
    if (found.size >= wanted) break;
    for (const row of search.text.all({ ...more, match, limit: wanted })) {
      if (!found.has(row.id)) found.set(row.id, row);
    }
  }
  return [...found.values()].slice(offset, wanted);
}

const modelOf = (row: Row): FoundModel => ({ ...(row as unknown as FoundModel) });

const variantOf = ({ id, model_id, name }: Row): Variant => ({
  id: Number(id),
  modelId: Number(model_id),
  name: String(name),
});

function withPrerequisites(at: Opened, rows: readonly Row[]): FoundProduct[] {
  const asked = grouped(at.prerequisites.all(JSON.stringify(rows.map(({ id }) => id))));
  return rows.map((row) => productOf(row, asked.get(Number(row.id)) ?? []));
}

function grouped(rows: readonly Row[]): Map<number, PrerequisiteView[]> {
  const byProduct = new Map<number, PrerequisiteView[]>();
  for (const { product_id, id, question, required, type } of rows) {
    const of = byProduct.get(Number(product_id)) ?? [];
    of.push({
      id: Number(id),
      question: String(question),
      required: required === 1,
      type: type as PrerequisiteView['type'],
    });
    byProduct.set(Number(product_id), of);
  }
  return byProduct;
}

const priceOf = (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as Price) : null);

const productOf = (row: Row, prerequisites: readonly PrerequisiteView[]): FoundProduct => ({
  id: Number(row.id),
  itemNumber: String(row.item_number),
  name: String(row.name),
  description: String(row.description),
  isFavorite: row.is_favorite === 1,
  isUnattended: row.is_unattended === 1,
  grossPrice: priceOf(row.gross_price),
  netPrice: priceOf(row.net_price),
  groupIds: JSON.parse(String(row.group_ids)) as number[],
  prerequisites,
});

async function flush(file: string): Promise<void> {
  const handle = await openFile(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function removeQuietly(file: string): void {
  try {
    removeDatabase(file);
  } catch {
    // It is removed before the next one is built.
  }
}

function failed(error: unknown): { ok: false; error: CatalogueStorageError } {
  const code = sqliteCode(error);
  return err(appError('catalogue.storage', code === null ? {} : { sqlite: code }) as CatalogueStorageError);
}
