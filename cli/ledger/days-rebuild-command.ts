import { rebuildVerifiedDays } from '../../contracts/verification/rebuild-verified-days.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { withCityPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger days rebuild`. */
export const buildLedgerDaysRebuildCommand = defineCommand({
  name: 'rebuild',
  description: 'Make the sums of all days that are over again; camwatch must be stopped.',
  options: { ...PLACE, json: TOLD.json },
  help: `
While camwatch runs it keeps the sums up to date by itself.

Examples:
  camwatch ledger days rebuild
  camwatch ledger days rebuild --ledger /tmp/year.sqlite`,
  open: withCityPlace,
  run: async ({ path, timeZone }) => {
    const options = { timeZone, nowMs: Date.now };
    const { dates, days, groups } = await rebuildVerifiedDays(recordStore(path), options);
    return { dates: dates.length, from: dates.at(0), to: dates.at(-1), days, groups };
  },
  json: (rebuilt, { shown: path, timeZone }) => ({ ledger: path, timeZone, ...rebuilt }),
  render: ({ dates, from, to, days, groups }, { shown: path, timeZone }) =>
    from === undefined
      ? [`${path}: no day on record is over yet`]
      : [
          `${path}: ${dates} days made again from the record, ${from} to ${to} (${timeZone})`,
          `  ${days} days that are not ordinary, ${groups} sums of groups`,
        ],
});
