import type { CollectorHealth } from '../../core/domain/sinks.ts';
import type { Clock } from '../../core/time/clock.ts';
import type { CanaryGate } from '../judge/canary-gate.ts';
import type { ChangeQueue } from '../judge/change-queue.ts';
import type { Dispatcher } from '../scheduler/dispatcher.ts';
import type { Sight } from './sight.ts';
import type { WatchedNow } from './watched-now.ts';

export interface HealthSources {
  readonly watched: WatchedNow;
  readonly run: string;
  readonly startedMs: number;
  /** Where the record ended that an earlier run left. */
  readonly recordedToMs: number;
  readonly clock: Clock;
  readonly canaryGate: Pick<CanaryGate, 'lastGoodMs' | 'state'>;
  readonly changeQueue: Pick<ChangeQueue, 'recordedUntilMs'>;
  readonly sight: Pick<Sight, 'sinceMs'>;
  readonly dispatcher: Pick<Dispatcher, 'latenessMs' | 'sent' | 'shortfall'>;
  readonly engines: readonly string[];
}

/** How the collector itself is doing. */
export function lookAtHealth(sources: HealthSources): CollectorHealth {
  const { watched, run, startedMs, recordedToMs, clock, canaryGate, sight, dispatcher, engines } = sources;
  const coveredUntilMs = canaryGate.lastGoodMs();
  const recordedUntilMs = sources.changeQueue.recordedUntilMs();
  const clockDoubt = clock.doubt();
  return {
    collector: watched.settings().collector.id,
    run,
    startedMs,
    sight: clockDoubt ? 'blind' : canaryGate.state(),
    sightSinceMs: clockDoubt?.sinceMs ?? sight.sinceMs(),
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
