import { Command } from 'commander';
import type { Outage } from '../../availability/timelines/outages.ts';
import { type History, readHistory } from '../../availability/timelines/read-history.ts';
import { ledgerPath, localZone, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { parseWhenMs } from '../../core/time/parse-when.ts';
import { days } from '../../core/time/units.ts';
import { findEntity } from '../../ledger/history/find-entity.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { renderHistory, renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

interface ShowCommandOptions extends PlaceOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `camwatch ledger show`: what is on record about one device or link. */
export function buildLedgerShowCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('show'))
    .description('Show the changes, outages and unwatched times of a device or link.')
    .argument('<device|link>', 'an id such as cam-1; device:ID or link:ID where both have the same')
    .option('--from <when>', 'a date, an instant, or how long ago (default: a day before the end)')
    .option('--to <when>', 'likewise (default: now)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch ledger show cam-0001
  camwatch ledger show link:l-17 --from 7d
  camwatch ledger show cam-0001 --from 2025-10-01 --to 2025-11-01 --json
  camwatch ledger show cam-0001 --from 2025-10-01T08:00+07:00`,
    )
    .action(async (name: string, options: ShowCommandOptions, command: Command) => {
      const zone = await localZone(options);
      const nowMs = Date.now();
      const read = (flag: string, text: string): number =>
        parseWhenMs(text, zone, nowMs) ??
        command.error(
          `error: ${flag}: expected a date such as 2025-10-01, an instant such as 2025-10-01T08:00+07:00, or how long ago such as 24h, got "${text}"`,
        );
      const toMs = options.to === undefined ? nowMs : read('--to', options.to);
      const fromMs = options.from === undefined ? toMs - days(1) : read('--from', options.from);
      if (fromMs >= toMs) command.error('error: --from: expected an instant before --to');
      using reader = recordStore(await ledgerPath(options)).openReader();
      const history = readHistory(reader, findEntity(reader, name), { fromMs, toMs });
      if (options.json) terminal.printJson(toJson(history, zone.timeZone));
      else terminal.print(renderHistory(history, zone.timeZone, terminal.style));
    });
}

function toJson(history: History, timeZone: string) {
  const { entity, name, period, before, changes, outages, gaps, imported } = history;
  const at = (atMs: number | undefined) => (atMs === undefined ? undefined : renderIso(atMs, timeZone));
  const change = ({ afterMs, atMs, recordedMs, entity: _, ...rest }: RecordedChange) => ({
    after: at(afterMs),
    at: at(atMs),
    ...rest,
    recorded: at(recordedMs),
  });
  const outage = ({ indicator, afterMs, fromMs, untilAfterMs, toMs, reason, evidence }: Outage) => ({
    indicator,
    after: at(afterMs),
    from: at(fromMs),
    untilAfter: at(untilAfterMs),
    to: at(toMs),
    durationMs: toMs === undefined ? undefined : toMs - fromMs,
    reason,
    evidence,
  });
  return {
    entity,
    name,
    timeZone,
    from: at(period.fromMs),
    to: at(period.toMs),
    before: before.map(change),
    changes: changes.map(change),
    outages: outages.map(outage),
    gaps: gaps.map(({ fromMs, toMs, ...rest }) => ({ from: at(fromMs), to: at(toMs), ...rest })),
    imported: imported.map(({ coverage, changes: theirs, ...rest }) => ({
      ...rest,
      coverage: coverage.map(({ fromMs, toMs }) => ({ from: at(fromMs), to: at(toMs) })),
      changes: theirs.map(change),
    })),
  };
}
