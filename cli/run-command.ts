import { startServer } from '../server/start-server.ts';
import { defineCommand, openNothing } from './shell/define-command.ts';
import { runUntilStopped, SERVING } from './shell/run-until-stopped.ts';

/** `camwatch run`: the production entry. */
export const buildRunCommand = defineCommand({
  name: 'run',
  options: SERVING,
  help: `
SIGHUP, or a change of a file in the folder, reads the configuration again. A bad file keeps the old one in force.
What is built at the start (ledger, influx, deadman, port of the page, the engine of reach) waits for the next start; the log says so.

Examples:
  camwatch run --config /etc/camwatch
  camwatch run --config config/hanoi --log-level debug 2> camwatch.log
  kill -HUP $(pidof camwatch)         # after editing devices.csv`,
  open: openNothing,
  run: ({ cli }, options) => runUntilStopped(startServer, cli, options),
  render: () => [],
});
