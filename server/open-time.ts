import type { Logger } from 'pino';
import { createTimeServerAsker } from '../collector/clock/ask-time-servers.ts';
import { openBootClock } from '../collector/clock/boot-clock.ts';
import { type ClockKeeper, createClockKeeper } from '../collector/clock/clock-keeper.ts';
import type { Settings } from '../config/settings/settings-schema.ts';
import type { Metrics } from '../core/names/metrics.ts';
import { type Clock, createClock } from '../core/time/clock.ts';
import type { LedgerReader } from '../ledger/record/ledger-reader.ts';
import type { Ledger } from '../ledger/sqlite/writing/open-ledger.ts';

export interface TimeOptions {
  readonly settings: () => Settings;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/** The time of this machine, and whether it may be believed. */
export interface Time {
  readonly clock: Clock;
  readonly keeper: ClockKeeper;
  readonly isBelieved: () => boolean;
  /** Whether what our own clock dated from a time that was believed has the right time. */
  readonly isOwnRight: () => boolean;
  /** Holds it against the record, before anything is recorded. */
  readonly open: (reader: LedgerReader, ledger: Pick<Ledger, 'rememberOrigin'>) => Promise<void>;
}

/** Asks the time servers at once: a new record must not begin with a wrong time. */
export async function openTime({ settings, metrics, logger, stop }: TimeOptions): Promise<Time> {
  const boot = openBootClock();
  const clock = createClock({
    ...(boot && { elapsedMs: boot.elapsedMs }),
    limitMs: () => settings().clock.stepLimitMs,
  });
  const keeper = createClockKeeper({
    ...{ clock, boot, wallMs: Date.now, metrics, logger, stop },
    settings: () => settings().clock,
    ask: createTimeServerAsker({ wallMs: Date.now }),
  });
  await keeper.askFirst();
  return {
    clock,
    keeper,
    isBelieved: () => clock.doubt() === undefined,
    // After a step our clock goes on from before it. At a start it may know no more than when the last row was recorded.
    isOwnRight: () => ['step', 'time-servers', undefined].includes(clock.doubt()?.cause),
    open: ({ lastRowMs, lastConfirmation, rememberedOrigin }, { rememberOrigin }) =>
      keeper.open({ lastRecordedMs: lastRowMs, lastConfirmation, rememberedOrigin, rememberOrigin }),
  };
}
