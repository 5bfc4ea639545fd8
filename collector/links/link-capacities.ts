import type { Inventory } from '../../core/domain/inventory.ts';
import type { Measurements } from '../../core/domain/probing.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import { type Change, linkEntity } from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import { judge, judgeClockStep, judgeGap, judgeStale, judgeUnmeasured } from '../judge/judge.ts';
import { type Status, unknownStatus } from '../judge/status.ts';
import type { Verdict } from '../probing/verdict.ts';

/** Decides the indicator `capacity` of links: whether either direction is as good as full. */
export interface LinkCapacities {
  readonly judgeSamples: (samples: readonly TrafficSample[], saturatedRatio: number) => readonly Change[];
  /** Links whose rates stopped coming. */
  readonly sweep: (nowMs: number, sightSinceMs: number, graceMs: number) => readonly Change[];
  readonly gap: () => void;
  readonly clockStep: (nowMs: number) => void;
  /** Closes what is no longer measured; what stays is kept. */
  readonly replace: (inventory: Pick<Inventory, 'links'>, nowMs: number) => readonly Change[];
  readonly statuses: () => Iterable<LiveStatus>;
  readonly status: (linkId: string) => LiveStatus | undefined;
}

export interface LinkCapacitiesOptions {
  /** By link id, where an earlier run left off. */
  readonly known: ReadonlyMap<string, Status>;
  /** How often the counters of a device are read; `undefined` where nobody reads them. */
  readonly intervalMs: (deviceId: string) => number | undefined;
}

/** As many polls in a row as a `down` needs by default: one busy minute is no saturated line. */
const CONFIRM = 3;

interface Tracked {
  readonly intervalMs: number;
  status: Status;
  measurements?: Measurements;
}

export function createLinkCapacities({ known, intervalMs }: LinkCapacitiesOptions): LinkCapacities {
  let trackedByLink = new Map<string, Tracked>();
  let recorded = known;
  const each = (apply: (status: Status) => Status) => {
    for (const tracked of trackedByLink.values()) tracked.status = apply(tracked.status);
  };

  return {
    judgeSamples: (samples, saturatedRatio) => {
      const changes: Change[] = [];
      for (const sample of samples) {
        const { linkId, atMs } = sample;
        const tracked = linkId === undefined ? undefined : trackedByLink.get(linkId);
        const ratio = busiestRatio(sample);
        if (linkId === undefined || tracked === undefined || ratio === undefined) continue;
        const verdict = verdictOf(ratio, saturatedRatio);
        const { status, change } = judge(tracked.status, { atMs, verdict }, { confirm: CONFIRM });
        tracked.status = status;
        tracked.measurements = measurementsOf(sample, ratio);
        if (change === undefined) continue;
        const evidence = { ...change.evidence, ...tracked.measurements };
        changes.push({ entity: linkEntity(linkId), indicator: 'capacity', ...change, evidence });
      }
      return changes;
    },
    sweep: (nowMs, sightSinceMs, graceMs) => {
      const changes: Change[] = [];
      for (const [linkId, tracked] of trackedByLink) {
        const { status } = tracked;
        if (status.state === 'unknown') continue;
        const aliveMs = Math.max(status.lastMs ?? status.sinceMs, sightSinceMs);
        if (nowMs - aliveMs <= 2 * tracked.intervalMs + graceMs) continue;
        const lost = judgeStale(status, aliveMs, tracked.intervalMs);
        tracked.status = lost.status;
        if (lost.change) changes.push({ entity: linkEntity(linkId), indicator: 'capacity', ...lost.change });
      }
      return changes;
    },
    gap: () => each(judgeGap),
    clockStep: (nowMs) => each((status) => judgeClockStep(status, nowMs)),
    replace: ({ links }, nowMs) => {
      const before = trackedByLink;
      trackedByLink = new Map();
      for (const { id, interface: place } of links.values()) {
        const everyMs = place && intervalMs(place.device);
        if (everyMs === undefined) continue;
        const old = before.get(id);
        const status = old?.status ?? recorded.get(id) ?? unknownStatus(nowMs);
        trackedByLink.set(id, { ...old, intervalMs: everyMs, status });
      }
      const statuses = [...recorded, ...[...before].map(([id, { status }]) => [id, status] as const)];
      recorded = new Map();
      return statuses.flatMap(([id, status]) => {
        if (trackedByLink.has(id)) return [];
        const { change } = judgeUnmeasured(status, nowMs);
        return change ? [{ entity: linkEntity(id), indicator: 'capacity' as const, ...change }] : [];
      });
    },
    statuses: function* () {
      for (const [linkId, tracked] of trackedByLink) yield toLive(linkId, tracked);
    },
    status: (linkId) => {
      const tracked = trackedByLink.get(linkId);
      return tracked && toLive(linkId, tracked);
    },
  };
}

/** Of the busier direction; `undefined` where nobody knows what the link can carry. */
function busiestRatio(sample: TrafficSample): number | undefined {
  const { inBitsPerSecond, outBitsPerSecond, capacityBitsPerSecond: capacity } = sample;
  return capacity ? Math.max(inBitsPerSecond, outBitsPerSecond) / capacity : undefined;
}

const verdictOf = (ratio: number, saturatedRatio: number): Verdict =>
  ratio >= saturatedRatio ? { state: 'degraded', reason: 'saturated' } : { state: 'up' };

function measurementsOf(sample: TrafficSample, ratio: number) {
  return {
    inBitsPerSecond: Math.round(sample.inBitsPerSecond),
    outBitsPerSecond: Math.round(sample.outBitsPerSecond),
    utilisationRatio: Math.round(ratio * 1e4) / 1e4,
  };
}

function toLive(linkId: string, { status, measurements }: Tracked): LiveStatus {
  const { state, reason, sinceMs, afterMs, lastMs } = status;
  return {
    entity: linkEntity(linkId),
    indicator: 'capacity',
    state,
    ...(reason !== undefined && { reason }),
    sinceMs,
    afterMs,
    ...(lastMs !== undefined && { lastProbeMs: lastMs }),
    ...(measurements && { measurements }),
  };
}
