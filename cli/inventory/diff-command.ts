import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { DescribedRevision } from '../../config/inventory/describe-revisions.ts';
import { describeRevisions } from '../../config/inventory/describe-revisions.ts';
import { diffInventory } from '../../config/inventory/revisions.ts';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { openBesideOwner } from '../../ledger/sqlite/writing/open-beside-owner.ts';
import { takeOverInventory } from '../../server/take-over-inventory.ts';
import type { Context } from '../shell/context.ts';
import { buildWithheldCommand } from './inventory-withheld-command.ts';
import { recordedRevisions } from './recorded-revisions.ts';

interface Options {
  readonly effective?: string;
  readonly confirmRemoved?: ReadonlySet<string>;
  readonly ledger?: string;
  readonly author: string;
  readonly json?: boolean;
}

/** `camwatch inventory`: what the configuration says and the ledger does not yet, shown or written. */
export function buildInventoryCommand(context: Context): Command {
  return new Command('inventory')
    .addCommand(buildDiffCommand(context))
    .addCommand(buildApplyCommand(context))
    .addCommand(buildWithheldCommand(context));
}

function buildDiffCommand({ terminal }: Context): Command {
  return addOptions(new Command('diff'))
    .description('Show what would be recorded; writes nothing, and works while camwatch runs.')
    .addHelpText(
      'after',
      `
Examples:
  camwatch inventory diff
  camwatch inventory diff /etc/camwatch --effective 2025-10-01
  camwatch inventory diff --confirm-removed cam-17,link:fttx-4 --json`,
    )
    .action(async (dir: string, options: Options, command: Command) => {
      const config = await loadWithProgress(dir, terminal.progress);
      terminal.clearProgress();
      const { zone, effectiveMs, confirmedRemoved } = readOptions(config, options, command);
      const recorded = recordedRevisions(ledgerPath(dir, config, options));
      const revisions = diffInventory(recorded, config.inventory, { effectiveMs, confirmedRemoved });
      const described = describeRevisions(recorded, revisions);
      if (options.json) terminal.printJson({ dir, revisions: described });
      else terminal.print(renderRevisions(described, zone));
    });
}

function buildApplyCommand({ terminal }: Context): Command {
  return addOptions(new Command('apply'))
    .description('Record the differences in the ledger as dated revisions.')
    .option('--author <name>', 'who is written down as having changed it', userInfo().username)
    .addHelpText(
      'after',
      `
A running camwatch takes over edits of its folder by itself, in force from the moment it reads them. This command is for edits that
are in force from another time, and for entries that are removed. It works while camwatch runs: edit a copy of the folder, apply the
copy to the running ledger, then put the files in place (camwatch finds nothing left to record).

Examples:
  camwatch inventory apply /tmp/edited --ledger /etc/camwatch/data/ledger.sqlite --effective 2025-10-01
  camwatch inventory apply --effective 2025-10-01
  camwatch inventory apply /etc/camwatch --effective 2025-10-01T08:00+07:00 --author "Nguyễn Văn A"
  camwatch inventory apply --confirm-removed cam-17,link:fttx-4`,
    )
    .action(async (dir: string, options: Options, command: Command) => {
      const config = await loadWithProgress(dir, terminal.progress);
      terminal.clearProgress();
      const { effectiveMs, confirmedRemoved } = readOptions(config, options, command);
      const { author } = options;
      const ledger = openBesideOwner(ledgerPath(dir, config, options), { author, nowMs: Date.now });
      try {
        const count = await takeOverInventory(ledger, config, { author, effectiveMs, confirmedRemoved });
        if (options.json) terminal.printJson({ dir, recorded: count });
        else terminal.print(`${count} ${count === 1 ? 'revision' : 'revisions'} recorded`);
      } finally {
        ledger.close();
      }
    });
}

function addOptions(command: Command): Command {
  return command
    .argument('[dir]', 'configuration folder', 'config/hanoi')
    .option('--effective <date>', 'from when the differences are in force, such as 2025-10-01 (default: now)')
    .option('--confirm-removed <ids>', 'ids, or kind:id, that may be gone, separated by commas', parseIds)
    .option('--ledger <path>', 'another ledger than that of the settings')
    .option('--json', 'print JSON');
}

function ledgerPath(dir: string, { settings }: Config, { ledger }: Options): string {
  return ledger ?? resolve(dir, settings.ledger.path);
}

function parseIds(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  );
}

async function loadWithProgress(
  dir: string,
  progress: (label: string, doneCount: number, totalCount: number) => void,
): Promise<Config> {
  return await loadConfig(dir, { onProgress: (done, total) => progress('inventory', done, total) });
}

function readOptions(
  { settings }: Config,
  { effective, confirmRemoved = new Set() }: Options,
  command: Command,
) {
  const zone = createZone(settings.city.timeZone);
  const effectiveMs = effective === undefined ? Date.now() : zone.parseInstantMs(effective);
  if (effectiveMs === undefined) {
    const expected = 'a date such as 2025-10-01, or an instant such as 2025-10-01T08:00+07:00';
    return command.error(`error: --effective: expected ${expected}, got ${JSON.stringify(effective)}`);
  }
  return { zone, effectiveMs, confirmedRemoved: confirmRemoved };
}

const MOST_PRINTED = 200;
const SIGNS = { new: '+', changed: '~', removed: '-' } as const;

function renderRevisions(revisions: readonly DescribedRevision[], zone: Zone): string {
  if (revisions.length === 0) return 'the ledger has recorded all of it';
  const lines = revisions
    .slice(0, MOST_PRINTED)
    .flatMap(({ kind, id, fromMs, change, fields }) => [
      `${SIGNS[change]} ${kind}:${id} from ${zone.renderInstant(fromMs)}`,
      ...fields.map(({ name, from, to }) => `    ${name}: ${renderField(from)} → ${renderField(to)}`),
    ]);
  const unprinted = revisions.length - Math.min(revisions.length, MOST_PRINTED);
  const count = `${revisions.length} ${revisions.length === 1 ? 'revision' : 'revisions'} to record`;
  return [...lines, ...(unprinted > 0 ? [`and ${unprinted} more (--json lists all)`] : []), count].join('\n');
}

function renderField(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
