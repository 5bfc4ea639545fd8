import { Command } from 'commander';
import type { Context } from './context.ts';
import { buildBuildCommand } from './grafana/build-command.ts';
import { buildCheckPartCommand } from './grafana/check-command.ts';
import { buildPushCommand } from './grafana/push-command.ts';

/** `camwatch alerts`: what Grafana tells by itself, when camwatch cannot. */
export function buildAlertsCommand(context: Context): Command {
  return new Command('alerts')
    .description('Alert rules of Grafana, the second line: write them as files, check them, push them.')
    .addCommand(buildBuildCommand('alerts', context))
    .addCommand(buildCheckPartCommand('alerts', context))
    .addCommand(buildPushCommand('alerts', context));
}
