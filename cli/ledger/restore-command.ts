import { z } from 'zod';
import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import { markFiles } from '../../config/settings/ledger-place.ts';
import { Words } from '../../core/input/fields.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { restoreLedger } from '../../ledger/sqlite/keeping/restore-ledger.ts';
import { watched, withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger restore`: puts a backup in the place of the ledger. */
export const buildLedgerRestoreCommand = defineCommand({
  name: 'restore',
  description: 'Verify a backup and put it in the place of the ledger; camwatch must be stopped.',
  arguments: ['backup'],
  options: {
    ...PLACE,
    force: z
      .boolean()
      .default(false)
      .describe('even though a ledger is there: it is set aside, never deleted'),
    acceptLoss: Words.optional()
      .meta({ value: 'reason' })
      .describe(
        'even though the backup lacks rows that the ledger had: they are lost, which goes on record with this reason',
      ),
    json: TOLD.json,
    backup: z.string().describe('a file that "camwatch ledger backup" wrote'),
  },
  help: `
Examples:
  camwatch ledger restore /backup/ledger-2025-10-01.sqlite
  camwatch ledger restore /backup/ledger.sqlite --force --config /etc/camwatch
  camwatch ledger restore /backup/ledger.sqlite --force --accept-loss "the disk died"`,
  open: withPlace,
  run: async ({ cli, place, path }, { backup, force, acceptLoss }) =>
    await restoreLedger(backup, path, {
      author: authorOf({}),
      nowMs: Date.now,
      existing: force ? 'set-aside' : 'refuse',
      markFiles: await markFiles(place),
      ...omitUndefined({ lossReason: acceptLoss }),
      derived: findDayProblems,
      ...watched(cli, 'verify the backup'),
    }),
  json: ({ verification: { rows, head }, setAside, losses }, { shown: path }, { backup }) => ({
    ...{ ledger: path, backup, rows, head },
    setAside: setAside ?? null,
    losses,
  }),
  render: ({ verification, setAside, losses }, { shown: path }, { backup }) => [
    `${path}: restored from ${backup}; ${verification.rows} rows, verified`,
    ...losses.map(({ message }) => `  accepted: ${message}`),
    ...(setAside === undefined ? [] : [`${setAside}: the ledger that was there before`]),
  ],
});
