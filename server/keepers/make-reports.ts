import { createZone } from '../../core/time/zone.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import {
  runSchedule,
  type ScheduledMaking,
  type ScheduleOutcome,
} from '../../reports/schedule/run-schedule.ts';
import { type HourlyWork, type HourlyWorkOptions, openMail, startHourlyWork } from './hourly-work.ts';
import { runReport } from './report-thread.ts';
import type { ReportWork } from './report-worker.ts';

/** Each hour, after the reminders. */
const HOURS = '20 6-18 * * *';

/** Makes reports by `report.schedule` of plan.yaml, in the time of the city; a folder without it has none. */
export function startReportSchedule(options: HourlyWorkOptions): HourlyWork<ScheduleOutcome> {
  const { logger } = options;
  /** What was told of a report last: it is tried each hour. */
  const told = new Map<string, string>();
  const tell = ({ due, outcome, notes }: ScheduleOutcome) => {
    const news = JSON.stringify([outcome, notes]);
    const key = `${due.entry.id} ${due.id}`;
    if (outcome === 'done' || told.get(key) === news) return;
    told.set(key, news);
    const about = { report: due.id, schedule: due.entry.id, to: due.entry.to, notes };
    if (outcome === 'made') logger.info(about, 'a report was made');
    if (outcome === 'sent') logger.info(about, 'a report was made and mailed');
    if (outcome === 'no-address')
      logger.warn(about, 'a report was made, and nobody it goes to has an address: it stays due');
    if (outcome === 'failed') logger.error(about, 'a scheduled report failed: it stays due');
  };
  return startHourlyWork(options, {
    hours: HOURS,
    work: (signal) => makeDue(options, signal),
    tell: (outcomes) => {
      for (const one of outcomes) tell(one);
    },
    failure: 'scheduled reports could not be made: they stay due',
  });
}

async function makeDue(
  { config, path, env, nowMs, author, openNotifiers = openMail(env) }: HourlyWorkOptions,
  signal: AbortSignal,
): Promise<readonly ScheduleOutcome[]> {
  const { dir, settings, inventory } = config();
  const zone = createZone(settings.city.timeZone);
  const plan = await loadPlan(dir, { timeZone: zone.timeZone, inventory });
  if (!plan?.report.schedule?.length) return [];
  const notifiers = await openNotifiers(config());
  try {
    return await runSchedule({
      ...{ dir, plan, inventory, zone, store: recordStore(path), author, nowMs, signal },
      notifier: notifiers?.notifierOf({ channel: 'email', recipient: 'plan' }),
      make: async (making) => {
        const work = { kind: 'make', wish: wishOf(making) } as const;
        const ended = await runReport({ dir, path, author, env, work }, { signal });
        if (ended.type === 'failed') throw new Error(ended.said.en);
      },
    });
  } finally {
    await notifiers?.close();
  }
}

/** A file of before that was not put on record is written over. */
const wishOf = ({
  due: { entry, month, year },
  out,
}: ScheduledMaking): Extract<ReportWork, { kind: 'make' }>['wish'] => ({
  ...{ kind: entry.report, format: [...entry.format], out, scheduled: entry.id, force: true },
  ...(month !== undefined && { month }),
  ...(year !== undefined && { year }),
  ...(entry.agency !== undefined && { agency: entry.agency }),
});
