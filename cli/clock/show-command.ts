import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { readRecordedTime, withClock } from './clock-scope.ts';
import { renderLook } from './render-look.ts';

/** `camwatch clock show`: what this machine, the time servers and the record say. */
export const buildClockShowCommand = defineCommand({
  name: 'show',
  description: 'What this machine, the time servers of the settings and the record say of the time.',
  options: { ...PLACE, json: TOLD.json },
  help: `
Examples:
  camwatch clock show
  camwatch clock show --config /etc/camwatch --json`,
  open: withClock,
  run: ({ path }) => readRecordedTime(path),
  json: (recorded, { look: { origin: _, ...look } }) => ({ ...look, ...recorded }),
  render: (recorded, { look, timeZone }) => [renderLook(look, recorded, timeZone)],
});
