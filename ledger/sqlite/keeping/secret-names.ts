import { deviceEntity, type Entity, linkEntity } from '../../../core/domain/state.ts';
import type { SecretReads } from '../../record/ledger-reader.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { textOf } from '../store/sql-values.ts';

/** Tells whether a text names a secret site, or a device or link that hangs on one or is measured at one. */
export type MentionsSecret = (text: string) => boolean;

/** Rows of these tables name no device; and a collector may be named like one. */
export const NAMELESS: ReadonlySet<string> = new Set(['coverage', 'seal', 'receipt', 'lease']);

/** Texts that name what {@link findSecret} finds. */
export function findSecretNames(database: SqlDatabase): MentionsSecret {
  const { sites, devices, links } = findSecret(database);
  const secret = new Set([...sites, ...devices, ...links]);
  if (secret.size === 0) return () => false;
  return (text) => secret.has(text) || text.split(NOT_IN_IDS).some((word) => secret.has(word));
}

/** What was found is kept for as long as nothing of the inventory is recorded: a page asks it of each row that it shows. */
export function createSecretReads(database: SqlDatabase): SecretReads {
  let known: { readonly seq: number; readonly entities: ReadonlySet<Entity> } | undefined;
  return {
    secretEntities: () => {
      const seq = lastRevisionSeq(database);
      if (known?.seq === seq) return known.entities;
      const { devices, links } = findSecret(database);
      known = { seq, entities: new Set([...[...devices].map(deviceEntity), ...[...links].map(linkEntity)]) };
      return known.entities;
    },
  };
}

/** Of the revision that was recorded last; 0 where there is none. */
export const lastRevisionSeq = (database: SqlDatabase): number =>
  Number(database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM revision').get()?.seq ?? 0);

/**
 * Learns from the last recorded state of sites, devices and links what is secret. What is removed stays as secret
 * as it was.
 */
function findSecret(database: SqlDatabase) {
  if (!hasSecretSite(database)) return { sites: NONE, devices: NONE, links: NONE };
  const idsOf = (kind: string, condition: string, names: Iterable<string>) => {
    const rows = select(database, selectLast(condition), { kind, names: JSON.stringify([...names]) });
    return new Set(rows.map((row) => textOf(row, 'id')));
  };
  const sites = idsOf('site', `json_extract(body, '$.secrecy') ${IN_NAMES}`, ['secret']);
  const devices = idsOf('device', `json_extract(body, '$.site') ${IN_NAMES}`, sites);
  const places = sites.union(devices).values();
  const names = places.flatMap((id) => [id, `device:${id}`, `site:${id}`]);
  const isAtEnd = ['near', 'far', 'interface.device'].map(
    (end) => `json_extract(body, '$.${end}') ${IN_NAMES}`,
  );
  return { sites, devices, links: idsOf('link', `(${isAtEnd.join(' OR ')})`, names) };
}

const NONE: ReadonlySet<string> = new Set();

const IN_NAMES = 'IN (SELECT value FROM json_each(:names))';

/** Looked at where they lie: the bodies of a city are more than the memory that those have who ask. */
const selectLast = (condition: string): string => `
  SELECT id FROM revision WHERE seq IN (
    SELECT max(seq) FROM revision WHERE kind = :kind AND body IS NOT NULL GROUP BY id
  ) AND ${condition}`;

/** Most cities never had one, and their inventory need not be read. */
const hasSecretSite = (database: SqlDatabase): boolean =>
  database
    .prepare(
      `SELECT 1 FROM revision WHERE kind = 'site' AND json_extract(body, '$.secrecy') = 'secret' LIMIT 1`,
    )
    .get() !== undefined;

/** Ids are of lower-case letters, digits and dashes: `device:cam-1`, `sw-1#ge-0/0/1` and sentences fall into words. */
const NOT_IN_IDS = /[^a-z0-9-]+/;
