import { hours } from '../core/time/units.ts';
import { namesOf, select } from '../grafana/influxql/select.ts';
import { SERIES_COLOURS } from './components/colours.ts';
import { buildDashboard } from './components/dashboard.ts';
import { UIDS } from './components/links.ts';
import { graph, tile } from './components/panels.ts';
import { at, tiles } from './components/place.ts';
import type { Steps } from './components/steps.ts';
import { table } from './components/table-panel.ts';
import { nameVariable } from './components/variables.ts';
import { annotations } from './panels/annotations.ts';
import { burnOverTime } from './panels/burn-panels.ts';
import { contractsTable, settled } from './panels/contract-panels.ts';
import { worstPlaces } from './panels/fleet-panels.ts';
import type { Context } from './scope/context.ts';

const { from, field, isVariable } = namesOf('sla');
const HERE = [isVariable('contract', 'contract')];

/** Where each contract stands in its month, and where it will end if it goes on like this. */
export function buildContractor(context: Context) {
  const { title, description } = context.texts.dashboards.contractor;
  return buildDashboard(context, {
    uid: UIDS.contractor,
    title,
    description,
    from: 'now/M',
    refresh: '5m',
    variables: [nameVariable(context, 'contract', contractsByContractor(context), 'one')],
    // Outages of others would be marks on every day of the month.
    annotations: annotations(context, { maintenance: [] }),
    panels: [
      ...tiles(...contractTiles(context)),
      at(10, [0, 4, 24, 9], contractsTable(context, 'contracts')),
      at(11, [0, 13, 12, 9], monthSoFar(context)),
      at(12, [12, 13, 12, 9], daysOfContract(context)),
      at(13, [0, 22, 14, 9], burnOverTime(context)),
      at(
        14,
        [14, 22, 10, 9],
        worstPlaces(context, {
          name: 'contractorsWorst',
          scope: { series: 'fleetContractor', where: [] },
          by: 'contractor',
          within: '24h',
        }),
      ),
    ],
  });
}

/** A contract's own target is its measure, not that of the city. */
const NEUTRAL: Steps = [[null, SERIES_COLOURS[0]]];

function contractTiles(context: Context) {
  return [
    tile(context, {
      name: 'contractAvailability',
      query: settled(['settledAvailability', 'target'], HERE),
      columns: [{ column: 'settledAvailability', steps: NEUTRAL }, 'target'],
    }),
    tile(context, {
      name: 'contractBudgetUsed',
      query: settled(['monthUsed', 'coverage'], HERE),
      columns: ['monthUsed', 'coverage'],
    }),
    tile(context, {
      name: 'contractBudgetLeft',
      query: settled(['budgetLeft'], HERE),
      columns: ['budgetLeft'],
    }),
    tile(context, {
      name: 'contractForecast',
      query: settled(['budgetUsed', 'coverage'], HERE),
      columns: ['budgetUsed', 'coverage'],
    }),
    table(context, {
      name: 'contractSettled',
      query: settled(['settled', 'days', 'entities'], HERE),
      columns: ['settled', 'days', 'entities'],
    }),
  ];
}

/** Availability so far, day by day, against what was agreed. */
function monthSoFar(context: Context) {
  const daily = select({
    columns: {
      settledAvailability: `cumulative_sum(${field('good_ms')}) / cumulative_sum(${field('counted_ms')})`,
    },
    from,
    where: HERE,
  });
  const target = select({ columns: { target: field('target_ratio') }, from, where: HERE });
  return graph(context, {
    name: 'contractMonth',
    queries: [
      { query: daily, alias: '$col' },
      { query: target, alias: '$col' },
    ],
    unit: 'percentunit',
    columns: [{ column: 'settledAvailability', steps: NEUTRAL }, 'target'],
    least: undefined,
    most: 1,
  });
}

/** What the lost and the taken out time of each day was. */
function daysOfContract(context: Context) {
  return graph(context, {
    name: 'contractDaily',
    queries: [
      {
        query: select({
          columns: {
            downTime: `${field('down_ms')} / ${hours(1)}`,
            unknownTime: `${field('unknown_ms')} / ${hours(1)}`,
            excusedTime: `${field('excused_ms')} / ${hours(1)}`,
            othersTime: `${field('others_ms')} / ${hours(1)}`,
          },
          from,
          where: HERE,
        }),
        alias: '$col',
      },
    ],
    unit: `suffix:${context.texts.units.hours}`,
    columns: ['downTime', 'unknownTime', 'excusedTime', 'othersTime'],
    stacked: true,
    bars: true,
  });
}

/** With the contractor first, so that typing its name finds its contracts. */
function contractsByContractor({ city, names }: Context): ReadonlyMap<string, string> {
  const named = [...city.inventory.contracts.values()].map(
    ({ id, name, contractor }) =>
      [id, `${names.contractors.get(contractor) ?? contractor} – ${name}`] as const,
  );
  return new Map(named.toSorted(([, a], [, b]) => (a < b ? -1 : 1)));
}
