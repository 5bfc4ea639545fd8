import type { LiveView } from '../../core/domain/sinks.ts';
import { seconds } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type AlertingHandle, startAlerting } from '../alerting/start-alerting.ts';
import { type CheckpointKeeper, startCheckpoints } from '../checkpoints/keep-checkpoints.ts';
import { loadMailLinkKey } from '../mail-link-key.ts';
import type { City } from '../open-city.ts';
import type { RepeatedWork } from '../repeat-work.ts';
import { startReportSchedule } from './make-reports.ts';
import { startDailyReminders } from './remind-daily.ts';
import { type Copies, type CopiesOptions, startCopies } from './start-copies.ts';

export interface KeepersOptions extends Pick<CopiesOptions, 'ledger' | 'recordedToMs'> {
  readonly city: City;
  readonly reader: LedgerReader;
  /** Aborts when they are to hurry, since they are closed next. */
  readonly stop: AbortSignal;
  /** Where the record is of several machines: when another does this from now on, and how late others write. */
  readonly shared?: { readonly lost: AbortSignal; readonly lateMs: () => number };
}

/** What follows from the record and may be done only once: incidents and messages, reports, reminders, checkpoints, copies. */
export interface Keepers {
  readonly copies: Copies;
  readonly alerting: AlertingHandle;
  readonly checkpoints: CheckpointKeeper;
  readonly work: (live: Pick<LiveView, 'columns' | 'linkStatuses' | 'status' | 'health'>) => RepeatedWork[];
}

const ALERTING_EVERY_MS = seconds(1);

export async function startKeepers(
  { city, ledger, reader, recordedToMs, stop, shared: among }: KeepersOptions,
  closing: AsyncDisposableStack,
): Promise<Keepers> {
  const { dir, env, config, time, ledgerPath, accountsPath, metrics, logger, author } = city;
  const { nowMs, shared } = time.clock;
  const copies = await startCopies(
    { dir, env, config, time, ledgerPath, ledger, reader, recordedToMs, metrics, logger, stop },
    closing,
  );
  city.goOn();
  const ofRecord = { path: ledgerPath, env, nowMs, logger };
  const alerting = startAlerting({
    ...{ ...ofRecord, config: config().shared, clock: shared, metrics, accountsPath },
    collector: config().settings.collector.id,
    linkKey: loadMailLinkKey(accountsPath).reveal(),
    ...among,
  });
  closing.defer(alerting.close);
  const daily = { ...ofRecord, config, author };
  closing.defer(startDailyReminders({ ...daily, isTimeBelieved: time.isBelieved }).close);
  closing.defer(startReportSchedule({ ...daily, isTimeBelieved: time.isBelieved }).close);
  const checkpoints = startCheckpoints({ ...daily, metrics });
  closing.defer(checkpoints.close);
  return {
    ...{ copies, alerting, checkpoints },
    work: (live) => [
      ...copies.work({ collector: live, alerting }),
      { name: 'alerting', everyMs: ALERTING_EVERY_MS, run: () => alerting.tick(live.health()) },
    ],
  };
}
