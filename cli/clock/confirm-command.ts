import { ConfirmClock, confirmClock } from '../../ledger/sqlite/writing/confirm-clock.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { readRecordedTime, SAID_BY, withClock } from './clock-scope.ts';
import { renderLook } from './render-look.ts';

const { reason, yes } = ConfirmClock.shape;

/** `camwatch clock confirm`: somebody looked, and the time of this machine is right. */
export const buildClockConfirmCommand = defineCommand({
  name: 'confirm',
  description: 'Put on record that the time of this machine is right: camwatch records again within seconds.',
  options: { ...PLACE, reason, author: SAID_BY, yes, json: TOLD.json },
  help: `
The word of a person counts where no time servers are named or they do not answer; against them it is refused.
Exit code 1 when nothing was recorded for want of --yes.

Examples:
  camwatch clock confirm --reason "Compared with the clock of the control room"
  camwatch clock confirm --reason "Machine was off for the weekend; compared with vn.pool.ntp.org" --yes`,
  open: withClock,
  run: ({ cli: { terminal }, path, look, timeZone }, { author, json, ...input }) => {
    const recorded = readRecordedTime(path);
    // Also above what it is refused for.
    if (!json) terminal.print(renderLook(look, recorded, timeZone));
    return confirmClock({ path, author, time: look, nowMs: Date.now }, input);
  },
  json: (confirmed, { path }, { author, reason }) =>
    confirmed && { ledger: path, ...confirmed, author, reason },
  render: (confirmed) => (confirmed ? ['confirmed: a camwatch that runs takes it over within seconds'] : []),
  notes: (confirmed) =>
    confirmed ? [] : ['nothing was recorded: add --yes where this machine says the right time'],
  isProblem: (confirmed) => !confirmed,
});
