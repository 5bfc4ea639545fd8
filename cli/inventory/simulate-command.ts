import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildSimulateHistoryCommand } from './simulate-history-command.ts';
import { buildSimulateInventoryCommand } from './simulate-inventory-command.ts';

/** `camwatch simulate`: things made up, always the same for the same seed. */
export function buildSimulateCommand(context: Context): Command {
  return new Command('simulate')
    .addHelpText(
      'after',
      `
Examples:
  camwatch simulate inventory --devices 300 --seed 77 --out /tmp/city
  camwatch simulate inventory --devices 100000 --seed 1 --out /tmp/large --addresses private
  camwatch simulate history --from 2025-01-01 --to 2026-01-01 --seed 7 --ledger /tmp/year.sqlite`,
    )
    .addCommand(buildSimulateInventoryCommand(context))
    .addCommand(buildSimulateHistoryCommand(context));
}
