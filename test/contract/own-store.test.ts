import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OwnStore, OwnThing } from '../../main/catalogue/own-store.ts';
import { createSqliteOwnStore } from '../../main/catalogue/sqlite-own-store.ts';
import type { KeptPaths } from '../../main/database/kept.ts';
import { createWorkshopFile } from '../../main/database/sqlite-workshop-file.ts';
import { createMemoryOwnStore } from '../support/memory-own-store.ts';
import { valueOf } from './ticket-store-conformance.ts';

const root = mkdtempSync(join(tmpdir(), 'workshop-own-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFiles = () => {
  const folder = mkdtempSync(join(root, 'own-'));
  return { file: join(folder, 'workshop.db'), backups: join(folder, 'backups'), folder };
};
const day = Date.UTC(2026, 2, 1, 12);
const product = (id: number): OwnThing => ({ kind: 'product', id, modelId: null });
const variant = (id: number, modelId: number | null): OwnThing => ({ kind: 'variant', id, modelId });

const open = (paths: KeptPaths, now: () => number = () => day) => {
  const file = createWorkshopFile(paths, { now });
  return { ...createSqliteOwnStore(file), close: () => file.close() };
};

/** What every store of the workshop's own words must do. */
function describeOwnStore(name: string, make: () => OwnStore & { close?: () => void }): void {
  describe(`own store: ${name}`, () => {
    let store: OwnStore & { close?: () => void };
    beforeEach(() => {
      store = make();
    });
    afterEach(() => store.close?.());
    const ids = () => valueOf(store.all()).map(({ kind, id }) => `${kind} ${id}`);

    it('counts what is ordered, latest first', () => {
      expect(ids()).toEqual([]);
      valueOf(store.note([product(1), product(2)], 10));
      valueOf(store.note([product(3)], 20));
      valueOf(store.note([product(2)], 30));
      expect(ids()).toEqual(['product 2', 'product 3', 'product 1']);
      expect(valueOf(store.all())[0]).toEqual({
        ...product(2),
        name: null,
        favourite: null,
        uses: 2,
        usedAt: 30,
      });
    });

    it('keeps names, and forgets what says nothing any more', () => {
      valueOf(store.name({ kind: 'model', id: 1, modelId: null }, 'Grandma’s car', 10));
      expect(valueOf(store.all())).toMatchObject([{ name: 'Grandma’s car', uses: 0, usedAt: null }]);
      valueOf(store.name({ kind: 'model', id: 1, modelId: null }, null, 20));
      expect(ids()).toEqual([]);
      valueOf(store.note([{ kind: 'model', id: 1, modelId: null }], 30));
      expect(ids()).toEqual(['model 1']);
    });

    it('knows a model, a variant and a product of one number apart', () => {
      valueOf(store.note([product(1), { kind: 'model', id: 1, modelId: null }, variant(1, 1)], 10));
      expect(ids()).toEqual(['model 1', 'product 1', 'variant 1']);
    });

    it('remembers a variant’s model when it is told without', () => {
      valueOf(store.note([variant(11, 1)], 10));
      valueOf(store.name(variant(11, null), 'Diesel', 20));
      expect(valueOf(store.all())).toMatchObject([{ modelId: 1, name: 'Diesel', uses: 1 }]);
    });

    it('keeps favourites, and that something is none, without moving it to the front', () => {
      valueOf(store.note([product(1)], 10));
      valueOf(store.note([product(2)], 20));
      valueOf(store.favourite(1, true, 30));
      valueOf(store.favourite(3, false, 15));
      expect(ids()).toEqual(['product 2', 'product 3', 'product 1']);
      expect(valueOf(store.all()).map(({ favourite }) => favourite)).toEqual([null, false, true]);
    });
  });
}

describeOwnStore('memory', createMemoryOwnStore);
describeOwnStore('SQLite', () => open(newFiles()));

describe('the workshop’s own words on disk', () => {
  it('are there again, and touch no file before they are asked for', () => {
    const files = newFiles();
    const first = open(files);
    expect(readdirSync(files.folder)).toEqual([]);
    valueOf(first.name(product(1), 'Mine', 10));
    first.close();
    const second = open(files);
    expect(valueOf(second.all())).toMatchObject([{ name: 'Mine' }]);
    second.close();
  });

  it('come back from the newest sound backup when the file is damaged, which is put aside', () => {
    const files = newFiles();
    let now = day;
    const store = open(files, () => now);
    valueOf(store.name(product(1), 'First day', 10));
    now += 24 * 3_600_000;
    valueOf(store.name(product(2), 'Second day', 20));
    now += 24 * 3_600_000;
    valueOf(store.name(product(3), 'Third day', 30));
    store.close();
    const backups = readdirSync(files.backups).sort();
    expect(backups).toHaveLength(3);
    writeFileSync(join(files.backups, backups[2] ?? ''), 'a backup that was cut short');
    writeFileSync(files.file, 'damaged '.repeat(1000));
    const again = open(files, () => now);
    expect(valueOf(again.all()).map(({ name }) => name)).toEqual(['Second day', 'First day']);
    expect(readFileSync(`${files.file}.corrupt-${now}`, 'utf8')).toContain('damaged');
    again.close();
  });

  it('are backed up once a day, and a week is kept', () => {
    const files = newFiles();
    let now = day;
    const store = open(files, () => now);
    for (let days = 0; days < 10; days += 1) {
      valueOf(store.note([product(1)], now));
      valueOf(store.note([product(2)], now));
      now += 24 * 3_600_000;
    }
    store.close();
    expect(readdirSync(files.backups)).toHaveLength(7);
  });

  it('of a newer program are left as they are', () => {
    const files = newFiles();
    const db = new DatabaseSync(files.file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const store = open(files);
    expect(store.all()).toMatchObject({ ok: false, error: { code: 'storage.failed' } });
    expect(store.note([product(1)], 1).ok).toBe(false);
    store.close();
    expect(readdirSync(files.folder).filter((name) => name.includes('corrupt'))).toEqual([]);
  });
});
