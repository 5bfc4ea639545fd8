import { Command } from 'commander';
import type { Context } from './context.ts';
import { buildSimulateInventoryCommand } from './simulate-inventory-command.ts';

/** `camwatch simulate`: things made up, always the same for the same seed. */
export function buildSimulateCommand(context: Context): Command {
  return new Command('simulate')
    .description('Make up a city to try things on: the same seed gives the same city.')
    .addHelpText(
      'after',
      `
Examples:
  camwatch simulate inventory --devices 300 --seed 77 --out /tmp/city
  camwatch simulate inventory --devices 100000 --seed 1 --out /tmp/large --addresses private`,
    )
    .addCommand(buildSimulateInventoryCommand(context));
}
