import { Command } from 'commander';
import type { Interval } from '../../core/time/intervals.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { foldUnmeasured, intervalOf, type Unmeasured } from '../../ledger/decisions/unmeasured.ts';
import { PERIOD_HELP } from '../print/list-period.ts';
import { addCommonOptions } from '../print/options.ts';
import { type ListOptions, printList, type RowContext } from '../print/print-list.ts';
import type { Context } from '../shell/context.ts';

interface Listed extends Unmeasured {
  readonly interval: Interval;
  readonly entities: readonly Unmeasured['entity'][];
}

/** `camwatch unmeasured list`. */
export function buildListCommand(context: Context): Command {
  return addCommonOptions(new Command('list'))
    .description('List checks that get no answer for a fault of ours.')
    .option('--period <period>', PERIOD_HELP)
    .addHelpText(
      'after',
      `
Examples:
  camwatch unmeasured list
  camwatch unmeasured list --period 2026-10 --json`,
    )
    .action((options: ListOptions, self: Command) =>
      printList(context, self, options, {
        name: 'unmeasured',
        selector: {},
        read: (reader) =>
          [...foldUnmeasured(reader.decisions('unmeasured')).values()].map((one) => ({
            ...one,
            interval: intervalOf(one),
            entities: [one.entity],
          })),
        findingsOf: () => new Set(),
        head: (texts) => texts.unmeasuredHead,
        toRow,
        toJson: ({ interval: _all, entities: _own, ...one }: Listed, { iso }) => toJson(one, iso),
      }),
    );
}

function toRow(one: Listed, { wording, style }: RowContext): readonly string[] {
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
