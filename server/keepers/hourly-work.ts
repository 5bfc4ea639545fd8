import type { Logger } from 'pino';
import { createNotifiers, type Notifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import type { Config } from '../../config/load-config.ts';
import { runAtTimes } from '../at-times.ts';

export interface HourlyWorkOptions {
  /** As it is now: it may have been read anew. */
  readonly config: () => Config;
  /** Of the ledger. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  /** While it is not, nothing is done: what is due nobody knows. */
  readonly isTimeBelieved?: () => boolean;
  readonly author: string;
  readonly logger: Logger;
  /** In place of the mail server of the settings. */
  readonly openNotifiers?: (config: Config) => Promise<Notifiers | undefined>;
}

/** Work of the plan that a camwatch does by itself while it runs. */
export interface HourlyWork<Outcome> {
  /** Does what is due. Never throws: what is wrong is logged, and stays due. */
  readonly run: () => Promise<readonly Outcome[]>;
  readonly close: () => Promise<void>;
}

export interface HourlyTask<Outcome> {
  /** A cron expression, in the time of the city. */
  readonly hours: string;
  readonly work: (signal: AbortSignal) => Promise<readonly Outcome[]>;
  readonly tell: (outcomes: readonly Outcome[]) => void;
  /** Logged where it throws. */
  readonly failure: string;
}

/** Does the work at its hours, never twice at once, and gives it up on closing. */
export function startHourlyWork<Outcome>(
  { config, logger, isTimeBelieved = () => true }: HourlyWorkOptions,
  { hours, work, tell, failure }: HourlyTask<Outcome>,
): HourlyWork<Outcome> {
  const stop = new AbortController();
  let running: Promise<readonly Outcome[]> | undefined;
  const run = (): Promise<readonly Outcome[]> => {
    running ??= work(stop.signal)
      .then((outcomes) => {
        tell(outcomes);
        return outcomes;
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) logger.error({ err: error }, failure);
        return [];
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const hourly = runAtTimes(hours, () => void (isTimeBelieved() && run()), config().settings.city);
  return {
    run,
    close: async () => {
      await hourly.close();
      stop.abort(new Error('camwatch is closing'));
      await running;
    },
  };
}

/** The mail server of the settings, where there is one. */
export const openMail =
  (env: NodeJS.ProcessEnv) =>
  async ({ settings: { alerts } }: Config): Promise<Notifiers | undefined> =>
    alerts && (await createNotifiers(alerts, env));
