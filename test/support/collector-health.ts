import type { CollectorHealth } from '#core/domain/sinks.ts';

/** What a collector says of itself that sees, and has done nothing yet. */
export const collectorHealth = (startedMs: number): CollectorHealth => ({
  collector: 'test-1',
  run: 'run-1',
  startedMs,
  sight: 'seeing',
  sightSinceMs: startedMs,
  latenessMs: 0,
  probes: 0,
  shortfall: 0,
  devices: 1,
  engines: ['fping'],
});
