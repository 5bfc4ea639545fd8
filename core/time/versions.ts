import { type Interval, isIn } from './intervals.ts';

/** What a row of the ledger says of an entry of the inventory, while it holds. */
export interface Version<Value> extends Interval {
  readonly value: Value;
  /** Number of the row. */
  readonly seq: number;
  /** From when the row says that it holds; later than `fromMs` where nothing older is on record. */
  readonly sinceMs: number;
}

/** In order of time, apart; a gap is a time in which the entry was removed. */
export type Versions<Value> = readonly Version<Value>[];

/** A recorded revision of one entry; without a value it was removed. */
export interface Step<Value> {
  readonly seq: number;
  readonly fromMs: number;
  readonly value: Value | undefined;
}

/**
 * Folds the revisions of one entry in the order in which they were recorded: a later one holds from its instant on,
 * whatever was recorded before of the time after it.
 */
export function foldVersions<Value>(steps: Iterable<Step<Value>>): Versions<Value> {
  const versions: Version<Value>[] = [];
  for (const { seq, fromMs, value } of steps) {
    for (let last = versions.at(-1); last && last.fromMs >= fromMs; last = versions.at(-1)) versions.pop();
    const last = versions.at(-1);
    if (last && last.toMs > fromMs) versions[versions.length - 1] = { ...last, toMs: fromMs };
    if (value === undefined) continue;
    versions.push({ fromMs, toMs: Number.POSITIVE_INFINITY, value, seq, sinceMs: fromMs });
  }
  return versions;
}

/** The version in force at an instant. */
export function versionAt<Value>(
  versions: Versions<Value> | undefined,
  atMs: number,
): Version<Value> | undefined {
  return versions?.findLast(isIn(atMs));
}

export const valueAt = <Value>(versions: Versions<Value> | undefined, atMs: number): Value | undefined =>
  versionAt(versions, atMs)?.value;

/** The versions that hold at some instant of an interval. */
export const versionsIn = <Value>(
  versions: Versions<Value> | undefined,
  { fromMs, toMs }: Interval,
): Versions<Value> => versions?.filter((version) => version.fromMs < toMs && version.toMs > fromMs) ?? [];

/** What holds at an instant; before the first version, and after a removal, the nearest there is. */
export const nearest = <Value>(versions: Versions<Value> | undefined, atMs: number): Value | undefined =>
  (versions?.findLast(({ fromMs }) => fromMs <= atMs) ?? versions?.[0])?.value;
