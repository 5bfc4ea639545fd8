import { userInfo } from 'node:os';
import { Command } from 'commander';
import { openBootClock } from '../../collector/clock/boot-clock.ts';
import { lookAtClock } from '../../collector/clock/look-at-clock.ts';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { minutes } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';
import { ClockError } from '../../ledger/record/clock-error.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { type FutureRow, listFuture, voidFuture } from '../../ledger/sqlite/writing/void-future.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseName, parseWords } from '../shell/parse-words.ts';

interface VoidOptions extends PlaceOptions {
  readonly reason: string;
  readonly author: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `camwatch ledger void-future`: what a clock that was ahead put on record does not count any more. */
export function buildLedgerVoidCommand({ terminal, stop, reportProblem }: Context): Command {
  return addPlaceOptions(new Command('void-future'))
    .description('Void what a clock that was ahead put on record of the future; camwatch must be stopped.')
    .requiredOption('--reason <text>', 'how it came there', parseWords)
    .option(
      '--author <name>',
      'who says so (default: the user who runs the command)',
      parseName,
      userInfo().username,
    )
    .option('--yes', 'record it; without it the rows are listed and nothing is recorded')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Nothing is deleted: each row of coverage, changes and traffic that lies in the future is named by a row of the chain, and counts for nothing from then on.
The time must be confirmed: by the time servers of the settings, else by "camwatch clock confirm".
Exit code 1 when nothing was recorded for want of --yes.

Examples:
  camwatch ledger void-future --reason "The machine's clock stood at 2036 for 16 s on 28 November"
  camwatch ledger void-future --reason "The machine's clock stood at 2036 for 16 s on 28 November" --yes`,
    )
    .action(async ({ reason, author, yes, json, ...place }: VoidOptions) => {
      const settings = await loadSettings(place.config);
      const path = await ledgerPath(place);
      const zone = createZone(settings.city.timeZone);
      const { servers, wallMs } = await lookAtClock(settings, stop);
      if (servers === 'contradict' || (servers === 'unknown' && !isConfirmed(path, wallMs))) {
        throw new ClockError(
          `what is the future is not certain: expected a time that clock.servers or "camwatch clock confirm" have confirmed, got ${zone.renderInstant(wallMs)} of this machine`,
        );
      }
      const time = { nowMs: wallMs, dateOf: (atMs: number) => zone.dayAt(atMs).date };
      const rows = yes ? voidFuture(path, time, { author, reason }) : listFuture(path, time);
      if (json) terminal.printJson({ ledger: path, nowMs: wallMs, voided: yes === true, rows });
      else terminal.print(renderRows(rows, zone.renderInstant));
      if (yes || rows.length === 0) return;
      terminal.printError('nothing was recorded: add --yes to void them');
      reportProblem();
    });
}

/** The clock may have been disciplined since it was confirmed, but not stepped. */
const SAME_MS = minutes(1);

/** Since this start of the system somebody confirmed the time as it is. */
function isConfirmed(path: string, wallMs: number): boolean {
  using reader = recordStore(path).openReader();
  const said = reader.lastConfirmation();
  const boot = openBootClock();
  if (said?.originMs === undefined || boot === undefined || said.bootId !== boot.bootId) return false;
  return Math.abs(wallMs - boot.elapsedMs() - said.originMs) <= SAME_MS;
}

const MOST_LISTED = 20;

function renderRows(rows: readonly FutureRow[], renderInstant: (atMs: number) => string): string {
  if (rows.length === 0) return 'the record says nothing of the future that counts';
  const listed = rows
    .slice(0, MOST_LISTED)
    .map(({ seq, kind, fromMs }) => `  row ${seq}  ${kind.padEnd(11)} from ${renderInstant(fromMs)}`);
  const rest = rows.length - listed.length;
  const lines = rest > 0 ? [...listed, `  and ${rest} more (--json lists all)`] : listed;
  return [`${rows.length} ${rows.length === 1 ? 'row' : 'rows'} of the future`, ...lines].join('\n');
}
