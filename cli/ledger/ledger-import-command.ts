import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { ImportPlan } from '../../availability/imports/plan-import.ts';
import { readLedgerSide } from '../../availability/imports/read-ledger-side.ts';
import { readPlan } from '../../availability/imports/read-plan.ts';
import {
  type ImportSummary,
  measureOverlap,
  renderSummary,
  sumVouchedMs,
} from '../../availability/imports/render-outcome.ts';
import { ledgerPath, localZone, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { INDICATORS, type Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { DATE_ORDERS, type DateOrder } from '../../core/time/parse-time.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { isExport, readExport } from '../../ledger/sqlite/keeping/read-export.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { importChanges, importRun } from '../../ledger/sqlite/writing/import-changes.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseName } from '../shell/parse-words.ts';

interface Options extends PlaceOptions {
  readonly source: string;
  readonly author?: string;
  readonly indicator: Indicator;
  readonly covers?: string;
  readonly map: readonly string[];
  readonly translate: readonly string[];
  readonly dates?: DateOrder;
  readonly timeZone?: string;
  readonly skipUnknown?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `camwatch ledger import`: takes over what another system recorded. */
export function buildLedgerImportCommand({ terminal, stop }: Context): Command {
  return addPlaceOptions(new Command('import'))
    .description('Take over outages or changes that another system recorded, beside what was measured.')
    .argument('<file>', 'file to read: .csv, .jsonl with one object a line, or an export of another ledger')
    .requiredOption('--source <name>', 'the other system, as it is to be named in figures', parseName)
    .option('--author <name>', 'who takes this over (default: the user who runs the command)', parseName)
    .addOption(
      new Option('--indicator <name>', 'what the rows are about that do not say it')
        .choices(INDICATORS)
        .default('reach'),
    )
    .option('--covers <from..to>', 'for which time the other system vouches, for all that the file names')
    .option('--map <pairs>', 'our column = its column; repeatable', collect, [])
    .option('--translate <pairs>', 'our column:its value = our value; repeatable', collect, [])
    .addOption(new Option('--dates <order>', 'order of dates such as 01/10/2025').choices(DATE_ORDERS))
    .option('--time-zone <name>', "time zone of times without an offset (default: the city's)")
    .option('--skip-unknown', 'pass over rows about devices and links that the inventory does not know')
    .option('--dry-run', 'check everything and write nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
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
    )
    .action(async (path: string, options: Options, command: Command) => {
      const ledger = await ledgerPath(options);
      const zone = await zoneOf(options, command);
      const nowMs = Date.now();
      const covers =
        options.covers === undefined ? undefined : parseCovers(options.covers, zone, nowMs, command);
      const file = basename(path);
      const side = readLedgerSide(recordStore(ledger));
      const plan = await readPlan(path, options, {
        ...{ isExport, readExport },
        timeZone: zone.timeZone,
        ...(options.dates && { dates: options.dates }),
        indicator: options.indicator,
        nowMs,
        isKnown: side.isKnown,
        unknown: options.skipUnknown ? 'skip' : 'refuse',
        ...(covers && { covers }),
        onProgress: (doneRows, totalRows) => terminal.progress('read', doneRows, totalRows),
      });
      const outcome = await carryOut(plan);
      terminal.clearProgress();
      const summary: ImportSummary = {
        ledger,
        file,
        source: options.source,
        ...outcome,
        rows: plan.rows,
        skippedRows: plan.skippedRows,
        duplicateRows: plan.duplicateRows,
        entities: plan.entities,
        changes: plan.changes.length,
        vouchedMs: sumVouchedMs(plan.coverage),
        measuredMs: measureOverlap(plan.coverage, side.measuredOf),
        ignoredColumns: plan.ignoredColumns,
      };
      if (options.json) terminal.printJson(summary);
      else terminal.print(renderSummary(summary));

      async function carryOut({ changes, coverage, rows, skippedRows }: ImportPlan) {
        const { source, author = userInfo().username } = options;
        const run = importRun({ changes, coverage });
        if (options.dryRun)
          return {
            run,
            outcome: side.hasImport(source, run) ? ('already-there' as const) : ('dry-run' as const),
          };
        const about = { file, rows, skipped: skippedRows };
        const { outcome } = await importChanges(
          ledger,
          { source, about, changes, coverage },
          {
            author,
            nowMs: Date.now,
            onProgress: (doneRows, totalRows) => terminal.progress('import', doneRows, totalRows),
            signal: stop,
          },
        );
        return { run, outcome };
      }
    });
}

async function zoneOf(options: Options, command: Command): Promise<Zone> {
  if (options.timeZone === undefined) return await localZone(options);
  try {
    return createZone(
      new Intl.DateTimeFormat('en', { timeZone: options.timeZone }).resolvedOptions().timeZone,
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return command.error(
      `error: --time-zone: expected a time zone such as Asia/Ho_Chi_Minh, got "${options.timeZone}"`,
    );
  }
}

/** `2025-01-01..2025-10-01`: the end is not in it, and has passed. */
function parseCovers(text: string, zone: Zone, nowMs: number, command: Command): Interval {
  const [from = '', to = '', more] = text.split('..');
  const fromMs = zone.parseInstantMs(from);
  const toMs = zone.parseInstantMs(to);
  if (fromMs === undefined || toMs === undefined || more !== undefined || fromMs >= toMs)
    return command.error(
      `error: --covers: expected two dates or instants such as 2025-01-01..2025-10-01 (the end is not in it), got "${text}"`,
    );
  if (toMs > nowMs) return command.error(`error: --covers: expected an end that has passed, got "${to}"`);
  return { fromMs, toMs };
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
