import { z } from 'zod';
import { knownCityZone } from '../../config/settings/ledger-place.ts';
import { exportLedger } from '../../ledger/sqlite/keeping/export-ledger.ts';
import { inChunks, writeExport } from '../../ledger/sqlite/keeping/write-export.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE } from '../shell/shared-options.ts';

/** `camwatch ledger export`: the whole record for anybody who wants to recompute it. */
export const buildLedgerExportCommand = defineCommand({
  name: 'export',
  description: 'Write every row as a JSON line, with its hash and the text that was hashed.',
  options: {
    ...PLACE,
    out: z.string().optional().meta({ value: 'file' }).describe('file to write; standard output without it'),
    force: z.boolean().default(false).describe('write over a file that is there'),
    includeSecret: z
      .boolean()
      .default(false)
      .describe('also what is on secret sites; otherwise only the hashes of those rows'),
  },
  help: `
The chain can be recomputed from the lines alone; docs/ledger.md says how. A statement is settled again from them by
verifier/verify.mjs, which shares no code with camwatch.

Examples:
  camwatch ledger export --out ledger.jsonl
  camwatch ledger export --config /etc/camwatch | gzip > ledger.jsonl.gz
  camwatch ledger export --ledger /var/lib/camwatch/ledger.sqlite --out own.jsonl    # of a collector: hashes alone
  camwatch ledger export | jq -r '.body // empty | fromjson | select(.table == "change") | .entity'`,
  open: withPlace,
  run: async ({ cli: { terminal, stop }, place, path }, { out, force, includeSecret }) => {
    const lines = exportLedger(path, {
      secret: includeSecret ? 'include' : 'withhold',
      timeZone: await knownCityZone(place),
      onProgress: (doneRows, totalRows) => {
        if (out !== undefined) terminal.progress('export', doneRows, totalRows);
      },
      onWithheld: (rows) => {
        if (rows > 0)
          terminal.printError(
            `camwatch: ${rows} rows are withheld down to their hashes: they name secret sites, or what hangs there; of a ledger without an inventory, as a collector's, any row may (--include-secret has them)`,
          );
      },
    });
    if (out === undefined) for (const chunk of inChunks(lines)) terminal.print(chunk);
    else writeExport(lines, out, { force, signal: stop });
  },
  // Its lines are printed as they come: a ledger is larger than what may be held.
  render: () => [],
});
