import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CatalogueEntry, CatalogueHeader } from './catalogue-store.ts';
import { fold, indexOf } from './words.ts';

/** So much is made searchable at a time: a few milliseconds. */
const AT_A_TIME = 50;

type Row = Record<string, unknown>;

export interface Building {
  add(entry: CatalogueEntry): void;
  /** @returns false: nothing is left to do. */
  prepare(): boolean;
  takeOffers(rows: readonly Row[]): void;
  seal(header: CatalogueHeader): void;
  close(): void;
}

/**
 * Builds a catalogue in a file of its own. Nobody reads it before it is whole, and one that is cut short is thrown
 * away: so nothing is journalled and nothing waits for the disk until the end.
 */
export function openBuilder(file: string, migrations: readonly string[]): Building {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = OFF');
  db.exec('PRAGMA synchronous = OFF');
  db.exec('PRAGMA cache_size = -8000');
  db.exec(`${migrations.join(';')}; PRAGMA user_version = ${migrations.length}`);
  db.exec('BEGIN');

  const counts = { model: 0, variant: 0, product: 0 };
  const insert = {
    make: db.prepare('INSERT INTO make (id, name, sort) VALUES (?, ?, ?)'),
    model: db.prepare(
      'INSERT INTO model (id, make_id, name, sort, from_year, to_year) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    variant: db.prepare('INSERT INTO variant (id, model_id, name, sort) VALUES (?, ?, ?, ?)'),
    group: db.prepare('INSERT INTO product_group (id, name, sort) VALUES (?, ?, ?)'),
    product: db.prepare(
      `INSERT INTO product (id, item_number, name, sort, description, is_favorite, is_unattended, gross_price, net_price,
         group_ids) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    prerequisite: db.prepare(
      'INSERT INTO prerequisite (product_id, id, question, required, type) VALUES (?, ?, ?, ?, ?)',
    ),
    bundle: db.prepare('INSERT INTO bundle (id, sort, value) VALUES (?, ?, ?)'),
    offer: db.prepare(
      'INSERT OR REPLACE INTO offer (model_id, variant_id, as_of, value) VALUES (?, ?, ?, ?)',
    ),
  };
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

  const add = (entry: CatalogueEntry): void => {
    switch (entry.kind) {
      case 'make': {
        const { id, name } = entry.value;
        insert.make.run(id, name, fold(name));
        return;
      }
      case 'model': {
        const { id, makeId, name, fromYear, toYear } = entry.value;
        insert.model.run(id, makeId, name, fold(name), fromYear, toYear);
        counts.model += 1;
        return;
      }
      case 'variant': {
        const { id, modelId, name } = entry.value;
        insert.variant.run(id, modelId, name, fold(name));
        counts.variant += 1;
        return;
      }
      case 'group': {
        const { id, name } = entry.value;
        insert.group.run(id, name, fold(name));
        return;
      }
      case 'product': {
        const {
          id,
          itemNumber,
          name,
          description,
          isFavorite,
          isUnattended,
          grossPrice,
          netPrice,
          groupIds,
        } = entry.value;
        const flags = [isFavorite ? 1 : 0, isUnattended ? 1 : 0] as const;
        const prices = [json(grossPrice), json(netPrice)] as const;
        insert.product.run(
          id,
          itemNumber,
          name,
          fold(name),
          description,
          ...flags,
          ...prices,
          JSON.stringify(groupIds),
        );
        counts.product += 1;
        return;
      }
      case 'prerequisite': {
        const { productId, id, question, required, type } = entry.value;
        insert.prerequisite.run(productId, id, question, required ? 1 : 0, type);
        return;
      }
      case 'bundle':
        insert.bundle.run(entry.value.id, fold(entry.value.name), JSON.stringify(entry.value));
    }
  };

  const steps = [modelSteps(db), productSteps(db)];
  return {
    add,
    prepare() {
      while (steps[0] !== undefined) {
        if (steps[0]()) return true;
        steps.shift();
      }
      return false;
    },
    takeOffers(rows) {
      for (const { model_id, variant_id, as_of, value } of rows)
        insert.offer.run(Number(model_id), Number(variant_id), Number(as_of), String(value));
    },
    seal({ source, asOf, importedAt, stamp }) {
      db.prepare(
        `INSERT INTO header (one, source, as_of, imported_at, stamp, models, variants, products)
         VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(source, asOf, importedAt, stamp, counts.model, counts.variant, counts.product);
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}

/** A step makes the next few rows searchable, in the order of the alphabet; false: there are none. */
type Step = () => boolean;

function modelSteps(db: DatabaseSync): Step {
  let makes: IterableIterator<Row> | null = null;
  let make: Row | null = null;
  let after = { sort: '', id: 0 };
  let position = 0;
  const of = {
    models: db.prepare(
      `SELECT id, name, sort, from_year, to_year FROM model WHERE make_id = ? AND (sort, id) > (?, ?)
       ORDER BY sort, id LIMIT ${AT_A_TIME}`,
    ),
    variants: db.prepare('SELECT id, name FROM variant WHERE model_id = ?'),
    place: db.prepare('UPDATE model SET position = ? WHERE id = ?'),
    text: db.prepare('INSERT INTO model_text (rowid, head, rest) VALUES (?, ?, ?)'),
  };
  return () => {
    makes ??= db.prepare('SELECT id, name FROM make ORDER BY sort, id').all()[Symbol.iterator]();
    for (;;) {
      if (make === null) {
        const next = makes.next();
        if (next.done === true) return false;
        make = next.value;
        after = { sort: '', id: 0 };
      }
      const rows = of.models.all(Number(make.id), after.sort, after.id);
      const last = rows.at(-1);
      if (last === undefined) {
        make = null;
        continue;
      }
      after = { sort: String(last.sort), id: Number(last.id) };
      for (const model of rows) {
        position += 1;
        of.place.run(position, Number(model.id));
        of.text.run(
          position,
          indexOf(String(make.name), String(model.name), String(model.id)),
          restOf(of.variants, model),
        );
      }
      return true;
    }
  };
}

function restOf(variants: StatementSync, model: Row): string {
  const rows = variants.all(Number(model.id));
  return indexOf(...rows.flatMap(({ id, name }) => [String(name), String(id)]));
}

function productSteps(db: DatabaseSync): Step {
  let after = { sort: '', id: 0 };
  let position = 0;
  const of = {
    products: db.prepare(
      `SELECT id, item_number, name, sort, description, group_ids FROM product WHERE (sort, id) > (?, ?)
       ORDER BY sort, id LIMIT ${AT_A_TIME}`,
    ),
    place: db.prepare('UPDATE product SET position = ? WHERE id = ?'),
    group: db.prepare('INSERT OR IGNORE INTO product_in_group (group_id, position) VALUES (?, ?)'),
    text: db.prepare('INSERT INTO product_text (rowid, head, rest) VALUES (?, ?, ?)'),
  };
  return () => {
    const rows = of.products.all(after.sort, after.id);
    const last = rows.at(-1);
    if (last === undefined) return false;
    after = { sort: String(last.sort), id: Number(last.id) };
    for (const product of rows) {
      position += 1;
      of.place.run(position, Number(product.id));
      for (const group of JSON.parse(String(product.group_ids)) as number[]) of.group.run(group, position);
      of.text.run(
        position,
        indexOf(String(product.name), String(product.item_number), String(product.id)),
        indexOf(String(product.description)),
      );
    }
    return true;
  };
}
