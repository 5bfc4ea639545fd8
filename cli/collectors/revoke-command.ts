import { CollectorId } from '../../hub/actions/add-collector.ts';
import { defineCommand } from '../shell/define-command.ts';
import { COLLECTORS, openCollectors } from './collectors-scope.ts';

/** `camwatch collectors revoke`. */
export const buildRevokeCommand = defineCommand({
  name: 'revoke',
  description: 'Take nothing from a collector any more, from this moment on; what it sent stays on record.',
  arguments: ['collector'],
  options: { collector: CollectorId.describe('its name, as the list has it'), ...COLLECTORS },
  help: `
Examples:
  camwatch collectors revoke ba-dinh-1 --config /etc/camwatch`,
  open: openCollectors,
  run: ({ collectors }, { collector }) => collectors.revoke(collector),
  json: (isRevoked, _scope, { collector }) => ({ collector, revoked: isRevoked }),
  render: (isRevoked, { texts }, { collector }) => [
    isRevoked ? texts.revoked(collector) : texts.unknown(collector),
  ],
  isProblem: (isRevoked) => !isRevoked,
});
