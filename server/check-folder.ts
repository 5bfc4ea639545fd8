import { type DiskBudget, estimateDiskBudget } from '../collector/influx/queue/disk-budget.ts';
import { buildServerAddress } from '../collector/influx/queue/server-address.ts';
import { readServerIndex, type ServerIndex } from '../collector/influx/queue/server-index.ts';
import type { Finding } from '../config/draft/finding.ts';
import { ConfigError } from '../config/files/config-error.ts';
import { type Config, type LoadConfigOptions, loadConfig } from '../config/load-config.ts';
import { resolveSecret } from '../core/host/resolve-secret.ts';
import { checkPlanFile, loadPlan, PLAN_FILE } from '../plan/definition/load-plan.ts';
import type { PlanDefinition } from '../plan/definition/plan-schema.ts';

/** A folder that holds together, and what it comes to. */
export interface SoundFolder {
  readonly config: Config;
  readonly plan: PlanDefinition | undefined;
  /** Of the settings, the inventory and the plan. */
  readonly findings: readonly Finding[];
  /** Absent where measurements are not kept. */
  readonly budget: DiskBudget | undefined;
  /** Of the InfluxDB of the settings, where it answers now. */
  readonly index: ServerIndex | undefined;
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/** Settings, inventory and plan, and one against the other: what is there, or everything that is wrong at once. */
export async function checkFolder(
  { onProgress, ...surroundings }: Required<Pick<LoadConfigOptions, 'onProgress'>> & Surroundings,
  { dir }: { readonly dir: string },
): Promise<SoundFolder | { readonly error: ConfigError }> {
  try {
    const config = await loadConfig(dir, { onProgress });
    const { settings, inventory } = config;
    const checked = await checkPlanFile(dir, { timeZone: settings.city.timeZone, inventory });
    const findings = [...config.findings, ...(checked?.findings ?? [])];
    const budget = estimateDiskBudget(settings, inventory);
    return { config, plan: checked?.plan, findings, budget, index: await readIndex(config, surroundings) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { error: await withPlanProblems(dir, error) };
  }
}

/** Where the secret of the log-in is not at hand, the server is asked as nobody. */
async function readIndex({ settings: { influx } }: Config, { env, stop }: Surroundings) {
  if (influx === undefined) return undefined;
  const { password: reference } = influx;
  const password = reference ? await resolveSecret(reference, env).catch(() => undefined) : undefined;
  const logIn = password === undefined ? { ...influx, username: undefined } : influx;
  return await readServerIndex(buildServerAddress(logIn, password), stop);
}

/** Whom the plan names cannot be told while the inventory has problems; what is wrong in itself can. */
async function withPlanProblems(dir: string, error: ConfigError): Promise<ConfigError> {
  if (error.problems.some(({ file }) => file === PLAN_FILE || file === '.')) return error;
  try {
    await loadPlan(dir, { timeZone: 'Asia/Ho_Chi_Minh' });
    return error;
  } catch (planError) {
    if (!(planError instanceof ConfigError)) throw planError;
    return new ConfigError(dir, [...error.problems, ...planError.problems]);
  }
}
