import { z } from 'zod';
import { ObjectToDraft, objectToDraft } from '../../contracts/actions/statements/object-to-draft.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';
import { attach, SEAL } from './options.ts';
import { openStatementScope } from './statement-scope.ts';

const { contract, period, why, line, outage, entity } = ObjectToDraft.shape;

/** `camwatch statement object`: what the contractor does not agree with. */
export const buildObjectCommand = defineCommand({
  name: 'object',
  description:
    'Put on record what the contractor does not agree with, while the draft lies open to objections.',
  options: {
    ...{ contract, period, ...PLACE, ...TOLD, author: SEAL.author },
    by: z.string().meta({ value: 'contractor' }).describe('id of the contractor that objects'),
    ...{ why, line, outage, entity },
    attach: attach('a file that bears it out, kept by its hash; repeatable'),
  },
  help: `
Without --line, --outage and --entity the objection is against all money lines.

Examples:
  camwatch statement object --contract c-1 --period 2026-10 --by keeper --line 3 --why "the power was cut, see claim 7"
  camwatch statement object --contract c-1 --period 2026-10 --by keeper --outage 48211 --why "cáp bị đào đứt" --attach photo.jpg`,
  open: openStatementScope,
  run: ({ statements }, options) => {
    const { by, attach: files } = options;
    return objectToDraft({ statements, author: authorOf(options), by, files }, options);
  },
  json: ({ id, number, row, objection, files }) => ({ id, number, row, ...objection, files }),
  render: ({ id, number, objection }, { statements }) => {
    const { lines, outages, entities } = objection;
    const about = [...lines, ...outages, ...entities].join('; ');
    return [`${id}: ${statements.words.texts.labels.objections} ${number} (${about})`];
  },
});
