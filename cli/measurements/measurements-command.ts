import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildResendCommand } from './resend-command.ts';
import { buildUsersCommand } from './users-command.ts';

/** `camwatch measurements`: what is on its way to InfluxDB. */
export function buildMeasurementsCommand(context: Context): Command {
  return new Command('measurements')
    .addHelpText(
      'after',
      `
Examples:
  camwatch measurements resend --dry-run
  camwatch measurements resend --config /etc/camwatch
  camwatch measurements users --config /etc/camwatch --admin-password file:/run/secrets/influx-admin`,
    )
    .addCommand(buildResendCommand(context))
    .addCommand(buildUsersCommand(context));
}
