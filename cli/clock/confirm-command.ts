import { userInfo } from 'node:os';
import { Command } from 'commander';
import { openBootClock } from '../../collector/clock/boot-clock.ts';
import { lookAtClock } from '../../collector/clock/look-at-clock.ts';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { ClockError } from '../../ledger/record/clock-error.ts';
import { confirmClock } from '../../ledger/sqlite/writing/confirm-clock.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseName, parseWords } from '../shell/parse-words.ts';
import { renderLook } from './render-look.ts';
import { readRecordedTime } from './show-command.ts';

interface ConfirmOptions extends PlaceOptions {
  readonly reason: string;
  readonly author: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `camwatch clock confirm`: somebody looked, and the time of this machine is right. */
export function buildClockConfirmCommand({ terminal, stop, reportProblem }: Context): Command {
  return addPlaceOptions(new Command('confirm'))
    .description(
      'Put on record that the time of this machine is right: camwatch records again within seconds.',
    )
    .requiredOption('--reason <text>', 'what it was compared with', parseWords)
    .option(
      '--author <name>',
      'who says so (default: the user who runs the command)',
      parseName,
      userInfo().username,
    )
    .option('--yes', 'record it; without it the time is shown and nothing is recorded')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The word of a person counts where no time servers are named or they do not answer; against them it is refused.
Exit code 1 when nothing was recorded for want of --yes.

Examples:
  camwatch clock confirm --reason "Compared with the clock of the control room"
  camwatch clock confirm --reason "Machine was off for the weekend; compared with vn.pool.ntp.org" --yes`,
    )
    .action(async ({ reason, author, yes, json, ...place }: ConfirmOptions) => {
      const settings = await loadSettings(place.config);
      const path = await ledgerPath(place);
      const recorded = readRecordedTime(path);
      const look = await lookAtClock(settings, stop);
      if (!json) terminal.print(renderLook(look, recorded, settings.city.timeZone));
      if (look.servers === 'contradict') {
        throw new ClockError(
          'the time of this machine is not confirmed: expected what most of clock.servers say, got another time; set the clock right',
        );
      }
      if (!yes) {
        terminal.printError('nothing was recorded: add --yes where this machine says the right time');
        reportProblem();
        return;
      }
      const boot = openBootClock();
      const origin = boot && { bootId: boot.bootId, originMs: Date.now() - boot.elapsedMs() };
      const { recordedMs } = confirmClock(path, { author, reason, ...(origin && { origin }) }, Date.now);
      if (json) terminal.printJson({ ledger: path, recordedMs, author, reason });
      else terminal.print('confirmed: a camwatch that runs takes it over within seconds');
    });
}
