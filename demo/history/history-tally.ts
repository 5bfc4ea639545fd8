import type { Inventory } from '../../core/domain/inventory.ts';
import { type Change, parseEntity, type State } from '../../core/domain/state.ts';
import type { HistoryStep } from '../../simulator/history/history-step.ts';

/** What was put on record, counted while it was. */
export interface HistorySummary {
  readonly changes: number;
  readonly outages: number;
  readonly revisions: number;
  readonly trafficDays: number;
  readonly plannedWorks: number;
  /** Share of the known time in which devices answered (`reach`), in percent; absent where nothing was known. */
  readonly reachPercent: number | undefined;
  /** Wards by the same share, the lowest first. */
  readonly areas: readonly { readonly area: string; readonly reachPercent: number }[];
}

export interface HistoryTally {
  readonly take: (step: HistoryStep) => void;
  readonly end: (toMs: number) => HistorySummary;
}

interface Sums {
  goodMs: number;
  downMs: number;
}

/** Keeps a state for each device and two sums for each ward, however long the history is. */
export function createHistoryTally(
  { devices, sites }: Pick<Inventory, 'devices' | 'sites'>,
  fromMs: number,
): HistoryTally {
  const counts = { changes: 0, outages: 0, revisions: 0, trafficDays: 0, plannedWorks: 0 };
  const states = new Map<string, { state: State; sinceMs: number }>();
  const byArea = new Map<string, Sums>();
  const close = (deviceId: string, { state, sinceMs }: { state: State; sinceMs: number }, atMs: number) => {
    const area = sites.get(devices.get(deviceId)?.site ?? '')?.area ?? '';
    const sums = byArea.get(area) ?? { goodMs: 0, downMs: 0 };
    byArea.set(area, sums);
    const lengthMs = Math.max(0, atMs - Math.max(sinceMs, fromMs));
    if (state === 'down') sums.downMs += lengthMs;
    else if (state !== 'unknown') sums.goodMs += lengthMs;
  };
  const takeChange = ({ entity, indicator, state, atMs }: Change) => {
    counts.changes++;
    if (state === 'down') counts.outages++;
    const { kind, id } = parseEntity(entity) ?? {};
    if (kind !== 'device' || id === undefined || indicator !== 'reach') return;
    const before = states.get(id);
    if (before) close(id, before, atMs);
    states.set(id, { state, sinceMs: atMs });
  };

  return {
    take: (step) => {
      if (step.kind === 'batch') for (const change of step.batch.changes) takeChange(change);
      if (step.kind === 'revisions') counts.revisions += step.revisions.length;
      if (step.kind === 'traffic') counts.trafficDays += step.days.length;
      if (step.kind === 'work') counts.plannedWorks++;
    },
    end: (toMs) => {
      for (const [id, state] of states) close(id, state, toMs);
      states.clear();
      const areas = [...byArea].flatMap(([area, sums]) => {
        const reachPercent = percentOf(sums);
        return reachPercent === undefined ? [] : [{ area, reachPercent }];
      });
      return {
        ...counts,
        reachPercent: percentOf(sumUp([...byArea.values()])),
        areas: areas.toSorted((a, b) => a.reachPercent - b.reachPercent),
      };
    },
  };
}

const sumUp = (sums: readonly Sums[]): Sums => ({
  goodMs: sums.reduce((total, { goodMs }) => total + goodMs, 0),
  downMs: sums.reduce((total, { downMs }) => total + downMs, 0),
});

function percentOf({ goodMs, downMs }: Sums): number | undefined {
  return goodMs + downMs === 0 ? undefined : (goodMs / (goodMs + downMs)) * 100;
}
