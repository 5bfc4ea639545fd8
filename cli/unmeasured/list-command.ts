import {
  type ListedUnmeasured,
  ListUnmeasured,
  listUnmeasured,
} from '../../contracts/actions/works/list-unmeasured.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Unmeasured } from '../../ledger/decisions/unmeasured.ts';
import { type CityScope, withCity } from '../print/city-scope.ts';
import { findingsToJson, renderList } from '../print/render-list.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';

/** `camwatch unmeasured list`. */
export const buildListCommand = defineCommand({
  name: 'list',
  description: 'List checks that get no answer for a fault of ours.',
  options: { ...CITY, ...ListUnmeasured.shape },
  help: `
Examples:
  camwatch unmeasured list
  camwatch unmeasured list --period 2026-10 --json`,
  open: withCity,
  run: ({ record }, options) => listUnmeasured({ record }, options),
  json: (list, scope) => ({
    unmeasured: list.items.map(({ interval: _all, entities: _own, ...one }) => toJson(one, scope.iso)),
    findings: findingsToJson(list, scope),
  }),
  render: (list, scope) =>
    renderList(list, scope, scope.wording.texts.unmeasuredHead, (one) => toRow(one, scope)),
});

function toRow(one: ListedUnmeasured, { wording, terminal: { style } }: CityScope): readonly string[] {
  const { texts, clock, party, entities } = wording;
  const { ended } = one;
  return [
    one.id,
    style(ended ? 'dim' : 'bold', texts.unmeasuredStates[ended ? 'ended' : 'stands']),
    clock(one.fromMs),
    ended ? clock(ended.recordedMs) : '',
    `${entities(one.entities)} ${one.indicator}`,
    texts.unmeasuredCauses[one.cause],
    party(one.by),
    showUntrusted(ended ? texts.endedUnmeasured(one.reason, ended.reason) : one.reason),
  ];
}

function toJson(one: Unmeasured, iso: (atMs: number) => string) {
  const { fromMs, recordedMs, ended, ...rest } = one;
  return {
    ...rest,
    from: iso(fromMs),
    recorded: iso(recordedMs),
    ...(ended && {
      ended: { by: ended.by, reason: ended.reason, author: ended.author, at: iso(ended.recordedMs) },
    }),
  };
}
