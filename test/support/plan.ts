import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { createZone } from '#core/time/zone.ts';
import { loadPlan } from '#plan/definition/load-plan.ts';
import { buildPlanSchema, type PlanDefinition } from '#plan/definition/plan-schema.ts';

export const PLAN_ZONE = createZone('Asia/Ho_Chi_Minh');

/** A plan of two tasks; the second has no name yet. Lines are counted by tests: add at the end. */
export const PLAN_YAML = `name: Kế hoạch mẫu
tasks:
  - id: I.1
    name: Ban hành quy chế
    lead: police
    from: 2025-01
    to: 2025-12
    milestones: [{ id: du-thao, name: Dự thảo, due: 2025-03-31 }, { id: ban-hanh, name: Ban hành, due: 2025-06-30 }]
  - id: I.2
targets: { cameras: 10, ptz: 4, fixed: 6 }
report:
  agency: police
  years: [{ year: 2025, from: 2024-12-01, to: 2025-11-16, deadline: 2025-11-30 }]
`;

/** The same with more sections. */
export const planOf = (more = ''): PlanDefinition =>
  buildPlanSchema(PLAN_ZONE).parse(parse(`${PLAN_YAML}${more}`));

const named = (...ids: readonly string[]) => new Map(ids.map((id) => [id, id]));

/** Reads a text as plan.yaml of a city with these names: the plan, or what is wrong with it, one line each. */
export async function readPlanText(text: string) {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-plan-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'plan.yaml'), text);
  const inventory = {
    agencies: named('police', 'so-xay-dung'),
    contacts: named('truc-ban'),
    sites: named('pole-1'),
    devices: named('cam-1'),
  };
  const plan = await loadPlan(dir, { timeZone: PLAN_ZONE.timeZone, inventory }).catch((error: Error) =>
    error.message.replace(dir, 'the folder').split('\n  '),
  );
  return plan;
}
