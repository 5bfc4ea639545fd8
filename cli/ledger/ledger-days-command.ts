import { Command } from 'commander';
import { checkDays, type DayCheck } from '../../availability/sums/check-days.ts';
import { describeDayDifference } from '../../availability/sums/compare-days.ts';
import { rebuildDays } from '../../availability/sums/day-sums.ts';
import { cityTimeZone, ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { findChainFaults } from '../../contracts/verification/verify-record.ts';
import { LedgerError } from '../../ledger/record/ledger-error.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

type DaysOptions = PlaceOptions & { readonly json?: boolean };

/** `camwatch ledger days`: the sums of days, which quick questions are answered from. */
export function buildLedgerDaysCommand(context: Context): Command {
  return new Command('days')
    .description('Make the sums of days again from the record, or check them against it.')
    .addCommand(buildRebuild(context))
    .addCommand(buildCheck(context));
}

function buildRebuild({ terminal }: Context): Command {
  return addPlaceOptions(new Command('rebuild'))
    .description('Make the sums of all days that are over again; camwatch must be stopped.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
While camwatch runs it keeps the sums up to date by itself.

Examples:
  camwatch ledger days rebuild
  camwatch ledger days rebuild --ledger /tmp/year.sqlite`,
    )
    .action(async ({ json, ...place }: DaysOptions) => {
      const path = await ledgerPath(place);
      const store = recordStore(path);
      const timeZone = await cityTimeZone(place);
      const faults = await findChainFaults(store);
      if (faults.length > 0) {
        const lines = faults.map((fault) => `  ${fault}`);
        throw new LedgerError(
          'LEDGER_BROKEN',
          [`${path}: no sums are made of a chain that was edited:`, ...lines].join('\n'),
        );
      }
      const { dates, days, groups } = rebuildDays(store, { timeZone, nowMs: Date.now });
      const [from, to] = [dates.at(0), dates.at(-1)];
      if (json) terminal.printJson({ ledger: path, timeZone, dates: dates.length, from, to, days, groups });
      else if (from === undefined) terminal.print(`${path}: no day on record is over yet`);
      else {
        terminal.print(
          `${path}: ${dates.length} days made again from the record, ${from} to ${to} (${timeZone})\n  ${days} days that are not ordinary, ${groups} sums of groups`,
        );
      }
    });
}

function buildCheck({ terminal, reportProblem }: Context): Command {
  return addPlaceOptions(new Command('check'))
    .description('Compare the sums of days with the intervals, and tell each difference.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Exit code 1 where something differs. Days without sums are no difference: their figures come from the intervals.

Examples:
  camwatch ledger days check
  camwatch ledger days check --ledger /tmp/year.sqlite --json`,
    )
    .action(async ({ json, ...place }: DaysOptions) => {
      const path = await ledgerPath(place);
      const timeZone = await cityTimeZone(place);
      using reader = recordStore(path).openReader();
      const check = checkDays(reader, { timeZone, nowMs: Date.now() });
      if (json) terminal.printJson({ ledger: path, timeZone, ...check });
      else terminal.print(renderCheck(path, check));
      if (check.differences.length > 0) reportProblem();
    });
}

function renderCheck(path: string, { dates, missing, differences }: DayCheck): string {
  const [first] = missing;
  const without = missing.length === 0 ? [] : [`  ${missing.length} days without sums, the first ${first}`];
  if (differences.length === 0) {
    return [`${path}: the sums of ${dates} days agree with the intervals`, ...without].join('\n');
  }
  return [
    `${path}: ${differences.length} ${differences.length === 1 ? 'difference' : 'differences'} in the sums of ${dates} days`,
    ...differences.map((difference) => `  ${describeDayDifference(difference)}`),
    ...without,
    '  "camwatch ledger days rebuild" makes them again from the record',
  ].join('\n');
}
