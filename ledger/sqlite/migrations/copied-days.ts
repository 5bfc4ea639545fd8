/**
 * Version 4: which sums of days were copied to where charts are drawn from. Days are made anew with the groups that
 * charts ask for.
 */
export const COPIED_DAYS = `
  CREATE TABLE day_copied (
    date TEXT PRIMARY KEY,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE day_gone (
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    PRIMARY KEY (date, kind, id, indicator)
  ) STRICT, WITHOUT ROWID;

  DELETE FROM day_built;
`;
