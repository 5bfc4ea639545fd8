import { createHash } from 'node:crypto';

/** Longest uid that Grafana takes, for rules and dashboards alike. */
export const MOST_UID_CHARACTERS = 40;
const KEPT_CHARACTERS = 31;
const HASH_DIGITS = 8;
/** What looks as if it carried a hash: left as it is, it could be the uid of a longer key. */
const HASHED = /(?:^|-)[0-9a-f]{8}$/;

/**
 * A uid of `[a-z0-9-]` that later versions of Grafana take as a name as well. What had to be changed or cut carries a
 * hash of the whole, so that two keys never become one.
 */
export function uidOf(...parts: readonly string[]): string {
  const key = parts.join('-');
  const slug = key
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9-]/g, '-');
  const isUid = slug.length <= MOST_UID_CHARACTERS && /^[a-z0-9].*[a-z0-9]$/.test(slug);
  if (slug === key && isUid && !HASHED.test(slug)) return slug;
  const kept = slug.slice(0, KEPT_CHARACTERS).replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(key).digest('hex').slice(0, HASH_DIGITS);
  return kept === '' ? hash : `${kept}-${hash}`;
}
