import { hours } from '../../core/time/units.ts';
import { namesOf, type Select } from '../../grafana/influxql/select.ts';
import { PLAIN_COLOUR } from '../components/colours.ts';
import type { ColumnName } from '../components/column-styles.ts';
import { CLICKED, opens } from '../components/links.ts';
import type { Steps } from '../components/steps.ts';
import { table } from '../components/table-panel.ts';
import { inRange } from '../queries/devices.ts';
import type { Context } from '../scope/context.ts';
import type { PanelName } from '../texts/texts.ts';

const { tag, field } = namesOf('sla');
const sum = (name: Parameters<typeof field>[0]) => `sum(${field(name)})`;
const last = (name: Parameters<typeof field>[0]) => `last(${field(name)})`;

const inHours = (expression: string) => `(${expression}) / ${hours(1)}`;

const AVAILABILITY = `${sum('good_ms')} / ${sum('counted_ms')}`;
/** A month is taken for so many days: a query does not know which month it is about. */
const DAYS_OF_MONTH = 30;
/** What was not measured is not used up, whatever the terms count it as. */
const LOST = sum('lost_ms');
const IN_SERVICE = (['up_ms', 'degraded_ms', 'down_ms', 'unknown_ms', 'others_ms', 'excused_ms'] as const)
  .map(sum)
  .join(' + ');
const ALLOWED_IN_MONTH = `(1 - ${last('target_ratio')}) * mean(${field('counted_ms')}) * ${DAYS_OF_MONTH}`;

/** Of `sla`: sums of settled milliseconds, and how they stand against what was agreed. */
const SETTLED = {
  settledAvailability: AVAILABILITY,
  target: last('target_ratio'),
  /** Of what may be lost in the time so far: what will be used up at the end if it goes on like this. */
  budgetUsed: `${LOST} / ${sum('counted_ms')} / (1 - ${last('target_ratio')})`,
  coverage: `1 - ${sum('unknown_ms')} / (${IN_SERVICE})`,
  monthUsed: `${LOST} / (${ALLOWED_IN_MONTH})`,
  budgetLeft: inHours(`${ALLOWED_IN_MONTH} - ${LOST}`),
  downTime: inHours(sum('down_ms')),
  unknownTime: inHours(sum('unknown_ms')),
  excusedTime: inHours(sum('excused_ms')),
  othersTime: inHours(sum('others_ms')),
  entities: last('entities'),
  days: `count(${field('counted_ms')})`,
  settled: last('state'),
} as const satisfies Partial<Record<ColumnName, string>>;

/** These figures of each value of `by`, or of all that the conditions leave. */
export function settled(
  columns: readonly (keyof typeof SETTLED)[],
  where: readonly string[],
  by: readonly string[] = [],
): Select {
  return inRange('sla', Object.fromEntries(columns.map((column) => [column, SETTLED[column]])), where, by);
}

/** The measure of a contract is its own target, which `budgetUsed` is coloured by. */
const BY_TARGET: Steps = [[null, PLAIN_COLOUR]];

/** Contracts against their targets in the current month, those that used up most of what they may lose first. */
export function contractsTable(context: Context, name: Extract<PanelName, 'contractsBehind' | 'contracts'>) {
  const columns =
    name === 'contractsBehind'
      ? (['settledAvailability', 'target', 'budgetUsed', 'coverage'] as const)
      : ([
          'entities',
          'settledAvailability',
          'target',
          'budgetUsed',
          'coverage',
          'downTime',
          'unknownTime',
          'excusedTime',
          'othersTime',
          'settled',
        ] as const);
  return table(context, {
    name,
    query: settled(columns, [], [tag('contract')]),
    columns: [
      { column: 'contract', opens: opens(context, { to: 'contractor', with: { contract: CLICKED } }) },
      ...columns.map((column) =>
        column === 'settledAvailability' ? ({ column, steps: BY_TARGET } as const) : column,
      ),
    ],
    worstFirst: 'budgetUsed',
    ...(name === 'contractsBehind' && { within: 'now/M' }),
  });
}
