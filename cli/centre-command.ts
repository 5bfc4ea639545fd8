import { startCentre } from '../server/centre/start-centre.ts';
import { defineCommand, openNothing } from './shell/define-command.ts';
import { runUntilStopped, SERVING } from './shell/run-until-stopped.ts';

/** `camwatch centre`: pages, incidents, messages, reports of a record that others write. */
export const buildCentreCommand = defineCommand({
  name: 'centre',
  options: SERVING,
  help: `
It probes nothing: collectors elsewhere watch, and send what they see to a hub (camwatch hub). Several may run on one record:
all show it, one of them at a time keeps incidents, sends messages and makes reports, and another goes on where that one ends.

Examples:
  camwatch centre --config /etc/camwatch
  camwatch cluster status --config /etc/camwatch    # which of them works`,
  open: openNothing,
  run: ({ cli }, options) => runUntilStopped(startCentre, cli, options),
  render: () => [],
});
