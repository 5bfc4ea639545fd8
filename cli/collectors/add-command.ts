import { AddCollector, addCollector } from '../../hub/actions/add-collector.ts';
import { defineCommand } from '../shell/define-command.ts';
import { COLLECTORS, openCollectors } from './collectors-scope.ts';

/** `camwatch collectors add`. */
export const buildAddCommand = defineCommand({
  name: 'add',
  description: 'Let a collector in: print the token by which it enrols, once, within a day.',
  arguments: ['collector'],
  options: { ...AddCollector.shape, ...COLLECTORS },
  help: `
The token carries the fingerprint of the hub's key, so that the collector knows the right hub before it says anything.

Examples:
  camwatch collectors add ba-dinh-1 --config /etc/camwatch
  camwatch collectors add ba-dinh-1 --zone ba-dinh --json | jq -r .token`,
  open: openCollectors,
  run: ({ collectors, authority, nowMs }, { collector, zone, again }) =>
    addCollector({ collectors, authority: authority(), nowMs }, { collector, zone, again }),
  json: ({ id, zone, token, endsMs }, { iso }) => ({ collector: id, zone, token, until: iso(endsMs) }),
  render: ({ id, token, endsMs }, { texts, at }) => [
    texts.token(id, at(endsMs)),
    token,
    '',
    texts.use(token),
  ],
});
