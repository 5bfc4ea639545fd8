import type { DatabaseSync } from 'node:sqlite';
import { deviceEntity, linkEntity } from '../../../core/domain/state.ts';
import type { SecretReads } from '../../record/ledger-reader.ts';
import { optionalTextOf, textOf } from '../store/sql-values.ts';

/** Tells whether a text names a secret site, or a device or link that hangs on one or is measured at one. */
export type MentionsSecret = (text: string) => boolean;

/** Texts that name what {@link findSecret} finds. */
export function findSecretNames(database: DatabaseSync): MentionsSecret {
  const { sites, devices, links } = findSecret(database);
  const secret = new Set([...sites, ...devices, ...links]);
  if (secret.size === 0) return () => false;
  return (text) => secret.has(text) || text.split(NOT_IN_IDS).some((word) => secret.has(word));
}

export const createSecretReads = (database: DatabaseSync): SecretReads => ({
  secretEntities: () => {
    const { devices, links } = findSecret(database);
    return new Set([...[...devices].map(deviceEntity), ...[...links].map(linkEntity)]);
  },
});

/**
 * Learns from the last recorded state of sites, devices and links what is secret. What is removed stays as secret
 * as it was.
 */
function findSecret(database: DatabaseSync) {
  const bodies = hasSecretSite(database) ? selectLastBodies(database) : [];
  const idsOf = (wanted: string, isSecret: (body: LastBody['body']) => boolean) =>
    new Set(bodies.filter(({ kind, body }) => kind === wanted && isSecret(body)).map(({ id }) => id));
  const sites = idsOf('site', ({ secrecy }) => secrecy === 'secret');
  const devices = idsOf('device', ({ site }) => isIn(sites, site));
  const places = new Set([...sites, ...devices]);
  const links = idsOf('link', (body) =>
    [body.near, body.far, measuredAt(body)].some((end) => isIn(places, idOf(end))),
  );
  return { sites, devices, links };
}

/** Most cities never had one, and their inventory need not be read. */
const hasSecretSite = (database: DatabaseSync): boolean =>
  database
    .prepare(
      `SELECT 1 FROM revision WHERE kind = 'site' AND json_extract(body, '$.secrecy') = 'secret' LIMIT 1`,
    )
    .get() !== undefined;

/** Ids are of lower-case letters, digits and dashes: `device:cam-1`, `sw-1#ge-0/0/1` and sentences fall into words. */
const NOT_IN_IDS = /[^a-z0-9-]+/;

interface LastBody {
  readonly kind: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function selectLastBodies(database: DatabaseSync): readonly LastBody[] {
  return database
    .prepare(
      `SELECT kind, id, body FROM revision WHERE seq IN (
        SELECT max(seq) FROM revision
        WHERE kind IN ('site', 'device', 'link') AND body IS NOT NULL GROUP BY kind, id
      )`,
    )
    .all()
    .map((row) => ({
      kind: textOf(row, 'kind'),
      id: textOf(row, 'id'),
      body: parseObject(optionalTextOf(row, 'body') ?? '{}'),
    }));
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const isIn = (names: ReadonlySet<string>, value: unknown) => typeof value === 'string' && names.has(value);

/** The device at whose interface a link is measured. */
function measuredAt({ interface: port }: LastBody['body']): unknown {
  return typeof port === 'object' && port !== null && 'device' in port ? port.device : undefined;
}

const idOf = (end: unknown): unknown => (typeof end === 'string' ? end.replace(/^(device|site):/, '') : end);
