/**
 * Version 13: who may send rows: collectors with the token that lets them in once (its hash), the certificates they were given,
 * and when they were last heard. Working tables: what was done to them is in the audit.
 */
export const COLLECTORS = `
  CREATE TABLE collector (
    id TEXT PRIMARY KEY,
    zone TEXT NOT NULL,
    added_ms INTEGER NOT NULL,
    token_hash TEXT,
    token_ends_ms INTEGER,
    token_key TEXT,
    revoked_ms INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE collector_certificate (
    serial TEXT PRIMARY KEY,
    collector TEXT NOT NULL,
    issued_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL,
    revoked_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX collector_certificate_collector ON collector_certificate (collector);

  CREATE TABLE collector_seen (
    collector TEXT PRIMARY KEY,
    seen_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
