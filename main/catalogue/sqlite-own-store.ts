import type { DatabaseSync } from 'node:sqlite';
import type { WorkshopFile } from '../database/sqlite-workshop-file.ts';
import type { OwnEntry, OwnStore, OwnThing } from './own-store.ts';

/** What the workshop said of models, variants and products, in `workshop.db`. */
export function createSqliteOwnStore(file: WorkshopFile): OwnStore {
  const own = file.part(prepared);
  return {
    all: () =>
      own.read(
        ({ all }) =>
          all.all().map((row) => ({
            kind: row.kind as OwnThing['kind'],
            id: Number(row.id),
            modelId: row.model_id === null ? null : Number(row.model_id),
            name: row.name as string | null,
            favourite: row.favourite === null ? null : row.favourite === 1,
            uses: Number(row.uses),
            usedAt: row.used_at === null ? null : Number(row.used_at),
          })) satisfies OwnEntry[],
      ),
    note: (things, time) =>
      own.write(({ note }) => {
        for (const { kind, id, modelId } of things) note.run(kind, id, modelId, time, time);
      }),
    name: ({ kind, id, modelId }, called, time) =>
      own.write(({ name }) => void name.run(kind, id, modelId, called, time)),
    favourite: (productId, marked, time) =>
      own.write(({ favourite }) => void favourite.run(productId, marked ? 1 : 0, time)),
  };
}

function prepared(db: DatabaseSync) {
  const conflict = 'ON CONFLICT (kind, id) DO UPDATE SET model_id = coalesce(excluded.model_id, model_id),';
  return {
    all: db.prepare(
      `SELECT kind, id, model_id, name, favourite, uses, used_at FROM own
       WHERE name IS NOT NULL OR favourite IS NOT NULL OR uses > 0
       ORDER BY touched_at DESC, kind, id LIMIT 20000`,
    ),
    note: db.prepare(
      `INSERT INTO own (kind, id, model_id, uses, used_at, touched_at) VALUES (?, ?, ?, 1, ?, ?)
       ${conflict} uses = uses + 1, used_at = excluded.used_at, touched_at = excluded.touched_at`,
    ),
    name: db.prepare(
      `INSERT INTO own (kind, id, model_id, name, touched_at) VALUES (?, ?, ?, ?, ?)
       ${conflict} name = excluded.name, touched_at = excluded.touched_at`,
    ),
    // A mark says nothing of when it was ordered, so it does not move it to the front.
    favourite: db.prepare(
      `INSERT INTO own (kind, id, favourite, touched_at) VALUES ('product', ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET favourite = excluded.favourite`,
    ),
  };
}
