/**
 * Version 7: coverage names the interval of the checks that it holds for. Chained rows of before have none and hold for
 * every check; in the working table 0 stands for that, since a key has no NULL.
 */
export const CHECK_COVERAGE = `
  ALTER TABLE coverage ADD COLUMN interval_ms INTEGER CHECK (interval_ms IS NULL OR (interval_ms > 0 AND v > 1));

  CREATE TABLE coverage_growing (
    source TEXT NOT NULL,
    run TEXT NOT NULL,
    interval_ms INTEGER NOT NULL CHECK (interval_ms >= 0),
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    PRIMARY KEY (source, run, interval_ms, from_ms)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO coverage_growing SELECT source, run, 0, from_ms, to_ms FROM coverage_open;
  DROP TABLE coverage_open;
  ALTER TABLE coverage_growing RENAME TO coverage_open;
`;
