import { MEASURED_SERIES, SERIES } from '../core/names/series.ts';
import { readQuery } from './check/read-query.ts';

/** A data source that network zones have for themselves. */
export interface ZoneSource {
  readonly uid: string;
  readonly zones: readonly string[];
}

/** The data sources of a city. */
export interface Sources {
  /** What is written where the record is, and what collectors measure whose zone has none of its own. */
  readonly dataSourceUid: string;
  readonly zoneSources?: readonly ZoneSource[];
}

/** Where some of what is measured stands. */
export interface MeasuredAt {
  readonly uid: string;
  /** The network zones that are measured there, for people. */
  readonly name: string;
}

/** The data sources in which these network zones are measured: one has all of them where none is set apart. */
export function measuredAt(
  zones: Iterable<string>,
  { dataSourceUid, zoneSources = [] }: Sources,
): readonly MeasuredAt[] {
  const uidOf = (zone: string) =>
    zoneSources.find((source) => source.zones.includes(zone))?.uid ?? dataSourceUid;
  const byUid = Map.groupBy([...new Set(zones)].sort(), uidOf);
  if (byUid.size === 0) return [{ uid: dataSourceUid, name: '' }];
  return [...byUid].map(([uid, measured]) => ({ uid, name: measured.join(', ') }));
}

const measurementsOf = (names: readonly (keyof typeof SERIES)[]): ReadonlySet<string> =>
  new Set(names.map((name) => SERIES[name].measurement));
const MEASURED = measurementsOf(MEASURED_SERIES);
/** A centre says of itself what a collector says. */
const OF_A_CENTRE_TOO = measurementsOf(['collector']);

/** Which of them have something for a query. @param centre Names the place of the record. */
export function sourcesOf(
  query: string,
  { dataSourceUid }: Sources,
  measured: readonly MeasuredAt[],
  centre: string,
): readonly MeasuredAt[] {
  const names = readQuery(query).sources.map(({ measurement }) => measurement);
  const ofRecord = { uid: dataSourceUid, name: centre };
  if (names.length === 0 || !names.every((name) => MEASURED.has(name))) return [ofRecord];
  const isThere = measured.some(({ uid }) => uid === dataSourceUid);
  return names.some((name) => OF_A_CENTRE_TOO.has(name)) && !isThere ? [ofRecord, ...measured] : measured;
}
