import { ListStatements, listStatements } from '../../contracts/actions/statements/list-statements.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { renderLives } from './render-statement.ts';
import { openStatementScope } from './statement-scope.ts';

/** `camwatch statement list`: all statements on record and what was done with each. */
export const buildListCommand = defineCommand({
  name: 'list',
  description: 'List the statements on record.',
  options: { ...PLACE, ...TOLD, ...ListStatements.shape },
  help: `
Examples:
  camwatch statement list
  camwatch statement list --contract c-1 --json`,
  open: openStatementScope,
  run: ({ statements }, options) => listStatements(statements, options),
  json: (lives) => lives,
  render: (lives, { statements }) => [renderLives(lives, statements.words)],
});
