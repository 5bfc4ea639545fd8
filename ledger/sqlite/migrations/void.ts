import { appendOnlyTriggers, CHAIN_COLUMNS } from './append-only.ts';

/** Rows that a wrong clock wrote: what was recorded stays, and a row of the chain says that it does not count. */
export const VOID = `
  CREATE TABLE void (
    seq INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    voids INTEGER NOT NULL CHECK (voids < seq),
    kind TEXT NOT NULL CHECK (kind IN ('change', 'coverage', 'traffic_day')),
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL CHECK (author <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''),
    ${CHAIN_COLUMNS}
  ) STRICT;
  CREATE UNIQUE INDEX void_voids ON void (voids);
  ${appendOnlyTriggers('void')}
`;
