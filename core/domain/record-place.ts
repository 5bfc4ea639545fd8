import { isAbsolute, resolve } from 'node:path';
import { CamwatchError } from '../errors.ts';

/** The text in the place of a path names no database that can be asked. Repeats nothing that may be a password. */
export class RecordPlaceError extends CamwatchError {
  readonly code = 'RECORD_PLACE';
  readonly expected: string;

  constructor(expected: string) {
    super(`expected ${expected}, got another text`);
    this.expected = expected;
  }
}

/**
 * Where a record, or the accounts, are kept is one text, which threads and processes hand to each other: the path of an SQLite file, or
 * `postgresql://user@host:port/database?password=REFERENCE&sslmode=…#/path`. It never holds a password, only the reference to one
 * (`env:NAME`, `file:/path`, `credential:NAME`); without one the database is asked as libpq would ask it (PGPASSFILE, peer).
 * Behind the `#` is the path that papers, attachments, drafts, marks and keys lie beside, as they do beside a file.
 */
export const isDatabasePlace = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** What opens a connection, in the words of libpq. */
export interface DatabasePlace {
  readonly user: string;
  /** A name, an address, or the folder of a socket, which stands in the text as `%2Fvar%2Frun%2Fpostgresql`. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly sslMode: SslMode;
  /** `sslrootcert`, `sslcert`, `sslkey`: certificates of authorities, and the own certificate and key. */
  readonly sslFiles: Readonly<Record<string, string | undefined>>;
  /** Reference to the secret. */
  readonly password: string | undefined;
}

const FORM = 'postgresql://user@host:port/database';
const FILES = ['sslrootcert', 'sslcert', 'sslkey'] as const;
const PARAMETERS: ReadonlySet<string> = new Set([...FILES, 'sslmode', 'password']);
const PORT = 5432;

/** Reads a place that {@link isDatabasePlace} says is one. @throws RECORD_PLACE */
export function readDatabasePlace(place: string): DatabasePlace {
  const url = URL.parse(place);
  if (!url) throw expected(FORM);
  if (url.password !== '')
    throw expected(`${FORM} without a password, which is kept elsewhere: by reference, or in PGPASSFILE`);
  const parameters = url.searchParams;
  if (parameters.keys().some((name) => !PARAMETERS.has(name)))
    throw expected(`${FORM} with no parameters but ${[...PARAMETERS].join(', ')}`);
  const host = decodeURIComponent(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  const [user, database] = [decodeURIComponent(url.username), decodeURIComponent(url.pathname.slice(1))];
  if (user === '' || host === '' || database === '' || database.includes('/')) throw expected(FORM);
  const mode = parameters.get('sslmode') ?? (isOfThisMachine(host) ? 'disable' : 'verify-full');
  const sslMode = SSL_MODES.find((one) => one === mode);
  if (!sslMode) throw expected(`sslmode=${SSL_MODES.join(', ')}`);
  return {
    ...{ user, host, database, sslMode },
    port: url.port === '' ? PORT : Number(url.port),
    sslFiles: Object.fromEntries(FILES.map((name) => [name, parameters.get(name) ?? undefined])),
    password: parameters.get('password') ?? undefined,
  };
}

/** What is wrong with a text that is to name a database, if anything. */
export function databaseFlaw(text: string): string | undefined {
  if (!isDatabasePlace(text)) return `expected ${FORM}`;
  try {
    const { password } = readDatabasePlace(text);
    return password === undefined ? undefined : 'expected the reference to the password beside it';
  } catch (error) {
    return error instanceof RecordPlaceError ? `expected ${error.expected}` : String(error);
  }
}

const expected = (what: string) => new RecordPlaceError(what);

/** What goes through no network is not encrypted: a socket, the loopback. */
const isOfThisMachine = (host: string): boolean =>
  isAbsolute(host) || host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

export interface PlaceRest {
  /** What paths in the parameters are relative to. */
  readonly dir: string;
  readonly beside: string;
  /** Reference to the secret. */
  readonly password?: string | undefined;
}

/** A database with where its password is kept and with what its papers and marks lie beside, where it does not say so itself. */
export function withRest(database: string, { dir, beside, password }: PlaceRest): string {
  const url = new URL(database);
  if (password !== undefined && !url.searchParams.has('password')) url.searchParams.set('password', password);
  for (const name of FILES) {
    const file = url.searchParams.get(name);
    if (file !== null) url.searchParams.set(name, resolve(dir, file));
  }
  if (url.hash === '') url.hash = encodeURI(resolve(beside));
  return url.href;
}

/** The path that papers, attachments, drafts, marks and keys lie beside. @throws RECORD_PLACE of a database without one */
export function besidePath(place: string): string {
  if (!isDatabasePlace(place)) return place;
  const path = decodeURI(URL.parse(place)?.hash.slice(1) ?? '');
  if (path === '') throw expected(`${FORM}#/path, with the path that papers and marks lie beside`);
  return path;
}

/** A text about places, each as people are told of it. */
export const withShownPlaces = (text: string): string =>
  text
    .replaceAll(/(postgres(?:ql)?:\/\/[^\s?#]*)[?#]\S*?(?=:?(?:\s|$))/g, '$1')
    .replaceAll(/(postgres(?:ql)?:\/\/[^\s:@/]*):[^\s@/]*@/g, '$1@');

/** As people are told of it: without where the password and the papers are. */
export function shownPlace(place: string): string {
  if (!isDatabasePlace(place)) return place;
  const url = URL.parse(place);
  if (!url) return 'postgresql:…';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href;
}
