import { z } from 'zod';
import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import { ledgerPath, markFiles } from '../../config/settings/ledger-place.ts';
import { isDatabasePlace, shownPlace } from '../../core/domain/record-place.ts';
import { renderHeadName } from '../../ledger/record/chain-heads.ts';
import { migrateLedger } from '../../ledger/sqlite/keeping/migrate-ledger.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger migrate`: from a file to PostgreSQL, and back. */
export const buildLedgerMigrateCommand = defineCommand({
  name: 'migrate',
  description: 'Copy the record to PostgreSQL, or back to a file, bit for bit; camwatch must be stopped.',
  options: {
    ...PLACE,
    to: z
      .string()
      .meta({ value: 'place' })
      .describe('a new file, or postgresql://user@host:port/database that holds no record'),
    json: TOLD.json,
  },
  help: `
Every row is copied as it is, of the chain and of the working tables, in one transaction: what is broken off has left nothing. Both
are verified from their first row, and heads and numbers of rows compared. The old record stays where it is. The password of a
database is that of ledger.password, where ledger.database names it, or it stands in PGPASSFILE; docs/postgresql.md.

Examples:
  camwatch ledger migrate --to postgresql://camwatch@127.0.0.1/camwatch
  camwatch ledger migrate --ledger data/ledger.sqlite --to postgresql://camwatch@127.0.0.1/camwatch
  camwatch ledger migrate --ledger postgresql://camwatch@127.0.0.1/camwatch --to data/ledger.sqlite`,
  open: withPlace,
  run: async ({ cli: { stop, terminal }, place, path }, { to }) =>
    await migrateLedger(path, await ledgerPath({ ...place, ledger: to }), {
      nowMs: Date.now,
      markFiles: await markFiles(place),
      derived: findDayProblems,
      signal: stop,
      onProgress: (step, doneRows, totalRows) => terminal.progress(step, doneRows, totalRows),
    }),
  json: ({ verification: { rows, head }, tables }, { shown: from }, { to }) => ({
    ...{ from, to: shownPlace(to), rows, head, tables },
  }),
  render: ({ verification: { rows, head } }, { shown: from }, { to }) => [
    `${shownPlace(to)}: ${rows} rows, as in ${from}; both verified, head ${renderHeadName(head)}`,
    isDatabasePlace(to)
      ? `  now set ledger.database: ${shownPlace(to)} in camwatch.yaml; papers, drafts, marks and keys stay beside ledger.path`
      : `  now set ledger.path: ${to} in camwatch.yaml, and take ledger.database away; drafts and keys beside the old place are not copied`,
  ],
});
