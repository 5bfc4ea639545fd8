import { z } from 'zod';
import { day } from '../definition/plan-values.ts';

/** How a unit says that a device of its own works: its word, which nobody measured. */
export const SELF_REPORTED_STATES = ['up', 'degraded', 'down', 'unknown'] as const;

/** Body of a row `set` of `self-report:<device>:<year>` in `plan_step`: all that its unit said of a device for a year. */
export const SelfReport = z.object({
  agency: z.string().min(1),
  inUse: z.boolean().optional(),
  state: z.enum(SELF_REPORTED_STATES).optional(),
  /** Since which day it is so. */
  since: day.optional(),
  note: z.string().min(1).optional(),
});
export type SelfReport = z.output<typeof SelfReport>;

export const selfReportId = (device: string, year: number): string => `self-report:${device}:${year}`;
