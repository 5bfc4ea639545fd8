import { z } from 'zod';
import type { Json } from '../../core/text/canonical-json.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { NO_ENTRIES } from '../../plan/definition/registers.ts';
import type { PlanState } from '../../plan/state/plan-state.ts';

/** The state of the plan as it is sealed with the figures: maps become objects, and what is wrong with a form, what agencies propose to each other, and when reports are made, stays in the office. */
export function sealablePlan({
  faultySubmissions: _,
  handovers: ___,
  ...state
}: PlanState): Record<string, Json> {
  const {
    reminders,
    report: { schedule: __, ...report },
  } = state.definition;
  const contacts = Object.fromEntries(reminders.contacts);
  return AnyRecord.parse(
    JSON.parse(
      JSON.stringify({
        ...state,
        definition: { ...state.definition, report, reminders: { ...reminders, contacts } },
      }),
    ),
  );
}

const AnyJson: z.ZodType<Json> = z.json();
const AnyRecord = z.record(z.string(), AnyJson);

const Contacts = z.record(z.string(), z.array(z.string()));
const Shape = z.looseObject({
  tasks: z.array(z.looseObject({ id: z.string() })),
  targets: z.looseObject({ byPurpose: z.array(z.looseObject({ id: z.string() })) }),
  registers: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
  reminders: z.looseObject({ contacts: Contacts }),
  report: z.looseObject({ years: z.array(z.looseObject({ year: z.number() })) }),
});

/**
 * The plan as it was decided when figures were sealed, so that they are computed again with it whatever plan.yaml says by now.
 * `undefined` where the sealed plan is none of ours.
 */
export function unsealPlanDefinition(sealed: Json | undefined): PlanDefinition | undefined {
  const { data } = Shape.safeParse(sealed);
  if (!data) return undefined;
  const { reminders } = data;
  const definition: unknown = {
    ...data,
    // A register that came later had no entries.
    registers: { ...NO_ENTRIES, ...data.registers },
    reminders: { ...reminders, contacts: new Map(Object.entries(reminders.contacts)) },
  };
  return isDefinition(definition) ? definition : undefined;
}

/** Sealed by us, so that its form is that of the version that sealed it; what reports need of it was looked at. */
const isDefinition = (value: unknown): value is PlanDefinition => typeof value === 'object' && value !== null;
