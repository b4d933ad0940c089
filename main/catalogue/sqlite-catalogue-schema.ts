/** The version of the catalogue's schema. A catalogue of another version is put aside: it can be fetched again. */
export const catalogueMigrations: readonly string[] = [
  `
  CREATE TABLE header (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    source      TEXT    NOT NULL,
    as_of       INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    stamp       TEXT    NOT NULL,
    models      INTEGER NOT NULL,
    variants    INTEGER NOT NULL,
    products    INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE make (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT NOT NULL) STRICT;
  -- position is the place in the alphabet: results come in its order without sorting them each time.
  CREATE TABLE model (
    id        INTEGER PRIMARY KEY,
    make_id   INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    sort      TEXT    NOT NULL,
    from_year INTEGER,
    to_year   INTEGER,
    position  INTEGER UNIQUE
  ) STRICT;
  CREATE INDEX model_of_make ON model (make_id, sort, id);
  CREATE TABLE variant (id INTEGER PRIMARY KEY, model_id INTEGER NOT NULL, name TEXT NOT NULL, sort TEXT NOT NULL) STRICT;
  CREATE INDEX variant_of ON variant (model_id, sort, id);

  CREATE TABLE product_group (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT NOT NULL) STRICT;
  CREATE TABLE product (
    id            INTEGER PRIMARY KEY,
    item_number   TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    sort          TEXT    NOT NULL,
    description   TEXT    NOT NULL,
    is_favorite   INTEGER NOT NULL CHECK (is_favorite IN (0, 1)),
    is_unattended INTEGER NOT NULL CHECK (is_unattended IN (0, 1)),
    gross_price   TEXT    CHECK (gross_price IS NULL OR json_valid(gross_price)),
    net_price     TEXT    CHECK (net_price IS NULL OR json_valid(net_price)),
    group_ids     TEXT    NOT NULL CHECK (json_valid(group_ids)),
    position      INTEGER UNIQUE
  ) STRICT;
  CREATE INDEX product_sorted ON product (sort, id);
  CREATE INDEX favourite ON product (position) WHERE is_favorite = 1;
  CREATE TABLE product_in_group (
    group_id INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (group_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE prerequisite (
    product_id INTEGER NOT NULL, id INTEGER NOT NULL, question TEXT NOT NULL, required INTEGER NOT NULL,
    type TEXT NOT NULL, PRIMARY KEY (product_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bundle (id TEXT PRIMARY KEY, sort TEXT NOT NULL, value TEXT NOT NULL CHECK (json_valid(value))) STRICT;

  -- What the service said of a vehicle.
  CREATE TABLE offer (
    model_id INTEGER NOT NULL, variant_id INTEGER NOT NULL, as_of INTEGER NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)), PRIMARY KEY (model_id, variant_id)
  ) STRICT, WITHOUT ROWID;

  -- Folded words only (words.ts), so the tokenizer has nothing to do but to split at blanks. The row's number is the
  -- position: a search that found enough stops there.
  CREATE VIRTUAL TABLE model_text USING fts5(head, rest, content = '', detail = 'column', tokenize = 'ascii', prefix = '1 2 3');
  CREATE VIRTUAL TABLE product_text USING fts5(head, rest, content = '', detail = 'column', tokenize = 'ascii', prefix = '1 2 3');
  `,
];
