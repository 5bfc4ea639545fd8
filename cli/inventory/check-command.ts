import { Command } from 'commander';
import { type DiskBudget, estimateDiskBudget } from '../../collector/influx/queue/disk-budget.ts';
import { CONFIG_FILES, OTHER_FILES } from '../../config/draft/config-files.ts';
import type { Finding } from '../../config/draft/finding.ts';
import { ConfigError } from '../../config/files/config-error.ts';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { countWatched } from '../../config/unwatched.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { loadPlan, PLAN_FILE } from '../../plan/definition/load-plan.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import type { Context } from '../shell/context.ts';

/** `camwatch check`: everything that is wrong with a configuration folder, at once. */
export function buildCheckCommand({ terminal, reportProblem }: Context): Command {
  return new Command('check')
    .argument('[dir]', 'configuration folder', 'config/hanoi')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Prints every problem as file:line:col path: expected …, got …; in CSV files col counts columns (A is 1).
Findings deserve a look and stop nothing. Exit code 1 when there is a problem.

Examples:
  camwatch check
  camwatch check /etc/camwatch
  camwatch check /etc/camwatch --json | jq '.problems[].file'`,
    )
    .action(async (dir: string, { json }: { json?: boolean }) => {
      const checked = await checkConfig(dir, terminal.progress);
      terminal.clearProgress();
      if (json) terminal.printJson(checked.json);
      else if (checked.error) terminal.printError(checked.error.message);
      else terminal.print(renderChecked(checked));
      if (checked.error) reportProblem();
    });
}

async function checkConfig(dir: string, onProgress: (label: string, done: number, total: number) => void) {
  try {
    const config = await loadConfig(dir, {
      onProgress: (doneRows, totalRows) => onProgress('check', doneRows, totalRows),
    });
    const { settings, inventory } = config;
    const plan = await loadPlan(dir, { timeZone: settings.city.timeZone, inventory });
    const budget = estimateDiskBudget(settings, inventory);
    const counts = {
      ...Object.fromEntries(countEntries(inventory)),
      ...(plan && { tasks: plan.tasks.length }),
    };
    const watched = countWatched(inventory.devices.values(), Date.now());
    const json = {
      dir,
      valid: true,
      problems: [],
      counts,
      watched,
      findings: config.findings,
      diskBudget: budget,
    };
    return { config, plan, budget, json };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const all = await withPlanProblems(dir, error);
    return { error: all, json: { dir, valid: false, problems: all.problems } };
  }
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

function renderChecked({
  config,
  plan,
  budget,
}: {
  readonly config: Config;
  readonly plan: PlanDefinition | undefined;
  readonly budget: DiskBudget | undefined;
}): string {
  const fileCount = config.files.length + (plan ? 1 : 0);
  const counts = countEntries(config.inventory).map(
    ([name, count]) => `  ${formatCount(count).padStart(9)} ${name}`,
  );
  return [
    `${config.dir} is valid (${fileCount} of ${CONFIG_FILES.length + OTHER_FILES.length} files read)`,
    ...counts,
    ...renderDevicesByKind(config.inventory),
    ...renderWatched(config.inventory),
    ...(plan ? [`  ${formatCount(plan.tasks.length).padStart(9)} tasks of the plan`] : []),
    '',
    ...renderFindings(config.findings),
    '',
    ...renderBudget(budget),
  ].join('\n');
}

function countEntries(inventory: Inventory): readonly (readonly [string, number])[] {
  return [
    ['agencies', inventory.agencies.size],
    ['contractors', inventory.contractors.size],
    ['contracts', inventory.contracts.size],
    ['calendars', inventory.calendars.size],
    ['programmes', inventory.programmes.size],
    ['districts', inventory.districts.size],
    ['areas', inventory.areas.size],
    ['contacts', inventory.contacts.size],
    ['sites', inventory.sites.size],
    ['links', inventory.links.size],
    ['handovers', inventory.handovers.length],
    ['devices', inventory.devices.size],
  ];
}

function renderDevicesByKind({ devices }: Inventory): readonly string[] {
  const byKind = Map.groupBy(devices.values(), ({ kind }) => kind);
  return [...byKind].map(([kind, { length }]) => `  ${formatCount(length).padStart(13)} ${kind}`);
}

/** Why not is said by the findings. */
function renderWatched({ devices }: Inventory): readonly string[] {
  const { watched } = countWatched(devices.values(), Date.now());
  if (watched === devices.size) return [];
  return [`  ${formatCount(watched).padStart(9)} of ${formatCount(devices.size)} devices are watched`];
}

const MOST_PRINTED_A_CODE = 10;

function renderFindings(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return ['no findings'];
  const byCode = [...Map.groupBy(findings, ({ code }) => code)].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = byCode.flatMap(([code, group]) => {
    const printed = group
      .slice(0, MOST_PRINTED_A_CODE)
      .map(({ file, line, message }) => `  ${file}:${line} ${message}`);
    const unprinted = group.length - printed.length;
    const rest = unprinted > 0 ? [`  and ${formatCount(unprinted)} more (--json lists all)`] : [];
    return [`${code}: ${formatCount(group.length)}`, ...printed, ...rest];
  });
  const subject = findings.length === 1 ? '1 finding' : `${formatCount(findings.length)} findings`;
  return [`${subject} (worth a look, none is an error)`, ...groups];
}

function renderBudget(budget: DiskBudget | undefined): readonly string[] {
  if (!budget) return ['measurements are not kept: camwatch.yaml has no influx section'];
  return [
    `InfluxDB needs about ${formatSize(budget.bytesPerDay)} a day (${formatCount(budget.pointsPerDay)} points, ${budget.resolution});`,
    `  when its policies are full ${formatSize(budget.rawBytes)} of raw readings and ${formatSize(budget.longBytes)} of roll-ups`,
    ...budget.assumptions.map((assumption) => `  ${assumption}`),
  ];
}

function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

function formatSize(bytes: number): string {
  if (bytes >= 1e12) return `${(bytes / 1e12).toFixed(1)} TB`;
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}
