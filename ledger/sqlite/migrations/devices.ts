import { appendOnlyTriggers, CHAIN_COLUMNS } from './append-only.ts';

/** Version 2: what is learnt by speaking to devices: the traffic of links by day, findings, facts. */
export const DEVICES = `
  CREATE TABLE traffic_day (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    link TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    capacity_bps INTEGER NOT NULL CHECK (capacity_bps > 0),
    samples INTEGER NOT NULL CHECK (samples >= 0),
    octets INTEGER NOT NULL CHECK (octets >= 0),
    histogram TEXT NOT NULL,
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX traffic_day_source ON traffic_day (link, date, direction, source, run, capacity_bps);
  CREATE INDEX traffic_day_date ON traffic_day (date);
  ${appendOnlyTriggers('traffic_day')}

  CREATE TABLE traffic_open (
    link TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    capacity_bps INTEGER NOT NULL CHECK (capacity_bps > 0),
    samples INTEGER NOT NULL CHECK (samples >= 0),
    octets INTEGER NOT NULL CHECK (octets >= 0),
    histogram TEXT NOT NULL,
    PRIMARY KEY (link, date, direction, source, run, capacity_bps)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL CHECK (entity GLOB 'device:?*' OR entity GLOB 'link:?*'),
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms),
    gone_ms INTEGER CHECK (gone_ms >= last_ms),
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX finding_open ON finding (entity, code, subject) WHERE gone_ms IS NULL;
  CREATE INDEX finding_entity ON finding (entity, code, subject, gone_ms);
  CREATE INDEX finding_code ON finding (code);
  CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding
    BEGIN SELECT RAISE(ABORT, 'findings are kept'); END;

  CREATE TABLE device_facts (
    device TEXT PRIMARY KEY,
    observed_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
