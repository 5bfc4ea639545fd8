import { z } from 'zod';
import { CONFIG_FILES, OTHER_FILES } from '../../config/draft/config-files.ts';
import type { Finding } from '../../config/draft/finding.ts';
import { DEFAULT_CONFIG } from '../../config/settings/ledger-place.ts';
import { countWatched } from '../../config/unwatched.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { checkFolder, type SoundFolder } from '../../server/check-folder.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { TOLD } from '../shell/shared-options.ts';
import { renderBudget } from './render-budget.ts';

/** `camwatch check`: everything that is wrong with a configuration folder, at once. */
export const buildCheckCommand = defineCommand({
  name: 'check',
  arguments: ['dir'],
  options: { dir: z.string().default(DEFAULT_CONFIG).describe('configuration folder'), json: TOLD.json },
  help: `
Prints every problem as file:line:col path: expected …, got …; in CSV files col counts columns (A is 1).
Findings deserve a look and stop nothing. Exit code 1 when there is a problem.

Examples:
  camwatch check
  camwatch check /etc/camwatch
  camwatch check /etc/camwatch --json | jq '.problems[].file'`,
  open: openNothing,
  run: ({ cli: { env, stop, terminal } }, { dir }) =>
    checkFolder({ env, stop, onProgress: (done, total) => terminal.progress('check', done, total) }, { dir }),
  json: (checked, _scope, { dir }) =>
    'error' in checked
      ? { dir, valid: false, problems: checked.error.problems }
      : { dir, valid: true, problems: [], ...soundToJson(checked) },
  render: (checked) => ('error' in checked ? [] : renderSound(checked)),
  notes: (checked, _scope, { json }) => ('error' in checked && !json ? [checked.error.message] : []),
  isProblem: (checked) => 'error' in checked,
});

const soundToJson = ({ config: { inventory }, plan, findings, budget, index }: SoundFolder) => ({
  counts: { ...Object.fromEntries(countEntries(inventory)), ...(plan && { tasks: plan.tasks.length }) },
  watched: countWatched(inventory.devices.values(), Date.now()),
  findings,
  diskBudget: budget,
  influxIndex: index,
});

function renderSound({ config, plan, findings, budget, index }: SoundFolder): readonly string[] {
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
    ...renderFindings(findings),
    '',
    ...renderBudget(budget, index),
  ];
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

function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
