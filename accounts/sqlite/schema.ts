/** `PRAGMA application_id` ("cwac"): tells it from any other SQLite file. */
export const APPLICATION_ID = 0x63776163;

/** Steps from one version to the next, as of the ledger: released ones are never edited. */
export const STEPS: readonly string[] = [
  `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    organisation TEXT,
    sees_secret INTEGER NOT NULL,
    made_ms INTEGER NOT NULL,
    used_ms INTEGER,
    disabled_ms INTEGER,
    disabled_why TEXT,
    password TEXT,
    one_time_key TEXT,
    last_step INTEGER
  ) STRICT;
  CREATE TABLE person (
    account TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    email TEXT,
    telephone TEXT
  ) STRICT;
  CREATE TABLE session (
    hash BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    made_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    browser TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_account ON session (account);
  CREATE TABLE token (
    hash BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    "right" TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL,
    used_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX token_account ON token (account);
  CREATE TABLE invitation (
    hash BLOB PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    ends_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE failure (
    key TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    since_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    UNIQUE (account, name)
  ) STRICT;
  `,
  `
  CREATE TABLE passkey (
    credential TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    counter INTEGER NOT NULL,
    transports TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    used_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX passkey_account ON passkey (account);
  CREATE TABLE ceremony (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    challenge TEXT NOT NULL,
    ends_ms INTEGER NOT NULL,
    keys TEXT
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE openid_identity (
    account TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    bound_ms INTEGER NOT NULL,
    UNIQUE (issuer, subject)
  ) STRICT;
  CREATE TABLE openid_taken (
    hash BLOB PRIMARY KEY,
    ends_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE notice (
    account TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    wishes TEXT NOT NULL,
    address TEXT,
    asked TEXT,
    asked_ms INTEGER,
    told_ms INTEGER NOT NULL,
    urgent_ms INTEGER NOT NULL,
    mailed_ms INTEGER
  ) STRICT;
  `,
];
