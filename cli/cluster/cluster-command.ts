import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildStatusCommand } from './status-command.ts';

/** `camwatch cluster`: the machines that work on one record. */
export const buildClusterCommand = (context: Context): Command =>
  new Command('cluster')
    .addHelpText(
      'after',
      `
Examples:
  camwatch cluster status
  camwatch cluster status --json | jq '.zones[] | select(.uncovered > 0)'`,
    )
    .addCommand(buildStatusCommand(context));
