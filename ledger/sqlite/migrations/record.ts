import { appendOnlyTriggers, CHAIN_COLUMNS } from './append-only.ts';

const CHAINED_TABLES_OF_VERSION_1 = ['change', 'coverage', 'revision', 'seal', 'audit'];

/** Version 1: the record itself, with its working tables. */
export const RECORD = `
  CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity GLOB 'device:?*' OR entity GLOB 'link:?*'),
    indicator TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('measured', 'imported', 'correction')),
    corrects INTEGER CHECK ((corrects IS NOT NULL) = (origin = 'correction')),
    after_ms INTEGER NOT NULL CHECK (after_ms <= at_ms),
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('up', 'degraded', 'down', 'unknown')),
    reason TEXT,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    body TEXT,
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    source_seq INTEGER NOT NULL,
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX change_source ON change (source, run, source_seq);
  CREATE INDEX change_entity ON change (entity, indicator, at_ms);
  CREATE INDEX change_at ON change (at_ms);
  CREATE INDEX change_corrects ON change (corrects) WHERE corrects IS NOT NULL;

  CREATE TABLE coverage (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    source_seq INTEGER NOT NULL,
    from_ms INTEGER NOT NULL CHECK (from_ms <= to_ms),
    to_ms INTEGER NOT NULL,
    ended TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX coverage_source ON coverage (source, run, source_seq);
  CREATE INDEX coverage_to ON coverage (to_ms);

  CREATE TABLE revision (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    body TEXT,
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE INDEX revision_id ON revision (kind, id);

  CREATE TABLE seal (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    sealed_seq INTEGER NOT NULL,
    sealed_hash TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    ${CHAIN_COLUMNS}
  ) STRICT;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    action TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    body TEXT,
    ${CHAIN_COLUMNS}
  ) STRICT;

  ${CHAINED_TABLES_OF_VERSION_1.map(appendOnlyTriggers).join('\n')}

  CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  INSERT INTO head VALUES (1, 0, zeroblob(32));

  CREATE TABLE status (
    entity TEXT NOT NULL,
    indicator TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    after_ms INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (entity, indicator)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX status_state ON status (state, at_ms);

  CREATE TABLE coverage_open (
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    PRIMARY KEY (source, run, from_ms)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
