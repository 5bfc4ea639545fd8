import { Command } from 'commander';
import { buildBuildCommand } from './grafana/build-command.ts';
import { buildCheckPartCommand } from './grafana/check-command.ts';
import { buildPushCommand } from './grafana/push-command.ts';
import { buildOutboxCommand } from './incidents/outbox-command.ts';
import { buildResendCommand } from './incidents/resend-command.ts';
import { buildAlertsSimulateCommand } from './scenarios/simulate-command.ts';
import { buildAlertsTestCommand } from './scenarios/test-command.ts';
import type { Context } from './shell/context.ts';

/** `camwatch alerts`: what camwatch sends about incidents, and what Grafana tells by itself, when camwatch cannot. */
export function buildAlertsCommand(context: Context): Command {
  return new Command('alerts')
    .addCommand(buildBuildCommand('alerts')(context))
    .addCommand(buildCheckPartCommand('alerts')(context))
    .addCommand(buildPushCommand('alerts')(context))
    .addCommand(buildOutboxCommand(context))
    .addCommand(buildResendCommand(context))
    .addCommand(buildAlertsTestCommand(context))
    .addCommand(buildAlertsSimulateCommand(context));
}
