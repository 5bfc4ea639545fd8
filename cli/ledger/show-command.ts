import type { Outage } from '../../availability/timelines/outages.ts';
import type { History } from '../../availability/timelines/read-history.ts';
import { ShowHistory, showHistory } from '../../availability/timelines/show-history.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { withLocalPlace } from '../print/place-scope.ts';
import { renderHistory, renderIso } from '../print/render-history.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

const { name, fromMs, toMs } = ShowHistory.shape;

/** `camwatch ledger show`: what is on record about one device or link. */
export const buildLedgerShowCommand = defineCommand({
  name: 'show',
  description: 'Show the changes, outages and unwatched times of a device or link.',
  arguments: ['name'],
  options: { ...PLACE, fromMs, toMs, json: TOLD.json, name },
  help: `
Examples:
  camwatch ledger show cam-0001
  camwatch ledger show link:l-17 --from 7d
  camwatch ledger show cam-0001 --from 2025-10-01 --to 2025-11-01 --json
  camwatch ledger show cam-0001 --from 2025-10-01T08:00+07:00`,
  open: withLocalPlace,
  run: ({ path }, options) => {
    using reader = recordStore(path).openReader();
    return showHistory({ reader, nowMs: Date.now() }, options);
  },
  json: (history, { timeZone }) => toJson(history, timeZone),
  render: (history, { cli, timeZone }) => [renderHistory(history, timeZone, cli.terminal.style)],
});

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
