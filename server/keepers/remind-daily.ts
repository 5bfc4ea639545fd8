import { createZone } from '../../core/time/zone.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import { type ReminderOutcome, sendReminders } from '../../plan/reminders/remind.ts';
import { type HourlyWork, type HourlyWorkOptions, openMail, startHourlyWork } from './hourly-work.ts';

/** From 08:00 on, each hour of the working day: what is due goes at the first of them that a server takes it. */
const HOURS = '0 8-17 * * *';

/** Sends reminders of the plan by themselves, in the time of the city; a folder without plan.yaml has none. */
export function startDailyReminders(options: HourlyWorkOptions): HourlyWork<ReminderOutcome> {
  const { config, logger } = options;
  const { timeZone } = config().settings.city;
  /** By reminder, the day on which it was said that it was not sent: it is tried each hour. */
  const told = new Map<string, string>();
  const tell = (outcomes: readonly ReminderOutcome[]) => {
    const { date } = createZone(timeZone).dayAt(options.nowMs());
    const news = outcomes.filter(
      ({ reminder, outcome }) => outcome === 'sent' || told.get(reminder.id) !== date,
    );
    for (const { reminder } of news) told.set(reminder.id, date);
    for (const { reminder, outcome, contacts, notes, row } of news) {
      if (outcome === 'sent')
        logger.info({ reminder: reminder.id, contacts, notes, row }, 'a reminder of the plan was sent');
      if (outcome === 'failed')
        logger.warn({ reminder: reminder.id, notes }, 'a reminder of the plan was not sent: it stays due');
    }
    // There may be a hundred of them, for one cause.
    const units = news
      .filter(({ outcome }) => outcome === 'no-address')
      .map(({ reminder }) => reminder.agency.id);
    if (units.length > 0)
      logger.warn(
        { count: units.length, units },
        'units have no address in reminders.contacts of plan.yaml: their reminders stay due',
      );
  };
  return startHourlyWork(options, {
    hours: HOURS,
    work: (signal) => remind(options, signal),
    tell,
    failure: 'reminders of the plan could not be sent: they stay due',
  });
}

async function remind(
  { config, path, env, nowMs, author, openNotifiers = openMail(env) }: HourlyWorkOptions,
  signal: AbortSignal,
): Promise<readonly ReminderOutcome[]> {
  const { dir, settings, inventory } = config();
  const zone = createZone(settings.city.timeZone);
  const plan = await loadPlan(dir, { timeZone: zone.timeZone, inventory });
  if (!plan) return [];
  const store = recordStore(path);
  using reader = store.openReader();
  const notifiers = await openNotifiers(config());
  try {
    return await sendReminders(
      { plan, inventory, zone, store, reader },
      {
        atMs: nowMs(),
        notifier: notifiers?.notifierOf({ channel: 'email', recipient: 'plan' }),
        author,
        nowMs,
        signal,
      },
    );
  } finally {
    await notifiers?.close();
  }
}
