// Measures the catalogue: how long the answer to each key takes over 20,000 models and 10,000 products, in main alone and
// in the real window from the key to the list, and how long anything else has to wait while a catalogue file is read.
// Prints a table and writes out/bench/catalogue.json.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { CatalogueService } from '../main/catalogue/catalogue-service.ts';
import { importCatalogueFile } from '../main/catalogue/import-file.ts';
import { createSqliteCatalogueStore } from '../main/catalogue/sqlite-catalogue-store.ts';
import { createSqliteOwnStore } from '../main/catalogue/sqlite-own-store.ts';
import { createWorkshopFile } from '../main/database/sqlite-workshop-file.ts';
import { ok } from '../preload/contract/result.ts';
import { catalogueText, makeCatalogue } from '../test/sandbox/catalogue.ts';
import { typingTimes } from './bench-typing.ts';

/** One frame at 60 Hz: slower answers are seen. */
const FRAME_MS = 16;
const page = { offset: 0, limit: 20 };
const ORDERED = 500;
const TYPED = 400;

const out = fileURLToPath(new URL('../out/bench/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'workshop-catalogue-'));
try {
  const catalogue = makeCatalogue();
  const file = join(folder, 'catalogue.json');
  const text = catalogueText(catalogue);
  writeFileSync(file, text);
  const store = createSqliteCatalogueStore(join(folder, 'catalogue.db'), { now: Date.now });

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const imported = await importCatalogueFile(file, { store, now: Date.now, progress: () => undefined });
  const took = performance.now() - begun;
  delay.disable();
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));

  // As the window asks: with 500 vehicles and products that this workshop ordered before.
  const workshop = createWorkshopFile(
    { file: join(folder, 'workshop.db'), backups: join(folder, 'backups') },
    { now: Date.now },
  );
  const service = new CatalogueService({
    store,
    own: createSqliteOwnStore(workshop),
    ask: null,
    lastTicket: () => ok(null),
    now: Date.now,
    changed: () => undefined,
    deployed: { get: () => null, set: () => undefined },
    report: () => undefined,
  });
  for (let index = 0; index < ORDERED; index += 1) {
    const variant = catalogue.variants[index * 50];
    const product = catalogue.products[index * 20];
    if (variant === undefined || product === undefined) break;
    service.noteOrdered({ modelId: variant.model_id, variantId: variant.id, productIds: [product.id] });
  }

  const makes = new Map(catalogue.makes.map(({ id, name }) => [id, name]));
  const spread = <T>(from: readonly T[], count: number) =>
    Array.from({ length: count }, (_, index) => from[Math.floor((index * from.length) / count)] as T);
  const models = spread(catalogue.models, TYPED).map(
    ({ make_id, name }) => `${makes.get(make_id) ?? ''} ${name}`,
  );
  const products = spread(catalogue.products, TYPED).map(({ name }) => name);
  const variants = spread(catalogue.variants, TYPED).map(({ name }) => name);

  // What a connector tells, asked for once: the vehicle itself, and the same of a make that has no such model.
  const paths = spread(catalogue.variants, TYPED).flatMap(({ model_id, name }, index) => {
    const model = catalogue.models[model_id - (catalogue.models[0]?.id ?? 0)];
    const own = makes.get(model?.make_id ?? 0) ?? '';
    const other = catalogue.makes[index % catalogue.makes.length]?.name ?? '';
    const rest = `${model?.name.split(' ')[0] ?? ''}#${model?.name ?? ''}#${name}`;
    return [`${own.toUpperCase()}#${rest}`, `${other}#${rest}`];
  });

  const seen = await typingTimes();
  const table = {
    'models, as typed': measured(models, (text) => service.searchModels({ text, ...page })),
    'models by variant': measured(variants, (text) => service.searchModels({ text, ...page })),
    'products, as typed': measured(products, (text) =>
      service.searchProducts({ text, groupId: null, favourites: false, ...page }),
    ),
    'products of a group': measured(products, (text) =>
      service.searchProducts({
        text,
        groupId: catalogue.product_groups[0]?.id ?? 0,
        favourites: false,
        ...page,
      }),
    ),
    'a vehicle that a connector tells': timed(paths, (path) => service.vehicleOf(path)),
    'models, from the key to the list on screen': distribution(seen.models),
    'products, from the key to the list on screen': distribution(seen.products),
    'waiting while a file is read': {
      count: delay.count,
      p50: round(delay.percentile(50) / 1e6),
      p95: round(delay.percentile(95) / 1e6),
      p99: round(delay.percentile(99) / 1e6),
      max: round(delay.max / 1e6),
    },
  };
  console.log(
    `${catalogue.models.length} models, ${catalogue.variants.length} variants, ${catalogue.products.length} products: ` +
      `${(text.length / 1024 / 1024).toFixed(1)} MiB read in ${(took / 1000).toFixed(1)} s. Milliseconds:`,
  );
  console.table(table);
  mkdirSync(out, { recursive: true });
  writeFileSync(
    join(out, 'catalogue.json'),
    JSON.stringify({ importMs: round(took), ...table }, undefined, 2),
  );
  service.close();
  workshop.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The distribution over every prefix of every text, key by key. */
function measured(texts: readonly string[], search: (typed: string) => { readonly ok: boolean }) {
  return timed(
    texts.flatMap((whole) => Array.from(whole, (_, at) => whole.slice(0, at + 1))),
    search,
  );
}

function timed(texts: readonly string[], search: (text: string) => { readonly ok: boolean }) {
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    const result = search(text);
    times.push(performance.now() - start);
    if (!result.ok) throw new Error('a search failed');
  }
  return distribution(times);
}

function distribution(times: number[]) {
  times.sort((one, other) => one - other);
  const at = (share: number) =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return {
    count: times.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    'over a frame': times.filter((ms) => ms > FRAME_MS).length,
  };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
