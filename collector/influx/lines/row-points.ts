import type { Inventory } from '../../../core/domain/inventory.ts';
import { type Change, deviceEntity, type Indicator } from '../../../core/domain/state.ts';
import type { SeriesName } from '../../../core/names/series.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import {
  type Columns,
  type Fields,
  renderLine,
  renderSeriesKey,
  type SeriesKey,
  type Tags,
} from './line-protocol.ts';
import { describeEntity } from './place-tags.ts';
import { renderWorkLines, type WorkRow } from './work-lines.ts';

/** What can be written in rows, of any of its kinds. */
export interface Rows {
  readonly event?: Iterable<Change>;
  readonly availability?: Iterable<AvailabilityRow>;
  readonly downtime?: Iterable<DowntimeRow>;
  readonly availabilityDay?: Iterable<AvailabilityDayRow>;
  readonly sla?: Iterable<SlaRow>;
  /** Planned work, written over where it was cancelled. */
  readonly work?: Iterable<WorkRow>;
}

/** One line of a series; none where the line would carry no field. */
interface Point {
  readonly series: SeriesName;
  readonly line: string | undefined;
  readonly atMs: number;
}

/** What is known where a row is rendered. */
interface Surroundings {
  readonly inventory: Inventory;
  /** In place of the names of what is withheld. */
  readonly pseudonymOf: PseudonymOf;
}

export function* pointsOf(rows: Rows, surroundings: Surroundings): Iterable<Point> {
  for (const change of rows.event ?? []) {
    yield eventPoint('event', change, surroundings);
    yield eventPoint('recentEvent', change, surroundings);
  }
  for (const row of rows.availability ?? []) {
    const tags = { ...deviceTags(row, surroundings), indicator: row.indicator };
    yield pointOf(renderSeriesKey('availability', tags), row, row.hourMs);
  }
  for (const row of rows.downtime ?? [])
    yield pointOf(renderSeriesKey('downtime', deviceTags(row, surroundings)), row, row.hourMs);
  for (const row of rows.availabilityDay ?? []) yield pointOf(keyOfDay(row), row, row.dayMs);
  for (const { targetPpm, ...row } of rows.sla ?? []) {
    const targetRatio = targetPpm === undefined ? undefined : targetPpm / 1_000_000;
    yield pointOf(renderSeriesKey('sla', { contract: row.contractId }), { ...row, targetRatio }, row.dayMs);
  }
  for (const work of rows.work ?? [])
    for (const { text, atMs } of renderWorkLines(surroundings.inventory, work, surroundings.pseudonymOf))
      yield { series: 'event', line: text, atMs };
}

/** Milliseconds of each measured state in one hour of one indicator of one device, as the ledger has it. */
interface AvailabilityRow extends Columns<'availability'> {
  readonly deviceId: string;
  readonly indicator: Indicator;
  /** Start of the hour (epoch ms). */
  readonly hourMs: number;
}

type DowntimeRow = Pick<AvailabilityRow, 'deviceId' | 'hourMs' | 'downMs'>;

type DaySeries = Extract<SeriesName, `availability${string}Day`>;

/** The same of a day of everything that belongs together. */
type AvailabilityDayRow<Series extends DaySeries = DaySeries> = {
  readonly [Name in Series]: Columns<Name> & {
    readonly series: Name;
    readonly tags: Tags<Name>;
    /** Start of the day (epoch ms). */
    readonly dayMs: number;
  };
}[Series];

/** What a contract makes of one day of its zone: all that it covers together. */
interface SlaRow extends Omit<Columns<'sla'>, 'targetRatio'> {
  readonly contractId: string;
  /** Start of the day (epoch ms). */
  readonly dayMs: number;
  /** What the terms ask for, in millionths. */
  readonly targetPpm?: number;
}

/** A change of state stands at the instant it is backdated to, so that writing it again changes nothing. */
function eventPoint(
  series: 'event' | 'recentEvent',
  { entity, indicator, state, reason, afterMs, atMs }: Change,
  { inventory, pseudonymOf }: Surroundings,
): Point {
  const { name: title, id, ...tags } = describeEntity(inventory, entity, pseudonymOf);
  const key = renderSeriesKey(series, { ...tags, indicator });
  return pointOf(key, { state, reason, afterMs, title, id }, atMs);
}

function deviceTags({ deviceId }: DowntimeRow, { inventory, pseudonymOf }: Surroundings) {
  const { id: device, ...tags } = describeEntity(inventory, deviceEntity(deviceId), pseudonymOf);
  return { device, ...tags };
}

const keyOfDay = <Series extends DaySeries>({ series, tags }: AvailabilityDayRow<Series>) =>
  renderSeriesKey(series, tags);

const pointOf = <Name extends SeriesName>(
  key: SeriesKey<Name>,
  fields: Fields<Name>,
  atMs: number,
): Point => ({
  ...{ series: key.series, line: renderLine(key, fields, atMs), atMs },
});
