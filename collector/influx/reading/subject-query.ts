import { checkIntervalMs } from '../../../config/check-intervals.ts';
import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import { deviceEntity, type Indicator } from '../../../core/domain/state.ts';
import type { MeasuredQuery, MeasuredSubject, MeasuredValue } from '../../../core/domain/time-series.ts';
import { isOpenDevice } from '../../../core/domain/withheld.ts';
import { quoteIdentifier, quoteString } from '../../../core/names/quote-influxql.ts';
import { RETENTION, SERIES, type SeriesName } from '../../../core/names/series.ts';
import { minutes } from '../../../core/time/units.ts';
import { cleanTag } from '../lines/line-protocol.ts';
import { chooseResolution, portWindowMs, SUMMARY_WINDOW_MS } from '../lines/resolution.ts';
import { QUARTER_MS } from '../lines/roll-up-steps.ts';
import { tagsOfPort } from '../lines/traffic-lines.ts';
import type { PseudonymOf } from '../pseudonyms.ts';

/** What stands in InfluxDB under which names. */
export interface Stored {
  readonly settings: { readonly profiles: Settings['profiles']; readonly influx?: Settings['influx'] };
  readonly inventory: Inventory;
  readonly pseudonymOf: PseudonymOf;
}

/** The statements of one subject, and how wide its points are. */
export interface SubjectQuery {
  readonly stepMs: number;
  /** Its points, and the instant of its last reading. */
  readonly statements: readonly [points: string, newest: string];
}

type FieldOf<Name extends SeriesName> = keyof (typeof SERIES)[Name]['fields'] & string;

interface Shape {
  readonly series: SeriesName;
  /** A field that every reading has. */
  readonly always: string;
  readonly columns: Readonly<Partial<Record<MeasuredValue, string>>>;
}

const shape = <Name extends SeriesName>(
  series: Name,
  always: FieldOf<Name>,
  columns: Partial<Record<MeasuredValue, readonly ['mean' | 'min' | 'max', FieldOf<Name>]>>,
): Shape => ({
  ...{ series, always },
  columns: Object.fromEntries(
    Object.entries(columns).map(([value, [aggregate, field]]) => [
      value,
      `${aggregate}(${quoteIdentifier(field)})`,
    ]),
  ),
});

const SHAPES: Readonly<Record<MeasuredSubject['kind'], Shape>> = {
  reach: shape('reach', 'probes', {
    rttMs: ['mean', 'rtt_avg_ms'],
    rttMaxMs: ['max', 'rtt_max_ms'],
    lossRatio: ['mean', 'loss_ratio'],
  }),
  stream: shape('stream', 'probes', { bitsPerSecond: ['mean', 'bits_per_second'] }),
  recorder: shape('recorder', 'probes', {
    freeRatio: ['mean', 'free_ratio'],
    channelsLost: ['max', 'channels_lost'],
    disksFailed: ['max', 'disks_failed'],
    oldestAgeMs: ['min', 'oldest_age_ms'],
  }),
  traffic: shape('traffic', 'interval_ms', {
    inBitsPerSecond: ['mean', 'in_bps'],
    outBitsPerSecond: ['mean', 'out_bps'],
  }),
};

const INDICATOR_OF: Readonly<Record<Exclude<MeasuredSubject['kind'], 'traffic'>, Indicator>> = {
  reach: 'reach',
  stream: 'stream',
  recorder: 'recording',
};

/** Two readings at least are due in a step: one that is missing by itself leaves no gap, and a gap is where none came. */
const READINGS_A_STEP = 2;

/** How a subject is asked for; `undefined` where the inventory does not know it. */
export function buildSubjectQuery(
  subject: MeasuredSubject,
  { period, leastStepMs }: Pick<MeasuredQuery, 'period' | 'leastStepMs'>,
  stored: Stored,
): SubjectQuery | undefined {
  const tags = tagsOf(subject, stored);
  if (tags === undefined) return undefined;
  const { series, always, columns } = SHAPES[subject.kind];
  const stepMs = Math.max(
    leastStepMs,
    Math.ceil((READINGS_A_STEP * spacingMs(subject, stored)) / minutes(1)) * minutes(1),
  );
  const fromMs = Math.floor(period.fromMs / stepMs) * stepMs;
  const { measurement } = SERIES[series];
  const isRolledUp =
    subject.kind === 'traffic' && subject.link !== undefined && stepMs >= READINGS_A_STEP * QUARTER_MS;
  const from = (policy: string) => `FROM ${quoteIdentifier(policy)}.${quoteIdentifier(measurement)}`;
  const where = [
    ...Object.entries(tags).map(
      ([tag, value]) => `${quoteIdentifier(tag)} = ${quoteString(cleanTag(value))}`,
    ),
    `time >= ${fromMs}ms`,
    `time < ${period.toMs}ms`,
  ].join(' AND ');
  const names = Object.entries(columns).map(([name, text]) => `${text} AS ${quoteIdentifier(name)}`);
  return {
    stepMs,
    statements: [
      `SELECT ${names.join(', ')} ${from(RETENTION[isRolledUp ? 'long' : 'raw'].name)} WHERE ${where} GROUP BY time(${stepMs}ms) fill(none)`,
      `SELECT last(${quoteIdentifier(always)}) ${from(RETENTION.raw.name)} WHERE ${where}`,
    ],
  };
}

/** The tags that tell it from all others: as its points were written. */
function tagsOf(
  subject: MeasuredSubject,
  { inventory, pseudonymOf }: Stored,
): Readonly<Record<string, string>> | undefined {
  const device = inventory.devices.get(subject.device);
  if (device === undefined) return undefined;
  if (subject.kind !== 'traffic')
    return {
      device: isOpenDevice(inventory, device) ? device.id : pseudonymOf(deviceEntity(device.id)),
    };
  const port = { interface: subject.interface, ...(subject.link !== undefined && { linkId: subject.link }) };
  const { device: name, interface: at, link = '' } = tagsOfPort(port, { inventory, device, pseudonymOf });
  return { ...(name !== undefined && { device: name }), ...(at !== undefined && { interface: at }), link };
}

/** How far apart its points are written. */
function spacingMs(subject: MeasuredSubject, { settings, inventory }: Stored): number {
  const resolution = chooseResolution(settings.influx?.resolution ?? 'auto', inventory.devices.size);
  if (subject.kind === 'traffic')
    return Math.max(subject.everyMs ?? minutes(1), portWindowMs(resolution, subject.link));
  const device = inventory.devices.get(subject.device);
  const { profiles } = settings;
  const everyMs = device && checkIntervalMs(device, INDICATOR_OF[subject.kind], { inventory, profiles });
  const isSummedUp = subject.kind === 'reach' && resolution === 'summaries';
  return Math.max(everyMs ?? minutes(1), isSummedUp ? SUMMARY_WINDOW_MS : 0);
}
