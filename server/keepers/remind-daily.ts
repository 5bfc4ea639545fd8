import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import { createNotifiers, type Notifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import type { Config } from '../../config/load-config.ts';
import { createZone } from '../../core/time/zone.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { loadPlan } from '../../plan/definition/load-plan.ts';
import { type ReminderOutcome, sendReminders } from '../../plan/reminders/remind.ts';

export interface DailyRemindersOptions {
  /** As it is now: it may have been read anew. */
  readonly config: () => Config;
  /** Of the ledger. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  /** While it is not, nothing is sent: what is due nobody knows. */
  readonly isTimeBelieved?: () => boolean;
  readonly author: string;
  readonly logger: Logger;
  /** In place of the mail server of the settings. */
  readonly openNotifiers?: (config: Config) => Promise<Notifiers | undefined>;
}

/** Reminders of a camwatch that runs. */
export interface DailyReminders {
  /** Sends what is due. Never throws: what is wrong is logged, and what was not sent stays due. */
  readonly run: () => Promise<readonly ReminderOutcome[]>;
  readonly close: () => Promise<void>;
}

/** From 08:00 on, each hour of the working day: what is due goes at the first of them that a server takes it. */
const HOURS = '0 8-17 * * *';

/** Sends reminders of the plan by themselves, in the time of the city; a folder without plan.yaml has none. */
export function startDailyReminders(options: DailyRemindersOptions): DailyReminders {
  const { config, logger } = options;
  const { timeZone } = config().settings.city;
  const stop = new AbortController();
  /** By reminder, the day on which it was said that it was not sent: it is tried each hour. */
  const told = new Map<string, string>();
  let running: Promise<readonly ReminderOutcome[]> | undefined;

  const run = (): Promise<readonly ReminderOutcome[]> => {
    running ??= remind(options, stop.signal)
      .then((outcomes) => {
        tell(outcomes);
        return outcomes;
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted)
          logger.error({ err: error }, 'reminders of the plan could not be sent: they stay due');
        return [];
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
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
  const { isTimeBelieved = () => true } = options;
  const hourly = schedule(HOURS, () => void (isTimeBelieved() && run()), { timezone: timeZone });
  return {
    run,
    close: async () => {
      await hourly.destroy();
      stop.abort(new Error('camwatch is closing'));
      await running;
    },
  };
}

async function remind(
  { config, path, env, nowMs, author, openNotifiers }: DailyRemindersOptions,
  signal: AbortSignal,
): Promise<readonly ReminderOutcome[]> {
  const { dir, settings, inventory } = config();
  const zone = createZone(settings.city.timeZone);
  const plan = await loadPlan(dir, { timeZone: zone.timeZone, inventory });
  if (!plan) return [];
  const store = recordStore(path);
  using reader = store.openReader();
  let notifiers: Notifiers | undefined;
  try {
    const open =
      openNotifiers ??
      (async ({ settings: { alerts } }: Config) => alerts && (await createNotifiers(alerts, env)));
    notifiers = await open(config());
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
