import { appendOnlyTriggers, CHAIN_COLUMNS } from './append-only.ts';

/**
 * Version 12: rows that collectors keep in chains of their own, as they stand at the centre. Such a row keeps its own hash; its
 * `recorded_ms` is the time of receipt, and `written_ms` what the collector recorded. A receipt says which numbers were given to them.
 */
export const RECEIPTS = `
  ALTER TABLE change ADD COLUMN written_ms INTEGER;
  ALTER TABLE coverage ADD COLUMN written_ms INTEGER;
  ALTER TABLE traffic_day ADD COLUMN written_ms INTEGER;

  CREATE TABLE receipt (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    collector TEXT NOT NULL CHECK (collector <> ''),
    from_seq INTEGER NOT NULL CHECK (from_seq > 0),
    to_seq INTEGER NOT NULL CHECK (to_seq >= from_seq),
    head TEXT NOT NULL CHECK (length(head) = 64),
    first_seq INTEGER NOT NULL CHECK (first_seq = seq - (to_seq - from_seq) - 1),
    covered INTEGER,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL CHECK (author <> ''),
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX receipt_collector ON receipt (collector, to_seq);
  ${appendOnlyTriggers('receipt')}

  CREATE TABLE lease (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    zone TEXT NOT NULL CHECK (zone <> ''),
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    from_ms INTEGER NOT NULL,
    collectors TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL CHECK (author <> ''),
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE INDEX lease_zone ON lease (zone, epoch);
  ${appendOnlyTriggers('lease')}

  CREATE TABLE collector_row (
    seq INTEGER PRIMARY KEY,
    collector TEXT NOT NULL CHECK (collector <> ''),
    own_seq INTEGER NOT NULL CHECK (own_seq > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    recorded_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX collector_row_own ON collector_row (collector, own_seq);
  CREATE INDEX collector_row_kind ON collector_row (kind, seq);
  ${appendOnlyTriggers('collector_row')}

  CREATE TABLE collector_head (
    collector TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    covered INTEGER,
    received_ms INTEGER NOT NULL,
    fork TEXT,
    fork_ms INTEGER
  ) STRICT, WITHOUT ROWID;
`;
