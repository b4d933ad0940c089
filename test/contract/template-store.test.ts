import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteOwnStore } from '../../main/catalogue/sqlite-own-store.ts';
import type { KeptPaths } from '../../main/database/kept.ts';
import { createWorkshopFile } from '../../main/database/sqlite-workshop-file.ts';
import { createSqliteTemplateStore } from '../../main/templates/sqlite-template-store.ts';
import { createMemoryTemplateStore } from '../support/memory-template-store.ts';
import { describeTemplateStore, record } from './template-store-conformance.ts';
import { valueOf } from './ticket-store-conformance.ts';

const root = mkdtempSync(join(tmpdir(), 'workshop-templates-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFiles = () => {
  const folder = mkdtempSync(join(root, 'templates-'));
  return { file: join(folder, 'workshop.db'), backups: join(folder, 'backups'), folder };
};
const day = Date.UTC(2026, 2, 1, 12);
const always = { from: '0000-01-01', before: '9999-12-31' };
const product = (id: number) => ({ kind: 'product', id, modelId: null }) as const;

/** The file with both that keep something in it. */
const open = (paths: KeptPaths, now: () => number = () => day) => {
  const file = createWorkshopFile(paths, { now });
  const [store, own] = [createSqliteTemplateStore(file), createSqliteOwnStore(file)];
  return {
    store,
    own,
    close: () => file.close(),
    names: () => valueOf(store.all(always)).map(({ name }) => name),
    ownNames: () => valueOf(own.all()).map(({ name }) => name),
  };
};

describeTemplateStore('memory', () => ({ store: createMemoryTemplateStore(), close: () => undefined }));
describeTemplateStore('SQLite', () => open(newFiles()));

/** The schema before there were templates, as it was released. */
const schema1 = `
  CREATE TABLE own (
    kind       TEXT    NOT NULL CHECK (kind IN ('model', 'variant', 'product')),
    id         INTEGER NOT NULL,
    model_id   INTEGER,
    name       TEXT,
    favourite  INTEGER CHECK (favourite IN (0, 1)),
    uses       INTEGER NOT NULL DEFAULT 0,
    used_at    INTEGER,
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX own_latest ON own (touched_at DESC);
  PRAGMA user_version = 1;
`;
const makeOldFile = (file: string, name: string) => {
  const db = new DatabaseSync(file);
  db.exec(schema1);
  db.prepare("INSERT INTO own (kind, id, name, touched_at) VALUES ('product', 1, ?, 5)").run(name);
  db.close();
};

describe('templates on disk', () => {
  it('are there again, and touch no file before they are asked for', () => {
    const files = newFiles();
    const first = open(files);
    expect(readdirSync(files.folder)).toEqual([]);
    valueOf(first.store.put(record(1)));
    valueOf(first.store.used(record(1).id, day));
    first.close();
    const second = open(files);
    expect(valueOf(second.store.all(always))).toEqual([{ ...record(1), uses: 1, usedAt: day, recent: 1 }]);
    second.close();
  });

  it('find room in the file of an older program, whose names stay', () => {
    const files = newFiles();
    makeOldFile(files.file, 'Grandma’s car');
    const opened = open(files);
    expect(opened.ownNames()).toEqual(['Grandma’s car']);
    expect(opened.names()).toEqual([]);
    valueOf(opened.store.put(record(1)));
    valueOf(opened.own.name(product(2), 'New', 10));
    opened.close();
    const again = open(files);
    expect(again.ownNames()).toEqual(['New', 'Grandma’s car']);
    expect(again.names()).toEqual(['Template 1']);
    again.close();
  });

  it('have the same tables in an older program’s file as in a new one', () => {
    const [older, newer] = [newFiles(), newFiles()];
    makeOldFile(older.file, 'x');
    const tables = [older, newer].map((files) => {
      const opened = open(files);
      expect(opened.names()).toEqual([]);
      opened.close();
      const db = new DatabaseSync(files.file);
      const made = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
      db.close();
      return made;
    });
    expect(tables[0]).toEqual(tables[1]);
  });

  it('find room in an older program’s backup, when that must take the place of a damaged file', () => {
    const files = newFiles();
    makeOldFile(files.file, 'To be damaged');
    const first = open(files);
    // Makes the folder of the backups.
    valueOf(first.own.name(product(2), 'x', 1));
    first.close();
    for (const name of readdirSync(files.backups)) rmSync(join(files.backups, name));
    makeOldFile(join(files.backups, 'workshop-2026-02-01.db'), 'From the backup');
    writeFileSync(files.file, 'damaged '.repeat(1000));
    const again = open(files);
    valueOf(again.store.put(record(1)));
    expect(again.names()).toEqual(['Template 1']);
    expect(again.ownNames()).toEqual(['From the backup']);
    again.close();
  });

  it('share connection and backups with the workshop’s names, and both come back from them', () => {
    const files = newFiles();
    let now = day;
    const store = open(files, () => now);
    valueOf(store.store.put(record(1)));
    expect(readdirSync(files.backups)).toEqual(['workshop-2026-03-01-000001.db']);
    valueOf(store.own.name(product(1), 'Mine', 10));
    now += 24 * 3_600_000;
    valueOf(store.store.put(record(2)));
    store.close();
    writeFileSync(files.file, 'damaged '.repeat(1000));
    const again = open(files, () => now);
    expect(again.names()).toEqual(['Template 1', 'Template 2']);
    expect(again.ownNames()).toEqual(['Mine']);
    expect(readFileSync(`${files.file}.corrupt-${now}`, 'utf8')).toContain('damaged');
    again.close();
  });

  it('go on after another store found the open file damaged', () => {
    const files = newFiles();
    const file = createWorkshopFile(files, { now: () => day });
    const store = createSqliteTemplateStore(file);
    valueOf(store.put(record(1)));
    const prepared: unknown[] = [];
    const part = file.part((db) => prepared.push(db));
    const corrupt = Object.assign(new Error('database disk image is malformed'), { errcode: 11 });
    const damaged = part.read(() => {
      throw corrupt;
    });
    expect(damaged).toMatchObject({ ok: false, error: { code: 'storage.failed', details: { sqlite: 11 } } });
    // The file is opened anew, which looks at all of it, and everybody prepares their statements for that connection.
    valueOf(store.put(record(2)));
    expect(valueOf(store.all(always))).toHaveLength(2);
    valueOf(part.read(() => undefined));
    expect(new Set(prepared).size).toBe(2);
    file.close();
  });

  it('stay even from a hand that deletes', () => {
    const files = newFiles();
    const store = open(files);
    valueOf(store.store.put(record(1)));
    store.close();
    const db = new DatabaseSync(files.file);
    expect(() => db.exec('DELETE FROM template')).toThrow(/never deleted/);
    db.close();
  });

  it('are open in the way that makes a commit last', () => {
    const file = createWorkshopFile(newFiles(), { now: () => day });
    const pragmas = file.part((db) => ({
      is: (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0],
    }));
    const names = ['journal_mode', 'synchronous', 'fullfsync', 'foreign_keys'];
    expect(valueOf(pragmas.read(({ is }) => names.map(is)))).toEqual(['wal', 2, 1, 1]);
    file.close();
  });

  it('are written all or not at all', () => {
    const files = newFiles();
    const store = open(files);
    valueOf(store.store.put(record(1)));
    // The second of two fails: it is no product's id.
    const things = [product(1), { kind: 'product', id: 1.5, modelId: null } as const];
    expect(store.own.note(things, 1).ok).toBe(false);
    expect(valueOf(store.own.all())).toEqual([]);
    store.close();
  });
});
