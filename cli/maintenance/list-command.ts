import { SelectionInput } from '../../contracts/actions/selection-input.ts';
import { ListWorks, listWorks } from '../../contracts/actions/works/list-works.ts';
import type { WorkState } from '../../core/words/claim-words.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { type AnnouncedWork, workState } from '../../ledger/decisions/works.ts';
import { type CityScope, withCity } from '../print/city-scope.ts';
import { findingsToJson, renderList } from '../print/render-list.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';

/** `camwatch maintenance list`. */
export const buildListCommand = defineCommand({
  name: 'list',
  description: 'List planned work, and what about it is worth a look before figures are agreed on.',
  options: { ...SelectionInput, ...CITY, ...ListWorks.shape },
  help: `
Below the list stands what may make figures better than they are: work recorded after the outage had begun, cancelled and
added again, serial numbers or addresses swapped, devices that answered pings and nothing else for a day.

Examples:
  camwatch maintenance list
  camwatch maintenance list --area ba-dinh --period 2026-10
  camwatch maintenance list --json`,
  open: withCity,
  run: ({ record }, options) => listWorks({ record }, options),
  json: (list, scope) => ({
    maintenance: list.items.map((work) => toJson(work, workState(work, list.nowMs), scope.iso)),
    findings: findingsToJson(list, scope),
  }),
  render: (list, scope) =>
    renderList(list, scope, scope.wording.texts.maintenanceHead, (work) => toRow(work, list.nowMs, scope)),
});

function toRow(
  work: AnnouncedWork,
  nowMs: number,
  { wording, terminal: { style } }: CityScope,
): readonly string[] {
  const { texts, clock, party, entities } = wording;
  const state = workState(work, nowMs);
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

function toJson(work: AnnouncedWork, state: WorkState, iso: (atMs: number) => string) {
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
