import { z } from 'zod';
import { SELF_REPORTED_STATES } from '../../../plan/forms/self-report.ts';
import { Count, DateText } from './figure-parts.ts';

/** What a unit says of a device: how it works, that it is not used, or only other things. */
export const SAID_STATES = [...SELF_REPORTED_STATES, 'not-in-use', 'not-stated'] as const;
export type SaidState = (typeof SAID_STATES)[number];

/** What units say of their devices in their forms of the year, against what was last measured before the end. */
export const SelfReportFigures = z.strictObject({
  /** There at the end; of so many a unit said something. */
  devices: Count,
  said: Count,
  rows: z.array(
    z.strictObject({
      id: z.enum(SAID_STATES),
      devices: Count,
      /** Of these by what was last measured: it answered, it was down, nothing is known. */
      up: Count,
      down: Count,
      unmeasured: Count,
    }),
  ),
  /** Said to work and measured down, or the other way round. */
  differing: Count,
  examples: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      said: z.enum(SAID_STATES),
      since: DateText.optional(),
      measured: z.enum(['up', 'down']),
    }),
  ),
  secretLeftOut: Count,
  notListed: Count,
});
export type SelfReportFigures = z.infer<typeof SelfReportFigures>;
