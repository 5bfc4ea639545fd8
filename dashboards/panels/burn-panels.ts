import { readTerms } from '../../config/contract-terms/read-terms.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { BUDGET_BURNS, THRESHOLDS } from '../../core/domain/thresholds.ts';
import { EVERY_INTERVAL, namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import { graph } from '../components/panels.ts';
import type { Context } from '../scope/context.ts';

/** Of a month the quarters of an hour: minute by minute it is fifteen times as many points, for the same shares. */
const { from, field, is, isOneOf, tag } = namesOf('fleetContractor', 'rolled-up');

/** Contractors that promised the same of the same indicator: one query asks for all of them. */
interface Pledge {
  readonly target: number;
  readonly indicator: Indicator;
  readonly contractors: readonly string[];
}

const MILLION = 1_000_000;

/**
 * The strictest contract of each contractor, since nothing in InfluxDB says which device is under which; where none asks
 * for an availability, what counts as low everywhere.
 */
function pledgesOf({ city: { inventory, settings } }: Context): readonly Pledge[] {
  const calendars = new Map();
  const strictest = new Map<string, { target: number; indicator: Indicator }>();
  for (const contract of inventory.contracts.values()) {
    const { terms } = readTerms(contract, {
      timeZone: settings.city.timeZone,
      calendars,
      isDeclared: () => true,
    });
    const ppm = terms?.targets.availabilityPpm;
    if (terms === undefined || ppm === undefined || ppm >= MILLION) continue;
    const known = strictest.get(contract.contractor);
    const target = ppm / MILLION;
    if (known === undefined || known.target < target)
      strictest.set(contract.contractor, { target, indicator: terms.indicator });
  }
  const groups = Map.groupBy(strictest, ([, { target, indicator }]) => `${target} ${indicator}`);
  if (groups.size === 0)
    return [
      {
        target: THRESHOLDS.availabilityLowRatio,
        indicator: 'reach',
        contractors: [...inventory.contractors.keys()],
      },
    ];
  return [...groups.values()].map((members) => ({
    target: members[0]?.[1].target ?? 1,
    indicator: members[0]?.[1].indicator ?? 'reach',
    contractors: members.map(([contractor]) => contractor),
  }));
}

const sum = (name: Parameters<typeof field>[0]) => `sum(${field(name)})`;
const LOST = `${sum('down')} / (${sum('up')} + ${sum('degraded')} + ${sum('down')})`;

/** How many times faster than agreed each contractor's devices lose time, hour by hour. */
export function burnOverTime(context: Context) {
  return graph(context, {
    name: 'burnOverTime',
    queries: pledgesOf(context).map((pledge) => ({ query: burn(pledge), alias: '$tag_contractor' })),
    unit: 'suffix:×',
    names: 'contractors',
    interval: '1h',
    limit: BUDGET_BURNS.steady.factor,
  });
}

function burn({ target, indicator, contractors }: Pledge): Select {
  return select({
    // To a millionth, as contracts are written: 1 - 0.985 is 0.015000000000000013.
    columns: { burn: `${LOST} / ${Math.round((1 - target) * MILLION) / MILLION}` },
    from,
    where: [is('indicator', indicator), isOneOf('contractor', contractors)],
    groupBy: [EVERY_INTERVAL, tag('contractor')],
    fill: 'none',
  });
}
