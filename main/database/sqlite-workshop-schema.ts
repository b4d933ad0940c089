import { keptTable } from './sqlite-kept.ts';

/**
 * The schema of `workshop.db`: one entry per version, each run in a transaction of its own. Released ones are never
 * changed.
 */
export const workshopMigrations: readonly string[] = [
  // 1: names, favourites and what was ordered.
  `
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
  `,
  // 2: templates, and on which days each was used.
  `
  CREATE TABLE template (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    product_ids TEXT    NOT NULL,
    answers     TEXT    NOT NULL,
    voucher     TEXT    NOT NULL,
    uses        INTEGER NOT NULL DEFAULT 0,
    used_at     INTEGER,
    created_at  INTEGER NOT NULL,
    removed_at  INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE template_day (
    template_id TEXT    NOT NULL REFERENCES template (id),
    day         TEXT    NOT NULL,
    uses        INTEGER NOT NULL,
    PRIMARY KEY (template_id, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER template_is_kept BEFORE DELETE ON template BEGIN
    SELECT RAISE(ABORT, 'templates are never deleted, only hidden');
  END;
  `,
  // 3: where it says what it is.
  keptTable,
];
