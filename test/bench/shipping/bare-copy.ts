import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shownPlace } from '#core/domain/record-place.ts';

const PSQL = '/usr/lib/postgresql/17/bin/psql';

/** The rows of `change` of a record once more, by a bare COPY into an equal table of the same database, in as many transactions. */
export function copyBare(
  place: string,
  folder: string,
  rowsOfBatch: number,
): { readonly rows: number; readonly ms: number } {
  const psql = (...asked: readonly string[]) =>
    execFileSync(PSQL, ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', shownPlace(place), ...asked]);
  const whole = join(folder, 'change.copy');
  psql('-c', `\\copy (SELECT * FROM camwatch.change ORDER BY seq) TO '${whole}'`);
  psql('-c', 'CREATE TABLE bare (LIKE camwatch.change INCLUDING ALL)');
  const lines = readFileSync(whole, 'utf8').trimEnd().split('\n');
  const script: string[] = [];
  for (let from = 0; from < lines.length; from += rowsOfBatch) {
    const part = join(folder, `change-${from}.copy`);
    writeFileSync(part, `${lines.slice(from, from + rowsOfBatch).join('\n')}\n`);
    script.push(`\\copy bare FROM '${part}'`);
  }
  const file = join(folder, 'bare.sql');
  writeFileSync(file, `${script.join('\n')}\n`);
  const startMs = performance.now();
  psql('-f', file);
  const ms = performance.now() - startMs;
  psql('-c', 'DROP TABLE bare');
  return { rows: lines.length, ms };
}
