import { ListStatements, listStatements } from '../../contracts/actions/statements/list-statements.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { renderLives } from './render-statement.ts';
import { openOffice } from './statement-scope.ts';

/** `camwatch statement list`: all statements on record and what was done with each. */
export const buildListCommand = defineCommand({
  name: 'list',
  description: 'List the statements on record.',
  options: { ...PLACE, ...TOLD, ...ListStatements.shape },
  help: `
Examples:
  camwatch statement list
  camwatch statement list --contract c-1 --json`,
  open: openOffice,
  run: ({ office }, options) => listStatements(office, options),
  json: (lives) => lives,
  render: (lives, { office }) => [renderLives(lives, office.words)],
});
