import { suggestName } from '../../../core/text/suggest-name.ts';
import { showUntrusted } from '../../../ledger/decisions/show-untrusted.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import type {
  IncidentLists,
  IncidentReads,
  StoredIncident,
} from '../../../ledger/record/incidents/incident-reads.ts';
import { IncidentError } from './incident-error.ts';
import { incidentsNumbered } from './incident-number.ts';

type Reads = Pick<IncidentReads, 'incident'> & Pick<IncidentLists, 'ids'>;

/** Whatever an id may begin with before the name that people know. */
const PREFIXES = ['', 'device:', 'link:', 'collector:', 'devices:', 'links:'] as const;
const MOST_NAMED = 5;
const MOST_OF_A_NAME = 80;

/** By what is said on the telephone: those of the record by its number. */
export const numberedIn =
  ({ incidents, cityTimeZone }: Pick<CityRecord, 'incidents' | 'cityTimeZone'>, nowMs: number): Numbered =>
  (text) =>
    incidentsNumbered(incidents, text, { timeZone: cityTimeZone, nowMs });

type Numbered = (text: string) => readonly string[];

/**
 * The incident that is meant by its number (`1124-07`), its id or the beginning of it: `link:link-7@1795707330657`, `link:link-7`, `link-7`. Of
 * several the only one that is not resolved, and of those of `link-7` and `link-70` those of the former.
 * @throws INCIDENT_UNKNOWN with those that are near.
 */
export function findIncident(reads: Reads, text: string, numbered: Numbered = () => []): StoredIncident {
  const exact = reads.incident(text);
  if (exact) return exact;
  const said = numbered(text).flatMap((id) => {
    const found = reads.incident(id);
    return found ? [{ id, isResolved: found.resolvedMs !== undefined }] : [];
  });
  const beginning = said.length > 0 ? said : text === '' ? [] : idsBeginning(reads, text);
  const named = beginning.filter(({ id }) => PREFIXES.some((prefix) => nameOf(id) === prefix + text));
  const candidates = named.length > 0 ? named : beginning;
  const unresolved = candidates.filter(({ isResolved }) => !isResolved);
  const [only, second] = unresolved.length > 0 ? unresolved : candidates;
  if (only && !second) {
    const found = reads.incident(only.id);
    if (found) return found;
  }
  throw new IncidentError(
    'INCIDENT_UNKNOWN',
    explain(reads, text, unresolved.length > 0 ? unresolved : candidates),
  );
}

/** Each once: `link` is the beginning of `link:link-7` and of `link-7`. */
function idsBeginning(reads: Reads, text: string) {
  const found = PREFIXES.flatMap((prefix) => [...reads.ids(prefix + text)]);
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

const nameOf = (id: string): string => id.replace(/@\d+$/, '');

function explain(reads: Reads, text: string, candidates: readonly { readonly id: string }[]): string {
  const got = `"${showUntrusted(text.slice(0, MOST_OF_A_NAME))}"`;
  if (candidates.length > 0)
    return `expected the id of one incident, got ${got}, with which ${candidates.length} begin: ${listed(candidates.map(({ id }) => id))}`;
  const near = nearTo(reads, text);
  return `expected the id of an incident, or its beginning, got ${got}${near.length === 0 ? '; camwatch incidents list has them' : `; perhaps ${listed(near)}`}`;
}

/** Ids that hold what was typed, else those of the name that it is most likely a misspelling of. */
function nearTo(reads: Reads, text: string): readonly string[] {
  const typed = nameOf(text).toLowerCase();
  const all = [...reads.ids()].sort((a, b) => Number(a.isResolved) - Number(b.isResolved));
  const holding = typed.length < 3 ? [] : all.filter(({ id }) => id.toLowerCase().includes(typed));
  if (holding.length > 0) return holding.map(({ id }) => id);
  const byName = Map.groupBy(all, ({ id }) => nameOf(id));
  const known = [...byName.keys()].slice(0, MOST_COMPARED);
  const short = new Map(known.map((name) => [name.slice(name.indexOf(':') + 1), name]));
  const suggestion = suggestName(typed, known) ?? short.get(suggestName(typed, [...short.keys()]) ?? '');
  return (byName.get(suggestion ?? '') ?? []).map(({ id }) => id);
}

const MOST_COMPARED = 20_000;

function listed(ids: readonly string[]): string {
  const some = ids.slice(0, MOST_NAMED).map((id) => showUntrusted(id));
  return `${some.join(', ')}${ids.length > some.length ? ' …' : ''}`;
}
