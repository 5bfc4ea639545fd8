import { checkDays, type DayCheck } from '../../availability/sums/check-days.ts';
import { describeDayDifference } from '../../availability/sums/compare-days.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { withCityPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger days check`. */
export const buildLedgerDaysCheckCommand = defineCommand({
  name: 'check',
  description: 'Compare the sums of days with the intervals, and tell each difference.',
  options: { ...PLACE, json: TOLD.json },
  help: `
Exit code 1 where something differs. Days without sums are no difference: their figures come from the intervals.

Examples:
  camwatch ledger days check
  camwatch ledger days check --ledger /tmp/year.sqlite --json`,
  open: withCityPlace,
  run: ({ path, timeZone }) => {
    using reader = recordStore(path).openReader();
    return checkDays(reader, { timeZone, nowMs: Date.now() });
  },
  json: (check, { shown: path, timeZone }) => ({ ledger: path, timeZone, ...check }),
  render: (check, { shown: path }) => renderCheck(path, check),
  isProblem: ({ differences }) => differences.length > 0,
});

function renderCheck(path: string, { dates, missing, differences }: DayCheck): readonly string[] {
  const [first] = missing;
  const without = missing.length === 0 ? [] : [`  ${missing.length} days without sums, the first ${first}`];
  if (differences.length === 0)
    return [`${path}: the sums of ${dates} days agree with the intervals`, ...without];
  return [
    `${path}: ${differences.length} ${differences.length === 1 ? 'difference' : 'differences'} in the sums of ${dates} days`,
    ...differences.map((difference) => `  ${describeDayDifference(difference)}`),
    ...without,
    '  "camwatch ledger days rebuild" makes them again from the record',
  ];
}
