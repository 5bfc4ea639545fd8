import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { reference } from './plan-values.ts';
import { choiceKeys, type UnitChoice } from './reminder-schema.ts';

/** Bodies as a plan names them: in its own words, and as the agencies of today that are meant by them. */
export interface PlanBodies extends UnitChoice {
  /** The words of the plan; absent: the names of the agencies say it. */
  readonly text?: string;
}

/** Who leads a task: one agency, or several of which each moves its own part. */
export interface TaskLead {
  readonly lead?: string;
  /** The words of the plan beside `lead`, or the several bodies in its place. */
  readonly leads?: PlanBodies;
}

/** Who works at a task: single agencies, or bodies in the words of the plan. */
export interface TaskCoordinators {
  readonly coordinators: readonly string[];
  readonly coordinating?: PlanBodies;
}

const ids = z.array(reference('an agency'), { error: 'expected a list of ids of agencies' });
const bodies = z
  .strictObject({
    text: seenText('words of the plan').optional().describe('The words of the plan, which are printed.'),
    ...choiceKeys,
  })
  .transform((written): PlanBodies => omitUndefined(written));

const SEVERAL = 'a list of ids, or { text, agencies, kinds, except }';
const BODIES = 'list of ids, or `text`, `agencies`, `kinds`, `except`';

export const LeadSchema: z.ZodType<TaskLead> = z
  .union([reference('an agency'), ids, bodies], { error: `expected the id of an agency, ${SEVERAL}` })
  .meta({ value: `id of an agency, ${BODIES}` })
  .transform((written) => (typeof written === 'string' ? { lead: written } : leadOf(toBodies(written))));

/** One agency that is named alone leads, whatever the plan calls it. */
function leadOf(leads: PlanBodies): TaskLead {
  const [first, ...more] = leads.agencies;
  if (first === undefined || more.length > 0 || leads.kinds.length > 0) return { leads };
  return leads.text === undefined ? { lead: first } : { lead: first, leads };
}

export const CoordinatorsSchema: z.ZodType<TaskCoordinators> = z
  .union([ids, bodies], { error: `expected ${SEVERAL}` })
  .meta({ value: BODIES })
  .transform((written) =>
    Array.isArray(written)
      ? { coordinators: written }
      : { coordinators: [], coordinating: toBodies(written) },
  );

const toBodies = (written: readonly string[] | PlanBodies): PlanBodies =>
  isIds(written) ? { agencies: written, kinds: [], except: [] } : written;

const isIds = (written: readonly string[] | PlanBodies): written is readonly string[] =>
  Array.isArray(written);
