import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../config/draft/finding.ts';
import { ConfigError } from '../../config/files/config-error.ts';
import { decodeText } from '../../config/files/read-text.ts';
import { parseYaml, parseYamlValue } from '../../config/files/yaml-file.ts';
import { createZone } from '../../core/time/zone.ts';
import { checkPlan, type NamedInPlan } from './check-plan.ts';
import { buildPlanSchema, type PlanDefinition } from './plan-schema.ts';
import { reportDateFindings } from './report-date-findings.ts';

export const PLAN_FILE = 'plan.yaml';

export interface LoadPlanOptions {
  /** In which its days are cut: the city's. */
  readonly timeZone: string;
  /** What the plan may name; whether it does is not looked at where that is absent, since it could not be read. */
  readonly inventory?: NamedInPlan;
}

/**
 * Reads the plan of a configuration folder; `undefined` where the folder has none. It is no part of the inventory, so that
 * watching a city never waits for what is wrong in its plan.
 * @throws a {@link ConfigError} that lists every problem in it.
 */
export async function loadPlan(dir: string, options: LoadPlanOptions): Promise<PlanDefinition | undefined> {
  return (await checkPlanFile(dir, options))?.plan;
}

/** The same with what deserves a look. @throws a {@link ConfigError} that lists every problem in it. */
export async function checkPlanFile(
  dir: string,
  { timeZone, inventory }: LoadPlanOptions,
): Promise<{ readonly plan: PlanDefinition; readonly findings: readonly Finding[] } | undefined> {
  const refuse = (line: number, message: string) =>
    new ConfigError(dir, [{ file: PLAN_FILE, line, col: 1, path: 'the file', message }]);
  const bytes = await readFile(join(dir, PLAN_FILE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw refuse(1, `expected a file that can be read, got ${error.code ?? error.message}`);
  });
  if (bytes === undefined) return undefined;
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw refuse(decoded.line, decoded.message);
  const yaml = parseYaml(PLAN_FILE, decoded.text);
  if (yaml.problems.length > 0) throw new ConfigError(dir, yaml.problems);
  const { value: plan, problems } = parseYamlValue(yaml, yaml.value, buildPlanSchema(createZone(timeZone)));
  const found = plan && inventory ? checkPlan(yaml, plan, inventory) : problems;
  if (!plan || found.length > 0)
    throw new ConfigError(
      dir,
      found.toSorted((a, b) => a.line - b.line || a.col - b.col),
    );
  return { plan, findings: reportDateFindings(yaml, plan.report) };
}
