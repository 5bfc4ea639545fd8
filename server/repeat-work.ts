import type { Logger } from 'pino';
import { repeatEvery } from '../collector/repeat-every.ts';

/** Something that is done again and again while the server runs. */
export interface RepeatedWork {
  /** For the log, where it fails. */
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void> | void;
  /** It rests while the time is not believed. */
  readonly isOfTime?: boolean;
}

export interface RepeatOptions {
  readonly isTimeBelieved: () => boolean;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/** Settles when all has ended, soon after `stop` aborts. Work that fails is logged, and goes on. */
export async function repeatWork(
  works: readonly RepeatedWork[],
  { isTimeBelieved, logger, stop }: RepeatOptions,
): Promise<void> {
  const repeat = ({ name, everyMs, run, isOfTime = false }: RepeatedWork) =>
    repeatEvery(
      () => everyMs,
      async () => {
        if (!isOfTime || isTimeBelieved()) await run();
      },
      stop,
      (error) => logger.error({ err: error, work: name }, 'work that repeats itself failed'),
    );
  await Promise.all(works.map(repeat));
}
