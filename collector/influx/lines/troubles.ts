import { type Inventory, isWatchedAt } from '../../../core/domain/inventory.ts';
import type { LiveStatus } from '../../../core/domain/sinks.ts';
import { PING_FILTERED, parseEntity } from '../../../core/domain/state.ts';
import { minutes } from '../../../core/time/units.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';
import { describeEntity, type EntityTags } from './place-tags.ts';

/** A point stands at the minute, and is written again within it only where it is another. */
const STEP_MS = minutes(1);

export interface Troubles {
  /** Points of what is not well, and of what was not the last time, as far as they say anything new. */
  readonly render: (
    statuses: Iterable<LiveStatus>,
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
    render: (statuses, nowMs) => {
      const inventory = currentInventory();
      const atMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
      const present = new Map<string, LiveStatus>();
      const over: LiveStatus[] = [];
      for (const status of statuses) {
        const key = `${status.entity} ${status.indicator}`;
        if (isTrouble(status) && isWatched(inventory, status, nowMs)) present.set(key, status);
        else if (last.has(key)) over.push(status);
      }
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

function isWatched(inventory: Inventory, { entity }: LiveStatus, nowMs: number): boolean {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  if (kind === 'link') return inventory.links.has(id);
  const device = inventory.devices.get(id);
  return device !== undefined && isWatchedAt(device, nowMs);
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
