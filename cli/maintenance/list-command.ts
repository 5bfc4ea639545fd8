import { Command } from 'commander';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { type AnnouncedWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import type { Selector } from '../../ledger/history/select-entities.ts';
import { PERIOD_HELP } from '../print/list-period.ts';
import { addCommonOptions, addSelectorOptions, selectorOf } from '../print/options.ts';
import { type ListOptions, printList, type RowContext } from '../print/print-list.ts';
import type { MaintenanceState } from '../print/texts.ts';
import type { Context } from '../shell/context.ts';

type Options = ListOptions & Selector;

/** `camwatch maintenance list`. */
export function buildListCommand(context: Context): Command {
  return addCommonOptions(addSelectorOptions(new Command('list')))
    .description('List planned work, and what about it is worth a look before figures are agreed on.')
    .option('--period <period>', PERIOD_HELP)
    .addHelpText(
      'after',
      `
Below the list stands what may make figures better than they are: work recorded after the outage had begun, cancelled and
added again, serial numbers or addresses swapped, devices that answered pings and nothing else for a day.

Examples:
  camwatch maintenance list
  camwatch maintenance list --area ba-dinh --period 2026-10
  camwatch maintenance list --json`,
    )
    .action((options: Options, self: Command) =>
      printList(context, self, options, {
        name: 'maintenance',
        selector: selectorOf(options),
        read: (reader) => [...foldMaintenance(reader.decisions('maintenance')).values()],
        findingsOf: (_works, chosen) => chosen,
        head: (texts) => texts.maintenanceHead,
        toRow,
        toJson: (work, { nowMs, iso }) => toJson(work, stateOf(work, nowMs), iso),
      }),
    );
}

function toRow(work: AnnouncedWork, { nowMs, wording, style }: RowContext): readonly string[] {
  const { texts, clock, party, entities } = wording;
  const state = stateOf(work, nowMs);
  return [
    work.id,
    style(state === 'cancelled' ? 'dim' : 'bold', texts.maintenanceStates[state]),
    clock(work.interval.fromMs),
    clock(work.interval.toMs),
    clock(work.announcedMs),
    party(work.by),
    entities(work.entities),
    showUntrusted(work.cancelled ? texts.cancelledWork(work.reason, work.cancelled.reason) : work.reason),
  ];
}

function stateOf({ interval, cancelled }: AnnouncedWork, nowMs: number): MaintenanceState {
  if (cancelled) return 'cancelled';
  if (nowMs < interval.fromMs) return 'announced';
  return nowMs < interval.toMs ? 'running' : 'over';
}

function toJson(work: AnnouncedWork, state: MaintenanceState, iso: (atMs: number) => string) {
  const { interval, announcedMs, recordedMs, cancelled, ...rest } = work;
  return {
    ...rest,
    state,
    from: iso(interval.fromMs),
    to: iso(interval.toMs),
    announced: iso(announcedMs),
    recorded: iso(recordedMs),
    ...(cancelled && {
      cancelled: {
        by: cancelled.by,
        reason: cancelled.reason,
        author: cancelled.author,
        at: iso(cancelled.recordedMs),
      },
    }),
  };
}
