import { Command } from 'commander';
import { buildBuildCommand } from './grafana/build-command.ts';
import { buildCheckPartCommand } from './grafana/check-command.ts';
import { buildPreviewCommand } from './grafana/preview-command.ts';
import { buildPushCommand } from './grafana/push-command.ts';
import type { Context } from './shell/context.ts';

/** `camwatch dashboards`: what Grafana draws. */
export function buildDashboardsCommand(context: Context): Command {
  return new Command('dashboards')
    .addCommand(buildBuildCommand('dashboards')(context))
    .addCommand(buildCheckPartCommand('dashboards')(context))
    .addCommand(buildPushCommand('dashboards')(context))
    .addCommand(buildPreviewCommand(context));
}
