import type { ProbeOutcome, Reading } from '../../core/domain/probing.ts';
import type { Indicator } from '../../core/domain/state.ts';

/** Numbers that pings and connects measure. */
const NAMES = ['rttMinMs', 'rttAvgMs', 'rttMaxMs', 'jitterMs', 'lossRatio', 'connectMs'] as const;
const TIMES = ['atMs', 'endMs', 'provenMs', 'askedMs'] as const;
const WIDTH = TIMES.length + NAMES.length;

/**
 * Readings of pings and connects as columns: ten thousand objects of a batch take a message 50 ms on either side, and these one
 * or two. Their buffers go over to the other thread.
 */
export interface PackedReadings {
  readonly deviceIds: string;
  readonly indicator: Indicator;
  /** Of each reading its times and numbers; what is absent is not a number. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Of each the place of its words in {@link words}. */
  readonly wording: Uint16Array<ArrayBuffer>;
  readonly words: readonly Words[];
}

/** What many outcomes share. */
type Words = Pick<ProbeOutcome & { readonly ok: false }, 'reason' | 'detail'> | 'ok';

const BETWEEN = '\n';

/** `undefined` where one of them tells more than columns hold. */
export function packReadings(readings: readonly Reading[]): PackedReadings | undefined {
  const [first] = readings;
  if (first === undefined || !readings.every((one) => isPlain(one, first.indicator))) return undefined;
  const numbers = new Float64Array(readings.length * WIDTH);
  const wording = new Uint16Array(readings.length);
  const places = new Map<string, number>();
  const words: Words[] = [];
  for (const [index, reading] of readings.entries()) {
    const { outcome } = reading;
    const said: Words = outcome.ok ? 'ok' : { reason: outcome.reason, detail: outcome.detail };
    const key = outcome.ok ? 'ok' : `${outcome.reason} ${outcome.detail}`;
    const place = places.get(key) ?? words.push(said) - 1;
    if (place > MOST_WORDS) return undefined;
    places.set(key, place);
    wording[index] = place;
    for (const [column, name] of TIMES.entries())
      numbers[index * WIDTH + column] = reading[name] ?? Number.NaN;
    for (const [column, name] of NAMES.entries())
      numbers[index * WIDTH + TIMES.length + column] = outcome.measurements?.[name] ?? Number.NaN;
  }
  const deviceIds = readings.map(({ deviceId }) => deviceId).join(BETWEEN);
  return { deviceIds, indicator: first.indicator, numbers, wording, words };
}

const MOST_WORDS = 65_535;
const KNOWN_NAMES: ReadonlySet<string> = new Set(NAMES);
const OF_READING: ReadonlySet<string> = new Set(['deviceId', 'indicator', 'outcome', ...TIMES]);
const OF_OUTCOME: ReadonlySet<string> = new Set(['ok', 'reason', 'detail', 'measurements', 'timing']);

function isPlain(reading: Reading, indicator: Indicator): boolean {
  const { outcome } = reading;
  if (reading.indicator !== indicator) return false;
  return (
    hasNoOther(reading, OF_READING) &&
    hasNoOther(outcome, OF_OUTCOME) &&
    hasNoOther(outcome.measurements ?? {}, KNOWN_NAMES)
  );
}

function hasNoOther(record: object, names: ReadonlySet<string>): boolean {
  for (const name in record) if (!names.has(name)) return false;
  return true;
}

export function unpackReadings(packed: PackedReadings): readonly Reading[] {
  return packed.deviceIds.split(BETWEEN).map((deviceId, index) => ({
    deviceId,
    indicator: packed.indicator,
    ...timesAt(packed, index),
    outcome: outcomeAt(packed, index),
  }));
}

function timesAt({ numbers }: PackedReadings, index: number) {
  const [atMs = 0, endMs = Number.NaN, provenMs = Number.NaN, askedMs = Number.NaN] = numbers.subarray(
    index * WIDTH,
    index * WIDTH + TIMES.length,
  );
  return {
    atMs,
    ...(!Number.isNaN(endMs) && { endMs }),
    ...(!Number.isNaN(provenMs) && { provenMs }),
    ...(!Number.isNaN(askedMs) && { askedMs }),
  };
}

function outcomeAt(packed: PackedReadings, index: number): ProbeOutcome {
  const measurements = measurementsAt(packed, index);
  const said = packed.words[packed.wording[index] ?? 0];
  if (said === undefined || said === 'ok') return { ok: true, measurements };
  const hasMeasured = Object.keys(measurements).length > 0;
  return { ok: false, ...said, ...(hasMeasured && { measurements }) };
}

function measurementsAt({ numbers }: PackedReadings, index: number): Record<string, number> {
  const measurements: Record<string, number> = {};
  for (const [column, name] of NAMES.entries()) {
    const value = numbers[index * WIDTH + TIMES.length + column];
    if (value !== undefined && !Number.isNaN(value)) measurements[name] = value;
  }
  return measurements;
}
