import { z } from 'zod';
import { AgreeToDraft, agreeToDraft } from '../../contracts/actions/statements/agree-to-draft.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';
import { SEAL } from './options.ts';
import { openStatementScope } from './statement-scope.ts';

const { contract, period, hash } = AgreeToDraft.shape;

/** `camwatch statement agree`: the contractor signs a draft off. */
export const buildAgreeCommand = defineCommand({
  name: 'agree',
  description: 'Put on record that the contractor agrees to the draft, which ends its time to object.',
  options: {
    ...{ contract, period, hash, ...PLACE, ...TOLD, author: SEAL.author },
    by: z.string().meta({ value: 'contractor' }).describe('id of the contractor that agrees'),
  },
  help: `
What it objected to before stays disputed. Refused where another draft stands than the one whose hash is named.

Example:
  camwatch statement agree --contract c-1 --period 2026-10 --by keeper --hash 3fb07c12`,
  open: openStatementScope,
  run: ({ statements }, options) =>
    agreeToDraft({ statements, author: authorOf(options), by: options.by }, options),
  json: (agreed) => agreed,
  render: ({ id, signOff }, { statements }) => [
    `${id}: ${statements.words.texts.actions.agreed} (${signOff.by}, ${signOff.of})`,
  ],
});
