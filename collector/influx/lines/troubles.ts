import type { Inventory } from '../../../core/domain/inventory.ts';
import type { LiveStatus, LiveView } from '../../../core/domain/sinks.ts';
import { deviceEntity, INDICATORS, PING_FILTERED, parseEntity, STATES } from '../../../core/domain/state.ts';
import { minutes } from '../../../core/time/units.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';
import { describeEntity, type EntityTags } from './place-tags.ts';

/** A point stands at the minute, and is written again within it only where it is another. */
const STEP_MS = minutes(1);

/** What is known of everything now. */
export type StatusesNow = Pick<LiveView, 'columns' | 'linkStatuses' | 'status'>;

export interface Troubles {
  /** Points of what is not well, and of what was not the last time, as far as they say anything new. */
  readonly render: (
    live: StatusesNow,
    nowMs: number,
  ) => {
    readonly lines: readonly string[];
    readonly atMs: number;
  };
}

export function createTroubles(currentInventory: () => Inventory, pseudonymOf: PseudonymOf): Troubles {
  let written: ReadonlySet<string> = new Set();
  let last: ReadonlyMap<string, LiveStatus> = new Map();
  return {
    render: (live, nowMs) => {
      const inventory = currentInventory();
      const atMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
      const present = new Map<string, LiveStatus>();
      for (const status of troublesOf(live, inventory)) present.set(keyOf(status), status);
      const over = [...last.values()].flatMap((status) =>
        present.has(keyOf(status)) ? [] : (live.status(status.entity, status.indicator) ?? []),
      );
      const render = (status: LiveStatus, lasts: 0 | 1) =>
        renderTrouble(describeEntity(inventory, status.entity, pseudonymOf), status, { atMs, lasts });
      const all = [
        ...present.values().map((status) => render(status, 1)),
        ...over.map((status) => render(status, 0)),
      ].filter((line) => line !== undefined);
      const lines = all.filter((line) => !written.has(line));
      written = new Set(all);
      last = present;
      return { lines, atMs };
    },
  };
}

/** Of a device that cannot be reached its reach alone. */
function isTrouble({ indicator, state, reason }: LiveStatus): boolean {
  if (state === 'degraded') return true;
  if (state === 'down') return indicator === 'reach' || reason !== 'unreachable';
  return state === 'unknown' && reason === 'no-access';
}

const keyOf = ({ entity, indicator }: LiveStatus) => `${entity} ${indicator}`;

/** Mostly few: only these are looked at one by one. */
function* troublesOf(live: StatusesNow, inventory: Inventory): Generator<LiveStatus> {
  const { size, devices, device, indicator, state } = live.columns();
  const up = STATES.indexOf('up');
  for (let row = 0; row < size; row++) {
    const index = device[row] ?? 0;
    if (state[row] === up || devices.isWatched[index] !== 1) continue;
    const rung = INDICATORS[indicator[row] ?? 0] ?? 'reach';
    const status = live.status(deviceEntity(devices.idOf(index)), rung);
    if (status && isTrouble(status)) yield status;
  }
  for (const status of live.linkStatuses())
    if (isTrouble(status) && inventory.links.has(parseEntity(status.entity)?.id ?? '')) yield status;
}

function renderTrouble(
  { entity, id, name, kind, agency, district, area }: EntityTags,
  { indicator, state, reason, sinceMs }: LiveStatus,
  { atMs, lasts }: { readonly atMs: number; readonly lasts: 0 | 1 },
): string | undefined {
  return renderLine(
    renderSeriesKey('trouble', { kind, entity, indicator, agency, district, area }),
    {
      state: reason === PING_FILTERED ? 'degraded' : state,
      reason,
      sinceMs,
      lasts,
      title: name,
      id,
    },
    atMs,
  );
}
