import type { LiveStatus, LiveView } from '../../../core/domain/sinks.ts';
import { deviceEntity, INDICATORS, PING_FILTERED, parseEntity, STATES } from '../../../core/domain/state.ts';
import type { Steps } from '../../../core/host/in-slices.ts';
import { minutes } from '../../../core/time/units.ts';
import { describeEntity, type Surroundings, titleOf } from './entity-tags.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';

/** A point stands at the minute, and is written again within it only where it is another. */
const STEP_MS = minutes(1);

/** What is known of everything now. */
export type StatusesNow = Pick<LiveView, 'columns' | 'linkStatuses' | 'status'>;

export interface Troubles {
  /** Points of what is not well, and of what was not the last time, as far as they say anything new. */
  readonly render: (
    live: StatusesNow,
    nowMs: number,
  ) => Steps<{
    readonly lines: readonly string[];
    readonly atMs: number;
  }>;
}

export function createTroubles(surroundingsNow: () => Surroundings): Troubles {
  let written: ReadonlySet<string> = new Set();
  let last: ReadonlyMap<string, LiveStatus> = new Map();
  /** Lines of this minute, by what they tell of: a storm has tens of thousands, which are looked at several times in it. */
  let rendered: Rendered = { atMs: Number.NaN, lines: new Map() };
  return {
    *render(live, nowMs) {
      const surroundings = surroundingsNow();
      const { inventory } = surroundings;
      const atMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
      const present = new Map<string, LiveStatus>();
      for (const { entity, indicator } of [...rowsInTrouble(live)]) {
        yield;
        const status = live.status(entity, indicator);
        if (status && isTrouble(status)) present.set(keyOf(status), status);
      }
      for (const status of live.linkStatuses())
        if (isTrouble(status) && inventory.links.has(parseEntity(status.entity)?.id ?? ''))
          present.set(keyOf(status), status);
      const all = new Set<string>();
      if (rendered.atMs !== atMs || rendered.inventory !== inventory)
        rendered = { inventory, atMs, lines: new Map() };
      const { lines: known } = rendered;
      const add = (status: LiveStatus | undefined, lasts: 0 | 1) => {
        if (status === undefined) return;
        const { entity, indicator, state, reason, sinceMs } = status;
        const key = `${entity} ${indicator} ${state} ${reason} ${sinceMs} ${lasts}`;
        const line = known.get(key) ?? renderTrouble(surroundings, status, { atMs, lasts });
        if (line === undefined) return;
        known.set(key, line);
        all.add(line);
      };
      for (const status of present.values()) {
        yield;
        add(status, 1);
      }
      for (const [key, { entity, indicator }] of last) {
        yield;
        if (!present.has(key)) add(live.status(entity, indicator), 0);
      }
      const lines = [...all].filter((line) => !written.has(line));
      written = all;
      last = present;
      return { lines, atMs };
    },
  };
}

interface Rendered {
  readonly inventory?: Surroundings['inventory'];
  readonly atMs: number;
  readonly lines: Map<string, string>;
}

/** Of a device that cannot be reached its reach alone. */
function isTrouble({
  indicator,
  state,
  reason,
}: Pick<LiveStatus, 'indicator' | 'state'> & { readonly reason?: string | undefined }): boolean {
  if (state === 'degraded') return true;
  if (state === 'down') return indicator === 'reach' || reason !== 'unreachable';
  return state === 'unknown' && reason === 'no-access';
}

const keyOf = ({ entity, indicator }: LiveStatus) => `${entity} ${indicator}`;

/** Mostly few: only these are looked at one by one. */
function* rowsInTrouble(live: StatusesNow): Generator<Pick<LiveStatus, 'entity' | 'indicator'>> {
  const { size, devices, device, indicator, state, reason, reasons } = live.columns();
  const up = STATES.indexOf('up');
  for (let row = 0; row < size; row++) {
    const index = device[row] ?? 0;
    if (state[row] === up || devices.isWatched[index] !== 1) continue;
    const rung = INDICATORS[indicator[row] ?? 0] ?? 'reach';
    const why = reasons[reason[row] ?? 0];
    if (!isTrouble({ indicator: rung, state: STATES[state[row] ?? 0] ?? 'unknown', reason: why })) continue;
    yield { entity: deviceEntity(devices.idOf(index)), indicator: rung };
  }
}

function renderTrouble(
  surroundings: Surroundings,
  { entity, indicator, state, reason, sinceMs }: LiveStatus,
  { atMs, lasts }: { readonly atMs: number; readonly lasts: 0 | 1 },
): string | undefined {
  const tags = describeEntity(surroundings, entity);
  return renderLine(
    renderSeriesKey('trouble', { ...tags, indicator }),
    {
      state: reason === PING_FILTERED ? 'degraded' : state,
      reason,
      sinceMs,
      lasts,
      title: titleOf(surroundings, entity, tags),
      id: tags.id,
    },
    atMs,
  );
}
