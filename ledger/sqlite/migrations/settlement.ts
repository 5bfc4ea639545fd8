import { appendOnlyTriggers, CHAIN_COLUMNS } from './append-only.ts';
import { createDecisionTable } from './decision-table.ts';

const DECISION_TABLES = ['maintenance', 'claim', 'statement'];
const STATE_SUMS = ['up_ms', 'degraded_ms', 'down_ms', 'unknown_ms', 'out_ms']
  .map((column) => `${column} INTEGER NOT NULL CHECK (${column} >= 0)`)
  .join(', ');
const DATE_CHECK = "CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')";

/** Version 3: what people decide, what other systems recorded, and the sums of days. */
export const SETTLEMENT = `
  ${DECISION_TABLES.map(createDecisionTable).join('\n')}

  CREATE TABLE import (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    run TEXT NOT NULL CHECK (run GLOB 'import:?*'),
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX import_source ON import (source, run);
  ${appendOnlyTriggers('import')}

  CREATE TABLE imported_coverage (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity GLOB 'device:?*' OR entity GLOB 'link:?*'),
    indicator TEXT NOT NULL,
    from_ms INTEGER NOT NULL CHECK (from_ms < to_ms),
    to_ms INTEGER NOT NULL,
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    source_seq INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX imported_coverage_source ON imported_coverage (source, run, source_seq);
  CREATE INDEX imported_coverage_entity ON imported_coverage (entity, indicator, to_ms);
  ${appendOnlyTriggers('imported_coverage')}

  CREATE INDEX change_imported ON change (entity, indicator, source, run, at_ms) WHERE origin = 'imported';

  CREATE TABLE day (
    entity TEXT NOT NULL,
    indicator TEXT NOT NULL,
    date TEXT NOT NULL ${DATE_CHECK},
    ${STATE_SUMS},
    PRIMARY KEY (entity, indicator, date)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX day_date ON day (date);

  CREATE TABLE day_group (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    date TEXT NOT NULL ${DATE_CHECK},
    entities INTEGER NOT NULL CHECK (entities >= 0),
    ${STATE_SUMS},
    PRIMARY KEY (kind, id, indicator, date)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX day_group_date ON day_group (date);

  CREATE TABLE day_built (
    date TEXT PRIMARY KEY ${DATE_CHECK},
    through_seq INTEGER NOT NULL,
    built_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
