import {
  type AvailabilityTarget,
  availabilityTargets,
} from '../../config/contract-terms/availability-targets.ts';
import { BUDGET_BURNS, type Burn, type BurnSpeed } from '../../core/domain/thresholds.ts';
import { hours } from '../../core/time/units.ts';
import { namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import type { AlertedCity } from './alerted-city.ts';
import type { AlertRule, GroupName } from './rule.ts';
import type { RuleTexts } from './texts.ts';

/**
 * How fast each contractor uses up the downtime that its strictest contract leaves it, over a long and a short window.
 * Live counts: neither excused time nor what others answer for is taken out, so it warns and never settles.
 */
export function buildBurnRules({ inventory, settings }: AlertedCity, texts: RuleTexts): readonly AlertRule[] {
  const targets = strictestTargets(availabilityTargets(inventory, settings.city.timeZone));
  if (targets.length === 0) return [];
  return SPEEDS.map(({ speed, group, severity }) => {
    const burn = BUDGET_BURNS[speed];
    return {
      uid: `camwatch-budget-burn-${speed}`,
      group,
      ...texts.budgetBurn(speed, burn),
      severity,
      notify: 'none',
      dashboardUid: 'camwatch-contractor',
      values: {
        LONG: { query: burnOf(targets, burn.longMs), rangeMs: burn.longMs },
        SHORT: { query: burnOf(targets, burn.shortMs), rangeMs: burn.shortMs },
      },
      firesWhen: conditionOf(burn),
      forMs: 0,
      keepFiringForMs: burn.shortMs,
    };
  });
}

const SPEEDS: readonly {
  readonly speed: BurnSpeed;
  readonly group: GroupName;
  readonly severity: AlertRule['severity'];
}[] = [
  { speed: 'fast', group: 'camwatch-state', severity: 'critical' },
  { speed: 'steady', group: 'camwatch-quality', severity: 'warning' },
  { speed: 'slow', group: 'camwatch-trend', severity: 'info' },
];

const conditionOf = ({ factor }: Burn) => `$LONG > ${factor} && $SHORT > ${factor}`;

/** A contractor with several contracts for one indicator is held to the strictest. */
function strictestTargets(targets: readonly AvailabilityTarget[]): readonly AvailabilityTarget[] {
  const byContractor = Map.groupBy(targets, ({ contractor, indicator }) => `${contractor} ${indicator}`);
  return [...byContractor.values()].flatMap(
    (same) => same.toSorted((a, b) => b.targetPpm - a.targetPpm)[0] ?? [],
  );
}

/** Longer than this, the roll-ups of a quarter of an hour are fine enough and ten times fewer. */
const LONGEST_RAW_MS = hours(6);

/** One query for all: each contractor's downtime is divided by its own budget. */
function burnOf(targets: readonly AvailabilityTarget[], windowMs: number): Select {
  const names = namesOf('fleetContractor', windowMs > LONGEST_RAW_MS ? 'rolled-up' : undefined);
  return select({
    columns: { burn: 'max("each_burn")' },
    from: targets.map((target) => burnOfTarget(target, names)),
    groupBy: [names.tag('contractor'), names.tag('indicator')],
  });
}

function burnOfTarget(
  { contractor, indicator, targetPpm, unknown, degraded }: AvailabilityTarget,
  { from, tag, field, is }: ReturnType<typeof namesOf<'fleetContractor'>>,
): Select {
  const [up, slow, down, unseen] = [field('up'), field('degraded'), field('down'), field('unknown')];
  const bad = [down, ...(degraded === 'down' ? [slow] : []), ...(unknown === 'down' ? [unseen] : [])];
  const counted = [up, slow, down, ...(unknown === 'left-out' ? [] : [unseen])];
  return select({
    columns: { each_burn: `${sumOf(bad)} / ${sumOf(counted)} / ${budgetOf(targetPpm)}` },
    from,
    where: [is('contractor', contractor), is('indicator', indicator), `${counted.join(' + ')} > 0`],
    groupBy: [tag('contractor'), tag('indicator')],
  });
}

const sumOf = (columns: readonly string[]) => `(${columns.map((column) => `sum(${column})`).join(' + ')})`;

/** A contract that asks for 100 % leaves nothing to burn: a millionth stands for it. */
const budgetOf = (targetPpm: number): number => Math.max(1_000_000 - targetPpm, 1) / 1e6;
