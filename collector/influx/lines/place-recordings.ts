import type { Measurements, ProbeOutcome, Reading } from '../../../core/domain/probing.ts';
import { minutes } from '../../../core/time/units.ts';
import type { DevicePlaces } from './device-places.ts';
import { renderLine, renderSeriesKey, type SeriesKey } from './line-protocol.ts';

/** Adds up what the open recorders of an agency in a district said last, so that tiles and charts need not read each of them. */
export interface PlaceRecordings {
  readonly add: (reading: Reading) => void;
  /** Emits the sums of the present once every whole step. */
  readonly emitDue: (nowMs: number, stepMs: number) => void;
}

/** A city of few devices need not wait so long for the first. */
export const RECORDINGS_EVERY_MS = { 'every-reading': minutes(1), summaries: minutes(5) } as const;
/** What was said longer ago is not said now. */
const SILENT_MS = minutes(15);
/** After a start, and after a step of the clock, a whole one passes first: sums of those asked so far would look like a dip. */
const STEPS_BEFORE_FIRST = 2;

export function createPlaceRecordings(
  { placeOf }: Pick<DevicePlaces, 'placeOf'>,
  emit: (line: string | undefined, atMs: number) => void,
): PlaceRecordings {
  /** By device: the last that came, and not that of the latest instant, since a clock may be set back. */
  const latest = new Map<string, Told>();
  let dueMs: number | undefined;
  let steps = 0;
  return {
    add: ({ deviceId, indicator, atMs, outcome }) => {
      if (indicator !== 'recording' || isCutShort(outcome)) return;
      const measurements = toldBy(outcome);
      if (measurements) latest.set(deviceId, { atMs, measurements });
      else latest.delete(deviceId);
    },
    emitDue: (nowMs, stepMs) => {
      const beforeMs = dueMs;
      dueMs = Math.floor(nowMs / stepMs) * stepMs;
      if (dueMs === beforeMs) return;
      steps = beforeMs !== undefined && dueMs === beforeMs + stepMs ? steps + 1 : 0;
      if (steps < STEPS_BEFORE_FIRST) return;
      for (const [deviceId, { atMs }] of latest)
        if (Math.abs(nowMs - atMs) > SILENT_MS) latest.delete(deviceId);
      for (const sum of addUp(placeOf, latest)) emit(renderSum(sum, dueMs), dueMs);
    },
  };
}

interface Told {
  readonly atMs: number;
  readonly measurements: Measurements;
}

const FACTS = ['disks', 'channels', 'oldestAgeMs'] as const;

/** One whose disks have all failed says so in a check that fails; a camera that a channel speaks for tells none of it. */
function toldBy({ measurements }: ProbeOutcome): Measurements | undefined {
  return FACTS.some((fact) => measurements?.[fact] !== undefined) ? measurements : undefined;
}

/** A part says nothing new of the whole: what was told last stands until it is too old. */
const isCutShort = (outcome: ProbeOutcome) => !outcome.ok && outcome.reason === 'cut-short';

interface Sum {
  readonly key: SeriesKey<'recordings'>;
  recorders: number;
  disks: number;
  disksFailed: number;
  channels: number;
  channelsLost: number;
  oldestAgeMs: number | undefined;
}

function addUp(placeOf: DevicePlaces['placeOf'], latest: ReadonlyMap<string, Told>): Iterable<Sum> {
  const sums = new Map<string, Sum>();
  for (const [deviceId, { measurements }] of latest) {
    const place = placeOf(deviceId);
    if (place?.isOpen) include(sumOf(sums, renderSeriesKey('recordings', place)), measurements);
  }
  return sums.values();
}

function sumOf(sums: Map<string, Sum>, key: SeriesKey<'recordings'>): Sum {
  const known = sums.get(key.text);
  if (known) return known;
  const nothing = { recorders: 0, disks: 0, disksFailed: 0, channels: 0, channelsLost: 0 };
  const created = { key, ...nothing, oldestAgeMs: undefined };
  sums.set(key.text, created);
  return created;
}

function include(sum: Sum, measurements: Measurements): void {
  const { disks = 0, disksFailed = 0, channels = 0, channelsLost = 0, oldestAgeMs } = measurements;
  sum.recorders += 1;
  sum.disks += disks;
  sum.disksFailed += disksFailed;
  sum.channels += channels;
  sum.channelsLost += channelsLost;
  if (oldestAgeMs !== undefined) sum.oldestAgeMs = Math.min(sum.oldestAgeMs ?? oldestAgeMs, oldestAgeMs);
}

const renderSum = (
  { key, recorders, disks, disksFailed, channels, channelsLost, oldestAgeMs }: Sum,
  atMs: number,
) =>
  renderLine(
    key,
    {
      ...{ recorders, disks, channels, disksFailed, channelsLost },
      oldestAgeMs,
    },
    atMs,
  );
