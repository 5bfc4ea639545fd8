import { createTask } from 'node-cron';
import { seconds } from '../core/time/units.ts';

export interface WorkAtTimes {
  readonly close: () => Promise<void>;
}

const LOOK_EVERY_MS = seconds(1);

/**
 * Runs work at the times of a cron expression, as the clock of the machine says. node-cron keeps the calendar alone: its own
 * timer goes through every minute of ten years where the clock is set ten years ahead, sleeps as long when it is set back, and
 * leaves out what it is a second late for. Here what was passed over is done once, and times begin anew from a clock that was set back.
 */
export function runAtTimes(
  expression: string,
  work: () => void,
  { timeZone }: { readonly timeZone?: string } = {},
): WorkAtTimes {
  const calendar = createTask(expression, () => undefined, {
    ...(timeZone !== undefined && { timezone: timeZone }),
  });
  const nextMs = () => calendar.getNextRuns(1)[0]?.getTime() ?? Number.POSITIVE_INFINITY;
  let dueMs = nextMs();
  let lastMs = Date.now();
  const timer = setInterval(() => {
    const nowMs = Date.now();
    const [isDue, isSetBack] = [nowMs >= dueMs, nowMs < lastMs];
    lastMs = nowMs;
    if (isDue || isSetBack) dueMs = nextMs();
    if (isDue) work();
  }, LOOK_EVERY_MS);
  return {
    close: async () => {
      clearInterval(timer);
      await calendar.destroy();
    },
  };
}
