import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

interface Wanted {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The password that libpq's password file has for a connection, in its first line that fits; `undefined`: none. */
export async function readPassFile(wanted: Wanted, env: Environment): Promise<string | undefined> {
  const text = await readFile(env.PGPASSFILE ?? join(homedir(), '.pgpass'), 'utf8').catch(() => '');
  const asked = [wanted.host, String(wanted.port), wanted.database, wanted.user];
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const fields = Array.from(line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g), ([, field = '']) =>
      field.replaceAll(/\\(.)/g, '$1'),
    );
    if (fields.length > 4 && asked.every((value, place) => fields[place] === '*' || fields[place] === value))
      return fields[4];
  }
  return undefined;
}
