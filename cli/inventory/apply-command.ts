import { userInfo } from 'node:os';
import { z } from 'zod';
import { openBesideOwner } from '../../ledger/sqlite/writing/open-beside-owner.ts';
import { takeOverInventory } from '../../server/take-over-inventory.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { diffOptions, ledgerOf, REVISIONS } from './revision-options.ts';

const author = z
  .string()
  .default(userInfo().username)
  .meta({ value: 'name' })
  .describe('who is written down as having changed it');

/** `camwatch inventory apply`. */
export const buildApplyCommand = defineCommand({
  name: 'apply',
  description: 'Record the differences in the ledger as dated revisions.',
  arguments: ['dir'],
  options: { ...REVISIONS, author },
  help: `
A running camwatch takes over edits of its folder by itself, in force from the moment it reads them. This command is for edits that
are in force from another time, and for entries that are removed. It works while camwatch runs: edit a copy of the folder, apply the
copy to the running ledger, then put the files in place (camwatch finds nothing left to record).

Examples:
  camwatch inventory apply /tmp/edited --ledger /etc/camwatch/data/ledger.sqlite --effective 2025-10-01
  camwatch inventory apply --effective 2025-10-01
  camwatch inventory apply /etc/camwatch --effective 2025-10-01T08:00+07:00 --author "Nguyễn Văn A"
  camwatch inventory apply --confirm-removed cam-17,link:fttx-4`,
  open: openConfig,
  run: async (scope, options) => {
    const { author } = options;
    const ledger = openBesideOwner(ledgerOf(scope, options), { author, nowMs: Date.now });
    try {
      return await takeOverInventory(ledger, scope.config, { author, ...diffOptions(options) });
    } finally {
      ledger.close();
    }
  },
  json: (recorded, _scope, { dir }) => ({ dir, recorded }),
  render: (count) => [`${count} ${count === 1 ? 'revision' : 'revisions'} recorded`],
});
