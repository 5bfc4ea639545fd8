import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import type { Config } from '../../config/load-config.ts';
import { loadPlan } from '../../config/plan/load-plan.ts';
import { createZone } from '../../config/zone.ts';
import { openLedgerReader } from '../../ledger/read-ledger.ts';
import { createNotifiers, type Notifiers } from '../alerting/create-notifiers.ts';
import { type ReminderOutcome, sendReminders } from './remind.ts';

export interface DailyRemindersOptions {
  /** As it is now: it may have been read anew. */
  readonly config: () => Config;
  /** Of the ledger. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
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
  /** Said once a day, though it is tried each hour. */
  const told = new Map<string, string>();
  let running: Promise<readonly ReminderOutcome[]> | undefined;

  const run = (): Promise<readonly ReminderOutcome[]> => {
    running ??= remind(options, stop.signal)
      .then((outcomes) => {
        for (const each of outcomes) tell(each);
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
  const tell = ({ reminder, outcome, notes, contacts, row }: ReminderOutcome) => {
    const facts = { reminder: reminder.id, contacts, notes };
    if (outcome === 'sent') {
      logger.info({ ...facts, row }, 'a reminder of the plan was sent');
      return;
    }
    const day = createZone(timeZone).dayAt(options.nowMs()).date;
    if (told.get(reminder.id) === day) return;
    told.set(reminder.id, day);
    logger.warn(facts, 'a reminder of the plan was not sent: it stays due');
  };
  const hourly = schedule(HOURS, () => void run(), { timezone: timeZone });
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
  const reader = openLedgerReader(path);
  let notifiers: Notifiers | undefined;
  try {
    const open =
      openNotifiers ??
      (async ({ settings: { alerts } }: Config) => alerts && (await createNotifiers(alerts, env)));
    notifiers = await open(config());
    return await sendReminders(
      { plan, inventory, zone, path, reader },
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
    reader.close();
  }
}
