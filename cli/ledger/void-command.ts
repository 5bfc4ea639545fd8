import { createZone } from '../../core/time/zone.ts';
import { type FutureRow, VoidFuture, voidCertainFuture } from '../../ledger/sqlite/writing/void-future.ts';
import { SAID_BY, withClock } from '../clock/clock-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

const { reason, yes } = VoidFuture.shape;

/** `camwatch ledger void-future`: what a clock that was ahead put on record does not count any more. */
export const buildLedgerVoidCommand = defineCommand({
  name: 'void-future',
  description: 'Void what a clock that was ahead put on record of the future; camwatch must be stopped.',
  options: { ...PLACE, reason, author: SAID_BY, yes, json: TOLD.json },
  help: `
Nothing is deleted: each row of coverage, changes and traffic that lies in the future is named by a row of the chain, and counts for nothing from then on.
The time must be confirmed: by the time servers of the settings, else by "camwatch clock confirm".
Exit code 1 when nothing was recorded for want of --yes.

Examples:
  camwatch ledger void-future --reason "The machine's clock stood at 2036 for 16 s on 28 November"
  camwatch ledger void-future --reason "The machine's clock stood at 2036 for 16 s on 28 November" --yes`,
  open: withClock,
  run: ({ path, look, timeZone }, { author, ...input }) =>
    voidCertainFuture({ path, author, time: look, zone: createZone(timeZone) }, input),
  json: (rows, { path, look }, { yes: voided }) => ({ ledger: path, nowMs: look.wallMs, voided, rows }),
  render: (rows, { timeZone }) => renderRows(rows, createZone(timeZone).renderInstant),
  notes: (rows, _scope, { yes: voided }) =>
    voided || rows.length === 0 ? [] : ['nothing was recorded: add --yes to void them'],
  isProblem: (rows, { yes: voided }) => !voided && rows.length > 0,
});

const MOST_LISTED = 20;

function renderRows(rows: readonly FutureRow[], renderInstant: (atMs: number) => string): readonly string[] {
  if (rows.length === 0) return ['the record says nothing of the future that counts'];
  const listed = rows
    .slice(0, MOST_LISTED)
    .map(({ seq, kind, fromMs }) => `  row ${seq}  ${kind.padEnd(11)} from ${renderInstant(fromMs)}`);
  const rest = rows.length - listed.length;
  const lines = rest > 0 ? [...listed, `  and ${rest} more (--json lists all)`] : listed;
  return [`${rows.length} ${rows.length === 1 ? 'row' : 'rows'} of the future`, ...lines];
}
