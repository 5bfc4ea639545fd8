import { type Change, deviceEntity, type Indicator } from '../../../core/domain/state.ts';
import type { SeriesName } from '../../../core/names/series.ts';
import { describeEntity, type Surroundings, titleOf } from './entity-tags.ts';
import {
  type Columns,
  type Fields,
  renderLine,
  renderSeriesKey,
  type SeriesKey,
  type Tags,
} from './line-protocol.ts';
import { renderWorkLines, type WorkRow } from './work-lines.ts';

/** What can be written in rows, of any of its kinds. */
export interface Rows {
  readonly event?: Iterable<EventRow>;
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

export function* pointsOf(rows: Rows, surroundings: Surroundings): Iterable<Point> {
  for (const change of rows.event ?? []) yield* eventPoints(change, surroundings);
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
    for (const { text, atMs } of renderWorkLines(surroundings, work))
      yield { series: 'event', line: text, atMs };
}

interface EventRow extends Change {
  /** `down` may have been told of this very instant. */
  readonly overridesDown?: boolean;
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
function* eventPoints(row: EventRow, surroundings: Surroundings): Iterable<Point> {
  const { entity, indicator, state, reason, afterMs, atMs } = row;
  const tags = describeEntity(surroundings, entity);
  const title = titleOf(surroundings, entity, tags);
  for (const series of isOutage(row) ? (['event', 'recentEvent'] as const) : (['event'] as const)) {
    const key = renderSeriesKey(series, { ...tags, indicator });
    yield pointOf(key, { state, reason, afterMs, title, id: tags.id }, atMs);
  }
}

/** What took the place of an outage is told as well, so that none is left that was none. */
const isOutage = ({ indicator, state, overridesDown = false }: EventRow): boolean =>
  indicator === 'reach' && (state === 'down' || overridesDown);

function deviceTags({ deviceId }: DowntimeRow, surroundings: Surroundings) {
  const { id: device, ...tags } = describeEntity(surroundings, deviceEntity(deviceId));
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
