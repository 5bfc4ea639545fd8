import type { Agency } from '../../core/domain/inventory.ts';
import { type Versions, valueAt } from '../../core/time/versions.ts';

export type Agencies = ReadonlyMap<string, Agency>;

/** All agencies that were ever on record, as they were known at an instant, else as they were last. */
export function agenciesAt(history: ReadonlyMap<string, Versions<Agency>>, atMs: number): Agencies {
  const known = [...history].flatMap(([id, versions]): (readonly [string, Agency])[] => {
    const agency = valueAt(versions, atMs) ?? versions.at(-1)?.value;
    return agency ? [[id, agency]] : [];
  });
  return new Map(known);
}

/** Whether an agency exists at an instant. */
export const existsAt = (
  {
    validFromMs = Number.NEGATIVE_INFINITY,
    validToMs = Number.POSITIVE_INFINITY,
  }: Pick<Agency, 'validFromMs' | 'validToMs'>,
  atMs: number,
): boolean => validFromMs <= atMs && atMs < validToMs;

/** Who took the place of each agency that has ended by an instant. */
export function successorsAt(agencies: Agencies, atMs: number): ReadonlyMap<string, readonly string[]> {
  const ended = [...agencies.values()].flatMap(({ id, validToMs = Number.POSITIVE_INFINITY }) => {
    const standing = standingFor(id, agencies, atMs).filter((one) => one !== id);
    return atMs < validToMs || standing.length === 0 ? [] : [[id, standing] as const];
  });
  return new Map(ended);
}

/** Those that stand for an agency at an instant: itself, or where it has ended, its successors that exist then. */
export function standingFor(id: string, agencies: Agencies, atMs: number): readonly string[] {
  const seen = new Set([id]);
  // A set that grows while it is walked: each is looked at once, circles do no harm.
  for (const each of seen) {
    const { validToMs = Number.POSITIVE_INFINITY, successors = [] } = agencies.get(each) ?? {};
    if (atMs >= validToMs) for (const successor of successors) seen.add(successor);
  }
  const standing = [...seen].filter((each) => {
    const agency = agencies.get(each);
    return agency === undefined ? each === id : existsAt(agency, atMs);
  });
  return standing.length === 0 ? [id] : standing;
}

/** Those that have ended, or are yet to begin, stand last where one is chosen. */
export const existingFirst = (agencies: Agencies, atMs: number): Agencies =>
  new Map([...agencies].toSorted(([, a], [, b]) => Number(existsAt(b, atMs)) - Number(existsAt(a, atMs))));
