import type { DatabaseSync } from 'node:sqlite';
import { optionalTextOf, textOf } from './sql-values.ts';

/** Tells whether a text names a secret site, or a device or link that hangs on one or is measured at one. */
export type MentionsSecret = (text: string) => boolean;

/**
 * Learns from the last recorded state of sites, devices and links what is secret. What is removed stays as secret
 * as it was.
 */
export function findSecretNames(database: DatabaseSync): MentionsSecret {
  const bodies = selectLastBodies(database);
  const secret = new Set(
    bodies.filter(({ kind, body }) => kind === 'site' && body.secrecy === 'secret').map(({ id }) => id),
  );
  if (secret.size === 0) return () => false;
  for (const { kind, id, body } of bodies) {
    if (kind === 'device' && isIn(secret, body.site)) secret.add(id);
  }
  for (const { kind, id, body } of bodies) {
    if (kind === 'link' && [body.near, body.far, measuredAt(body)].some((end) => isIn(secret, idOf(end))))
      secret.add(id);
  }
  return (text) => secret.has(text) || text.split(NOT_IN_IDS).some((word) => secret.has(word));
}

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
