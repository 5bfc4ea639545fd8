import type { Metrics } from '../../core/names/metrics.ts';

/** Told how the dispatcher gets on: of what may be counted. */
export interface WorkCounter {
  readonly begin: (prober: string, count: number) => void;
  /** `tookSeconds` is absent where the batch was lost. */
  readonly end: (prober: string, count: number, tookSeconds?: number) => void;
  /** `ok`, or the reason of the failure. */
  readonly outcome: (prober: string, result: string) => void;
  readonly missed: (count: number) => void;
  readonly tick: (latenessMs: number) => void;
}

export type WorkEvent = {
  readonly [Name in keyof WorkCounter]: readonly [Name, ...Parameters<WorkCounter[Name]>];
}[keyof WorkCounter];

export const countInMetrics = (metrics: Metrics): WorkCounter => ({
  begin: (prober, count) => metrics.camwatch_probes_in_flight.labels(prober).inc(count),
  end: (prober, count, tookSeconds) => {
    metrics.camwatch_probes_in_flight.labels(prober).dec(count);
    if (tookSeconds !== undefined)
      metrics.camwatch_probe_duration_seconds.labels(prober).observe(tookSeconds);
  },
  outcome: (prober, result) => metrics.camwatch_probes_total.labels(prober, result).inc(),
  missed: (count) => metrics.camwatch_schedule_shortfall_total.inc(count),
  tick: (latenessMs) => {
    metrics.camwatch_schedule_lateness_seconds.set(latenessMs / 1_000);
    metrics.camwatch_schedule_ticks_total.inc();
  },
});

/** For another thread to count: see {@link recount}. */
export function recordWork(tell: (event: WorkEvent) => void): WorkCounter {
  return {
    begin: (...facts) => tell(['begin', ...facts]),
    end: (...facts) => tell(['end', ...facts]),
    outcome: (...facts) => tell(['outcome', ...facts]),
    missed: (...facts) => tell(['missed', ...facts]),
    tick: (...facts) => tell(['tick', ...facts]),
  };
}

export function recount(counter: WorkCounter, events: readonly WorkEvent[]): void {
  for (const event of events) {
    switch (event[0]) {
      case 'begin':
        counter.begin(event[1], event[2]);
        break;
      case 'end':
        counter.end(event[1], event[2], event[3]);
        break;
      case 'outcome':
        counter.outcome(event[1], event[2]);
        break;
      case 'missed':
        counter.missed(event[1]);
        break;
      case 'tick':
        counter.tick(event[1]);
        break;
    }
  }
}
