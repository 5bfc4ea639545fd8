import type { CollectorHealth, ProbingHealth } from '../../core/domain/sinks.ts';
import type { Clock, ClockDoubt } from '../../core/time/clock.ts';
import type { CanaryGate } from '../judge/canary-gate.ts';
import type { ChangeQueue } from '../judge/change-queue.ts';
import type { Dispatcher } from '../scheduler/dispatcher.ts';
import type { Sight } from './sight.ts';
import type { WatchedNow } from './watched-now.ts';

export interface HealthSources {
  readonly watched: Pick<WatchedNow, 'settings' | 'inventory'>;
  readonly run: string;
  readonly startedMs: number;
  /** Where the record ended that an earlier run left. */
  readonly recordedToMs: number;
  readonly clock: Pick<Clock, 'nowMs' | 'doubt'>;
  readonly canaryGate: Pick<CanaryGate, 'lastGoodMs' | 'state'>;
  readonly changeQueue: Pick<ChangeQueue, 'recordedUntilMs'>;
  readonly sight: Pick<Sight, 'sinceMs' | 'isCurrent'>;
  readonly dispatcher: Pick<Dispatcher, 'latenessMs' | 'sent' | 'shortfall'>;
  readonly engines: readonly string[];
}

/** How the collector itself is doing. */
export function lookAtHealth(sources: HealthSources): ProbingHealth {
  const { watched, run, startedMs, recordedToMs, clock, canaryGate, dispatcher, engines } = sources;
  const coveredUntilMs = canaryGate.lastGoodMs();
  const recordedUntilMs = sources.changeQueue.recordedUntilMs();
  const clockDoubt = clock.doubt();
  return {
    collector: watched.settings().collector.id,
    run,
    startedMs,
    ...sightNow(sources, clockDoubt),
    ...(clockDoubt && { clockDoubt }),
    ...(recordedToMs > clock.nowMs() && { recordAheadToMs: recordedToMs }),
    ...(coveredUntilMs !== undefined && { coveredUntilMs }),
    ...(recordedUntilMs !== undefined && { recordedUntilMs }),
    latenessMs: dispatcher.latenessMs(),
    probes: dispatcher.sent(),
    shortfall: dispatcher.shortfall(),
    devices: watched.inventory().devices.size,
    engines,
  };
}

/** Where no round of canaries ends any more, what the last one said is of the past. */
function sightNow(
  { canaryGate, sight }: Pick<HealthSources, 'canaryGate' | 'sight'>,
  doubt: ClockDoubt | undefined,
): Pick<CollectorHealth, 'sight' | 'sightSinceMs'> {
  if (doubt) return { sight: 'blind', sightSinceMs: doubt.sinceMs };
  const state = canaryGate.state();
  if (state !== 'seeing' || sight.isCurrent()) return { sight: state, sightSinceMs: sight.sinceMs() };
  return { sight: 'blind', sightSinceMs: canaryGate.lastGoodMs() ?? sight.sinceMs() };
}
