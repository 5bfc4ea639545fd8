import { listOutages } from '#availability/timelines/outages.ts';
import { readTimeline } from '#availability/timelines/read-timeline.ts';
import type { Change } from '#core/domain/state.ts';
import { EVERY_MS, type SharedCity } from './shared-city.ts';
import { change } from './temp-ledger.ts';

/** One camera that is shared out, its times of a day, and what the record says of it. */
export const ENTITY = 'device:cam';
/** Who shares it. */
export const BOTH = ['kv-a', 'kv-b'];

export const at = (hours: number, minutes = 0, seconds = 0) =>
  ((hours * 60 + minutes) * 60 + seconds) * 1_000;
export const clock = (ms: number) => new Date(ms).toISOString().slice(11, 19);

export const down = (atMs: number, afterMs = atMs): Change => change(ENTITY, 'down', atMs, { afterMs });
export const up = (atMs: number, afterMs = atMs): Change => change(ENTITY, 'up', atMs, { afterMs });
export const covered = (fromMs: number, toMs: number, closed?: 'stop' | 'blind') => ({
  changes: [],
  coverage: [{ intervalMs: EVERY_MS, fromMs, toMs, ...(closed && { closed }) }],
});

export const statesOf = ({ reader }: SharedCity, toMs = at(11)) =>
  readTimeline(reader, { entity: ENTITY, indicator: 'reach', period: { fromMs: at(9), toMs } }).map(
    ({ fromMs, state }) => `${clock(fromMs)} ${state}`,
  );

export const outagesOf = ({ reader }: SharedCity) =>
  listOutages(reader, { entity: ENTITY, fromMs: at(9), toMs: at(11) }).map(
    ({ afterMs, fromMs, untilAfterMs, toMs }) =>
      [afterMs, fromMs, untilAfterMs, toMs].map((ms) => (ms === undefined ? '…' : clock(ms))).join(' '),
  );
