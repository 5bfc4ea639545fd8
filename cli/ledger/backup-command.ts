import { z } from 'zod';
import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import { markFiles } from '../../config/settings/ledger-place.ts';
import { renderHeadName } from '../../ledger/record/chain-heads.ts';
import { backupLedger } from '../../ledger/sqlite/keeping/backup-ledger.ts';
import { watched, withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger backup`: a copy that is known to be good. */
export const buildLedgerBackupCommand = defineCommand({
  name: 'backup',
  description: 'Copy the ledger to a new file while camwatch runs, and verify the copy from its first row.',
  arguments: ['file'],
  options: { ...PLACE, json: TOLD.json, file: z.string().describe('the new file') },
  help: `
Examples:
  camwatch ledger backup /backup/ledger-$(date +%F).sqlite
  camwatch ledger backup /backup/ledger.sqlite --config /etc/camwatch --json`,
  open: withPlace,
  run: async ({ cli, place, path }, { file }) =>
    await backupLedger(path, file, {
      derived: findDayProblems,
      markFiles: await markFiles(place),
      ...watched(cli, 'verify the copy'),
    }),
  json: ({ rows, head }, { shown: path }, { file }) => ({ ledger: path, backup: file, rows, head }),
  render: ({ rows, head }, _scope, { file }) => [
    `${file}: ${rows} rows, verified; head ${renderHeadName(head)}`,
  ],
});
