import type { Inventory } from '../../../core/domain/inventory.ts';
import type { Reading } from '../../../core/domain/probing.ts';
import { isOpenDevice } from '../../../core/domain/withheld.ts';
import { minutes } from '../../../core/time/units.ts';
import { renderLine, renderSeriesKey, type SeriesKey } from './line-protocol.ts';
import { placeOfDevice } from './place-tags.ts';
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
  readonly fromMs: number;
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
  currentInventory: () => Inventory,
  emit: (line: string | undefined, atMs: number) => void,
): PlaceAnswers {
  let inventory = currentInventory();
  const keysByDevice = new Map<string, SeriesKey<'answers'>>();
  const sums = new Map<string, Sum>();

  function keyOf(deviceId: string): SeriesKey<'answers'> | undefined {
    if (inventory !== currentInventory()) {
      inventory = currentInventory();
      keysByDevice.clear();
    }
    const known = keysByDevice.get(deviceId);
    const device = known ? undefined : inventory.devices.get(deviceId);
    if (!device || !isOpenDevice(inventory, device)) return known;
    const key = renderSeriesKey('answers', placeOfDevice(inventory, device));
    keysByDevice.set(deviceId, key);
    return key;
  }

  function sumOf(key: SeriesKey<'answers'>, atMs: number): Sum {
    const fromMs = Math.floor(atMs / SUMMARY_WINDOW_MS) * SUMMARY_WINDOW_MS;
    const name = `${fromMs} ${key.text}`;
    const known = sums.get(name);
    if (known) return known;
    const nothing = { pings: 0, lossRatioSum: 0, timed: 0, rttSumMs: 0 };
    const created = { fromMs, key, atMs, ...nothing, aheadMs: undefined, behindMs: undefined };
    sums.set(name, created);
    return created;
  }

  function flush(isEnded: (sum: Sum) => boolean): void {
    for (const [name, sum] of sums) {
      if (!isEnded(sum)) continue;
      sums.delete(name);
      emit(render(sum), sum.atMs);
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
    flushEnded: (nowMs) => flush(({ fromMs }) => fromMs + SUMMARY_WINDOW_MS + LATE_MS <= nowMs),
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
