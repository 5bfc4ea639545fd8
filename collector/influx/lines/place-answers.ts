import type { Reading } from '../../../core/domain/probing.ts';
import { minutes } from '../../../core/time/units.ts';
import type { DevicePlace, DevicePlaces } from './device-places.ts';
import { renderLine, renderSeriesKey, type SeriesKey } from './line-protocol.ts';
import { SUMMARY_WINDOW_MS } from './resolution.ts';
import { roundThousandths } from './round-thousandths.ts';
import { buildSample } from './sample.ts';

/**
 * Adds up the answers of all open devices of an agency in a ward over five minutes, so that rules about places need not read
 * every device. A sum stands at its first answer: what comes late becomes a sum of its own, and no answer is in two.
 */
export interface PlaceAnswers {
  readonly add: (reading: Reading) => void;
  /** Emits sums whose window ended a while before `nowMs`: readings wait for canaries. */
  readonly flushEnded: (nowMs: number) => void;
  readonly flushAll: () => void;
}

const LATE_MS = minutes(1);

interface Sum {
  readonly key: SeriesKey<'answers'>;
  atMs: number;
  pings: number;
  lossRatioSum: number;
  timed: number;
  rttSumMs: number;
  aheadMs: number | undefined;
  behindMs: number | undefined;
}

export function createPlaceAnswers(
  { placeOf }: Pick<DevicePlaces, 'placeOf'>,
  emit: (line: string | undefined, atMs: number) => void,
): PlaceAnswers {
  const keyByPlace = new Map<DevicePlace, SeriesKey<'answers'>>();
  const sumsByWindow = new Map<number, Map<string, Sum>>();

  function keyOf(deviceId: string): SeriesKey<'answers'> | undefined {
    const place = placeOf(deviceId);
    if (!place?.isOpen) return undefined;
    const known = keyByPlace.get(place);
    if (known) return known;
    const key = renderSeriesKey('answers', place);
    keyByPlace.set(place, key);
    return key;
  }

  function sumOf(key: SeriesKey<'answers'>, atMs: number): Sum {
    const fromMs = Math.floor(atMs / SUMMARY_WINDOW_MS) * SUMMARY_WINDOW_MS;
    const sums = sumsByWindow.get(fromMs) ?? new Map<string, Sum>();
    sumsByWindow.set(fromMs, sums);
    const known = sums.get(key.text);
    if (known) return known;
    const nothing = { pings: 0, lossRatioSum: 0, timed: 0, rttSumMs: 0 };
    const created = { key, atMs, ...nothing, aheadMs: undefined, behindMs: undefined };
    sums.set(key.text, created);
    return created;
  }

  function flush(isEnded: (fromMs: number) => boolean): void {
    for (const [fromMs, sums] of sumsByWindow) {
      if (!isEnded(fromMs)) continue;
      sumsByWindow.delete(fromMs);
      for (const sum of sums.values()) emit(render(sum), sum.atMs);
    }
  }

  return {
    add: ({ deviceId, indicator, atMs, outcome }) => {
      if (!outcome.ok || (indicator !== 'reach' && indicator !== 'service')) return;
      const key = keyOf(deviceId);
      if (!key) return;
      const sum = sumOf(key, atMs);
      const { lossRatio, avgMs, clockOffsetMs } = buildSample(outcome);
      sum.atMs = Math.min(sum.atMs, atMs);
      if (indicator === 'reach') return addAnswer(sum, lossRatio, avgMs);
      if (clockOffsetMs === undefined) return;
      sum.aheadMs = Math.max(sum.aheadMs ?? clockOffsetMs, clockOffsetMs);
      sum.behindMs = Math.min(sum.behindMs ?? clockOffsetMs, clockOffsetMs);
    },
    flushEnded: (nowMs) => flush((fromMs) => fromMs + SUMMARY_WINDOW_MS + LATE_MS <= nowMs),
    flushAll: () => flush(() => true),
  };
}

function addAnswer(sum: Sum, lossRatio: number | undefined, rttMs: number | undefined): void {
  if (lossRatio !== undefined) {
    sum.pings += 1;
    sum.lossRatioSum += lossRatio;
  }
  if (rttMs !== undefined) {
    sum.timed += 1;
    sum.rttSumMs += rttMs;
  }
}

/** What nothing was measured of is absent: a sum of nothing would be divided by. */
const render = ({ key, atMs, pings, lossRatioSum, timed, rttSumMs, aheadMs, behindMs }: Sum) =>
  renderLine(
    key,
    {
      ...(pings > 0 && { pings, lossRatioSum: roundThousandths(lossRatioSum) }),
      ...(timed > 0 && { timed, rttSumMs: roundThousandths(rttSumMs) }),
      clockAheadMs: roundThousandths(aheadMs),
      clockBehindMs: roundThousandths(behindMs),
    },
    atMs,
  );
