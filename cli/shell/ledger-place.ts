import type { Command } from 'commander';
import { DEFAULT_CONFIG } from '../../config/settings/ledger-place.ts';

export function addPlaceOptions(command: Command): Command {
  return command
    .option('--config <dir>', "configuration folder: the ledger and the city's time zone", DEFAULT_CONFIG)
    .option('--ledger <file>', 'the ledger itself, in place of the one that --config names');
}
