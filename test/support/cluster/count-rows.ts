import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Rows of the writer on the PostgreSQL of one machine, asked as its superuser, and a sum that tells two contents apart. */
export interface RowCount {
  readonly rows: number;
  readonly highest: number;
  readonly content: string;
}

export function countRows(dir: string, machine: string): RowCount {
  const [rows = '', highest = '', content = ''] = ask(
    dir,
    machine,
    "SELECT count(*), max(number), md5(string_agg(number::text, ',' ORDER BY number)) FROM row",
  ).split('|');
  return { rows: Number(rows), highest: Number(highest), content };
}

/** Asks the PostgreSQL of one machine by its socket. @throws what it says */
export function ask(dir: string, machine: string, sql: string): string {
  const { status, stdout, stderr } = spawnSync(
    'setpriv',
    [
      ...['--reuid=postgres', '--regid=postgres', '--init-groups'],
      ...['/usr/lib/postgresql/17/bin/psql', '--no-psqlrc', '--tuples-only', '--no-align'],
      ...['--host', join(dir, machine, 'run/postgresql'), '--dbname', 'camwatch', '--command', sql],
    ],
    { encoding: 'utf8', timeout: 10_000 },
  );
  if (status !== 0) throw new Error(`psql on ${machine}: expected exit code 0, got ${status}\n${stderr}`);
  return stdout.trim();
}
