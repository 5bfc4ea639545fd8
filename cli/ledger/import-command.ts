import { ImportFile, importFile } from '../../availability/imports/import-file.ts';
import { renderSummary } from '../../availability/imports/render-outcome.ts';
import { Name, TimeZone } from '../../core/input/fields.ts';
import { isExport, readExport } from '../../ledger/sqlite/keeping/read-export.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { withLocalPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';

const { source, indicator, covers, map, translate, dates, skipUnknown, dryRun, file } = ImportFile.shape;

/** `camwatch ledger import`: takes over what another system recorded. */
export const buildLedgerImportCommand = defineCommand({
  name: 'import',
  description: 'Take over outages or changes that another system recorded, beside what was measured.',
  arguments: ['file'],
  options: {
    ...{ ...PLACE, source },
    author: Name.optional().describe('who takes this over (default: the user who runs the command)'),
    ...{ indicator, covers, map, translate, dates },
    timeZone: TimeZone.optional().describe("time zone of times without an offset (default: the city's)"),
    ...{ skipUnknown, dryRun, json: TOLD.json, file },
  },
  help: `
Columns, in any order; others are passed over:
  entity (device:ID or link:ID), or device (ID), or link (ID)
  indicator                 where it is another than --indicator
  from, to, reason, state   outages: to is empty while one lasts; state is down unless degraded or unknown
  at, state, after, reason  changes: from when on which state held; after is the last look that found another
An export (camwatch ledger export) has no columns: it vouches for the time it was watched in.
Without --covers another file vouches only for the outages themselves, or from the first change to the last.
A row that is wrong stops the whole file. The same file again adds nothing. What was measured goes before what is
imported; docs/ledger.md says how.

Examples:
  camwatch ledger import outages.csv --source zabbix --covers 2025-01-01..2025-10-01 --dry-run
  camwatch ledger import log.csv --source "keeper's log" --author an --map device="Mã",from="Từ",to="Đến" --dates dd/mm/yyyy
  camwatch ledger import changes.jsonl --source zabbix --translate state:PROBLEM=down,state:OK=up --json`,
  open: withLocalPlace,
  run: ({ cli: { terminal, stop }, path, timeZone }, options) =>
    importFile(
      {
        store: recordStore(path),
        format: { isExport, readExport },
        author: authorOf(options),
        ...{ timeZone, nowMs: Date.now, onProgress: terminal.progress, signal: stop },
      },
      options,
    ),
  json: (summary) => summary,
  render: (summary) => [renderSummary(summary)],
});
