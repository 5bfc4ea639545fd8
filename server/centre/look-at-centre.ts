import type { CollectorHealth } from '../../core/domain/sinks.ts';
import type { Clock } from '../../core/time/clock.ts';
import type { Cover } from './cover.ts';

export interface CentreSources {
  readonly id: string;
  readonly run: string;
  readonly startedMs: number;
  readonly devices: number;
  readonly clock: Pick<Clock, 'nowMs' | 'doubt'>;
  readonly cover: Pick<Cover, 'collectors'>;
}

/** How those are doing who probe elsewhere, as far as the record tells. */
export function lookAtCentre({ id, run, startedMs, devices, clock, cover }: CentreSources): CollectorHealth {
  const collectors = cover.collectors();
  const clockDoubt = clock.doubt();
  const covering = collectors.filter(({ isCovering }) => isCovering);
  const latestMs = Math.max(...collectors.map(({ coveredUntilMs }) => coveredUntilMs));
  const isKnown = collectors.length > 0;
  return {
    ...{ collector: id, run, startedMs, devices, engines: [] },
    ...(clockDoubt
      ? { sight: 'blind', sightSinceMs: clockDoubt.sinceMs, clockDoubt }
      : covering.length > 0
        ? { sight: 'seeing', sightSinceMs: startedMs }
        : { sight: isKnown ? 'blind' : 'starting', sightSinceMs: isKnown ? latestMs : startedMs }),
    ...(isKnown && { coveredUntilMs: latestMs, recordedUntilMs: latestMs }),
    collectors: { known: collectors.length, covering: covering.length },
  };
}
