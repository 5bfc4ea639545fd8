import type { AlertSettings } from '../../../core/domain/alert-settings.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import { CHANNELS } from '../../../core/domain/notifier.ts';
import type { Outbox } from '../../../ledger/record/outbox/outbox.ts';
import { type NextReport, nextReports } from '../routing/next-reports.ts';
import { messageIdOf } from '../routing/plan-messages.ts';
import { compileReport, type ReportReads } from './compile-report.ts';

export interface ReportKeeperOptions {
  readonly reads: ReportReads;
  /** As it is now. */
  readonly inventory: () => Inventory;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly timeZone: string;
  /** How far the reports of earlier runs went; those that fell due while nothing ran are sent now. */
  readonly doneMs: number;
}

/** Writes shift logs and digests of days and weeks into the outbox when they are due. */
export interface ReportKeeper {
  /** To be called about every minute; says how many messages it wrote. @throws what the store throws; nothing is skipped then. */
  readonly update: (settings: ReportSettings, nowMs: number) => number;
}

export type ReportSettings = Pick<AlertSettings, 'recipients' | 'reports' | 'rosters'>;

export function createReportKeeper({
  reads,
  inventory,
  outbox,
  timeZone,
  doneMs,
}: ReportKeeperOptions): ReportKeeper {
  let afterMs = doneMs;
  return {
    update: (settings, nowMs) => {
      let written = 0;
      for (const due of nextReports(settings, afterMs, timeZone)) {
        if (due.toMs > nowMs) continue;
        written += write(settings, due, nowMs);
      }
      afterMs = nowMs;
      return written;
    },
  };

  function write(
    { recipients }: ReportSettings,
    { schedule, fromMs, toMs }: NextReport,
    nowMs: number,
  ): number {
    const { to, period } = schedule;
    const recipient = recipients.get(to);
    if (!recipient) return 0;
    const occasion = compileReport(reads, { period, fromMs, toMs }, inventory());
    const channels = CHANNELS.filter((channel) => recipient[channel] !== undefined);
    const isNew = channels.map((channel) =>
      outbox.add({
        messageId: messageIdOf('report', to, channel, period, String(fromMs), String(toMs)),
        thread: `report:${period}`,
        occasion,
        recipient: to,
        channel,
        createdMs: nowMs,
        dueMs: nowMs,
        state: 'waiting',
      }),
    );
    return isNew.filter(Boolean).length;
  }
}
