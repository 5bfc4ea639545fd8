import { namesOf } from '../../grafana/influxql/select.ts';
import type { Context } from '../context.ts';
import { CLICKED, opens } from '../house/links.ts';
import { table } from '../house/table-panel.ts';
import { inRange } from '../queries/devices.ts';
import type { PanelName } from '../texts/texts.ts';

const { tag } = namesOf('sla');

/** Of `sla`: sums of settled milliseconds, and how they stand against what was agreed. */
export const SETTLED = {
  availability: 'sum("good_ms") / sum("counted_ms")',
  target: 'last("target_ratio")',
  budgetUsed: '(1 - sum("good_ms") / sum("counted_ms")) / (1 - last("target_ratio"))',
  downMs: 'sum("down_ms")',
  unknownMs: 'sum("unknown_ms")',
  excusedMs: 'sum("excused_ms")',
  othersMs: 'sum("others_ms")',
  entities: 'last("entities")',
  settled: 'last("state")',
} as const;

/** Contracts against their targets in the current month, those that used up most of what they may lose first. */
export function contractsTable(context: Context, name: Extract<PanelName, 'contractsBehind' | 'contracts'>) {
  const columns =
    name === 'contractsBehind'
      ? (['availability', 'target', 'budgetUsed'] as const)
      : ([
          'entities',
          'availability',
          'target',
          'budgetUsed',
          'downMs',
          'unknownMs',
          'excusedMs',
          'othersMs',
          'settled',
        ] as const);
  return table(context, {
    name,
    query: inRange(
      'sla',
      Object.fromEntries(columns.map((column) => [column, SETTLED[column]])),
      [],
      [tag('contract')],
    ),
    columns: [
      { column: 'contract', opens: opens(context, { to: 'contractor', with: { contract: CLICKED } }) },
      ...columns,
    ],
    worstFirst: 'budgetUsed',
    ...(name === 'contractsBehind' && { within: 'now/M' }),
  });
}
