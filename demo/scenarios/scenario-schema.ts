import { z } from 'zod';
import { namingKeys } from '../../config/files/parse-value.ts';
import { hours, minutes } from '../../core/time/units.ts';
import { parseSpanMs } from './parse-span.ts';

/** What a scenario file may say. Names are looked up afterwards, in the inventory that it is played on. */

const Span = z
  .string({ error: 'expected a duration such as 90s, 10m or 2h30m' })
  .transform((text, context) => {
    const spanMs = parseSpanMs(text);
    if (spanMs !== undefined) return spanMs;
    context.addIssue({ code: 'custom', message: 'expected a duration such as 90s, 10m or 2h30m' });
    return z.NEVER;
  });
const Length = Span.refine((ms) => ms > 0, { error: 'expected a duration above 0' });

const LEAST_TIMES = 'expected a number from 1 on';
const MOST_TIMES = 'expected at most 1000';

const Name = z.string({ error: 'expected the id of a device or link' }).min(1);
const Names = z
  .union([Name.transform((name) => [name]), z.array(Name).min(1)], {
    error: 'expected the id of a device or link, or a list of them',
  })
  .readonly();

/** What happens in a step, with what must stand beside it, and what may. */
const ACTIONS = {
  cut: { needs: [], may: [] },
  fail: { needs: [], may: [] },
  restore: { needs: [], may: [] },
  flap: { needs: [], may: ['times', 'every'] },
  'power-cut': { needs: ['for'], may: ['for'] },
  blind: { needs: [], may: [] },
  maintenance: { needs: ['to'], may: ['from', 'to'] },
  acknowledge: { needs: ['by'], may: ['by', 'as'] },
} as const;
const ACTION_NAMES = [
  'cut',
  'fail',
  'restore',
  'flap',
  'power-cut',
  'blind',
  'maintenance',
  'acknowledge',
] as const satisfies readonly (keyof typeof ACTIONS)[];
const COMPANION_NAMES = ['times', 'every', 'for', 'from', 'to', 'by', 'as'] as const;

const STEP_SHAPE = {
  at: Span,
  cut: Names.optional(),
  fail: Names.optional(),
  restore: Names.optional(),
  flap: Names.optional(),
  'power-cut': Name.optional(),
  blind: Length.optional(),
  maintenance: Names.optional(),
  acknowledge: z.enum(['latest', 'all']).optional(),
  /** Of `flap`: how often it goes down, and how long from one time to the next. */
  times: z.int('expected a whole number').min(1, LEAST_TIMES).max(1_000, MOST_TIMES).optional(),
  every: Length.optional(),
  /** Of `power-cut`. */
  for: Length.optional(),
  /** Of `maintenance`, from the start on. */
  from: Span.optional(),
  to: Span.optional(),
  /** Of `acknowledge`: a contact, and on whose behalf. */
  by: Name.optional(),
  as: z
    .string()
    .regex(/^(operator|(agency|contractor):[\w.-]+)$/, {
      error: 'expected operator, agency:ID or contractor:ID',
    })
    .optional(),
};

const Step = z.strictObject(STEP_SHAPE, { error: namingKeys(STEP_SHAPE) }).check((context) => {
  const step = context.value;
  const issue = (message: string, path: readonly string[] = []) =>
    context.issues.push({ code: 'custom', message, path: [...path], input: step });
  const actions = ACTION_NAMES.filter((name) => step[name] !== undefined);
  const [action] = actions;
  if (!action || actions.length > 1) {
    const got = actions.length === 0 ? '' : ` (${actions.join(' and ')})`;
    return void issue(`expected one of ${ACTION_NAMES.join(', ')} in each step${got}`);
  }
  const may: readonly string[] = ACTIONS[action].may;
  const needs: readonly string[] = ACTIONS[action].needs;
  for (const name of COMPANION_NAMES) {
    if (step[name] !== undefined && !may.includes(name))
      issue(`expected no "${name}" beside ${action}`, [name]);
    if (step[name] === undefined && needs.includes(name)) issue(`expected "${name}" beside ${action}`);
  }
  if (action === 'maintenance' && (step.from ?? step.at) >= (step.to ?? Number.POSITIVE_INFINITY))
    issue('expected work that ends after it begins', ['to']);
});
export type StepText = z.output<typeof Step>;

const SHAPE = {
  /** In the city's time, or with an offset. Tonight at 22:00 where absent. */
  start: z.string('expected a time such as 2026-11-26T22:00').optional(),
  /** How long the night is. */
  for: Length.optional().transform((ms) => ms ?? DEFAULT_LENGTH_MS),
  steps: z.array(Step).min(1, 'expected at least one step'),
};
export const ScenarioText = z.strictObject(SHAPE, { error: namingKeys(SHAPE) });
export type ScenarioText = z.output<typeof ScenarioText>;

/** From ten in the evening until eight: by then whoever reads mail in office hours has it. */
export const DEFAULT_LENGTH_MS = hours(10);
/** Beyond, a clock that is advanced step by step takes minutes. */
export const LONGEST_MS = hours(24 * 14);

export const FLAP_TIMES = 6;
export const FLAP_EVERY_MS = minutes(6);
