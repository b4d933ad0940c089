import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importCatalogueFile } from '../../main/catalogue/import-file.ts';
import { createSqliteCatalogueStore } from '../../main/catalogue/sqlite-catalogue-store.ts';
import { systemDisk, type Disk } from '../../main/database/disk.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-old-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const jsonOf = (models: number) => {
  const file = join(folder, `${models}.json`);
  if (!existsSync(file)) writeFileSync(file, catalogueText(makeCatalogue({ models, products: 20 })));
  return file;
};

/** A store of 20 models on a disk of which each renaming is asked first, and no time that passes. */
async function start(mayRename: (from: string, to: string) => void = () => undefined) {
  const file = join(mkdtempSync(join(folder, 'store-')), 'catalogue.db');
  const state = { isChecked: false, pauses: 0, inPause: () => {} };
  const disk: Disk = {
    ...systemDisk,
    rename(from, to) {
      if (state.isChecked) mayRename(from, to);
      systemDisk.rename(from, to);
    },
  };
  const open = () =>
    createSqliteCatalogueStore(file, {
      now: () => 42,
      disk,
      pause: () => {
        state.pauses += 1;
        state.inPause();
        return Promise.resolve();
      },
    });
  const store = open();
  const read = (models: number) =>
    importCatalogueFile(jsonOf(models), { store, now: () => 42, progress: () => undefined });
  valueOf(await read(20));
  state.isChecked = true;
  const models = (of = store) => valueOf(of.summary())?.models ?? null;
  const names = () => readdirSync(join(file, '..')).filter((name) => !/-(wal|shm)$/.test(name));
  return { file, store, open, read, models, names, state };
}

const held = (code: string) => Object.assign(new Error(`${code}: held`), { code });

// A virus scanner or a backup has the file that was just written open, and Windows renames nothing that is open. The old
// catalogue had been deleted by then, and the new one went after it.
describe.each(['EPERM', 'EBUSY'])('a file that somebody holds (%s)', (code) => {
  it('for a moment is waited for', async () => {
    let times = 3;
    const { read, models, names, state, store } = await start((from) => {
      if (from.endsWith('.building') && (times -= 1) >= 0) throw held(code);
    });
    const seen: (number | null)[] = [];
    state.inPause = () => seen.push(models());
    valueOf(await read(30));
    expect(models()).toBe(30);
    // Whoever searched meanwhile found the old one.
    expect(seen).toEqual([20, 20, 20]);
    store.close();
    expect(names()).toEqual(['catalogue.db']);
  });

  it.each(['.building', 'catalogue.db'])('for good leaves the old catalogue in use: %s', async (name) => {
    const { read, models, names, store } = await start((from) => {
      if (from.endsWith(name)) throw held(code);
    });
    expect(await read(30)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(models()).toBe(20);
    store.close();
    expect(names()).toEqual(['catalogue.db']);
  });
});

it('an error that no waiting mends is told at once', async () => {
  const { read, models, state } = await start((from) => {
    if (from.endsWith('.building')) throw held('EIO');
  });
  expect(await read(30)).toMatchObject({ ok: false, error: { kind: 'storage' } });
  expect([models(), state.pauses]).toEqual([20, 0]);
});

// Neither the old one nor the new one can be put in place any more in this run: no empty one is begun there.
it('what could not be put back is found as soon as it can', async () => {
  let isHeld = true;
  const { read, models, store } = await start((_from, to) => {
    if (isHeld && to.endsWith('catalogue.db')) throw held('EPERM');
  });
  expect((await read(30)).ok).toBe(false);
  expect(store.summary().ok).toBe(false);
  isHeld = false;
  expect(models()).toBe(20);
});

it.each([
  ['before the new one was in place', 20, (file: string) => renameSync(file, `${file}.before`)],
  ['before the old one was gone', 20, (file: string) => writeFileSync(`${file}.before`, 'the old one')],
])('a kill %s leaves a catalogue', async (_when, count, leave) => {
  const { file, open, models, names, store } = await start();
  store.close();
  leave(file);
  const again = open();
  expect(models(again)).toBe(count);
  again.close();
  expect(names()).toEqual(['catalogue.db']);
});
