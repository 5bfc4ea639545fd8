import { availabilityTargets } from '../../config/contract-terms/availability-targets.ts';
import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import { hours, minutes } from '../../core/time/units.ts';
import { namesOf, select } from '../../grafana/influxql/select.ts';
import type { AlertedCity } from './alerted-city.ts';
import type { AlertRule } from './rule.ts';
import type { AvailabilityLimit, RuleTexts } from './texts.ts';

const { from, tag, field, is, isOneOf } = namesOf('fleetAgencyDistrict');
const [up, degraded, down, unknown] = [field('up'), field('degraded'), field('down'), field('unknown')];
/** That a camera answers, and that its pictures flow: what hangs on a recorder has the second only. */
const LADDER = isOneOf('indicator', ['reach', 'stream']);

/** Whether the devices of a place are there: how many are down now, and how the last hour was. */
export function buildFleetRules(city: AlertedCity, texts: RuleTexts): readonly AlertRule[] {
  return [
    buildDownRule(texts),
    buildRecordingRule(texts),
    buildAvailabilityRule(availabilityLimit(city), texts),
  ];
}

function buildDownRule(texts: RuleTexts): AlertRule {
  const { ratio, leastCount, manyCount } = THRESHOLDS.down;
  const parts = {
    from,
    where: [LADDER],
    groupBy: [tag('agency'), tag('district'), tag('kind'), tag('indicator')],
  };
  const total = [up, degraded, down, unknown].map((name) => `last(${name})`).join(' + ');
  return {
    uid: 'camwatch-devices-down',
    group: 'camwatch-state',
    ...texts.devicesDown(THRESHOLDS.down),
    severity: 'critical',
    notify: 'none',
    dashboardUid: 'camwatch-district',
    values: {
      // Zeros stay: a place where all is well is a series too, and its alert resolves by a number.
      DOWN: { query: select({ ...parts, columns: { down: `last(${down})` } }), rangeMs: minutes(5) },
      ALL: { query: select({ ...parts, columns: { all: total } }), rangeMs: minutes(5) },
    },
    firesWhen: `($DOWN >= ${leastCount} && $DOWN / $ALL >= ${ratio}) || $DOWN >= ${manyCount}`,
    forMs: minutes(2),
    keepFiringForMs: minutes(5),
  };
}

/** One is enough: what it would have recorded is lost for good. */
function buildRecordingRule(texts: RuleTexts): AlertRule {
  const query = select({
    columns: { lost: `last(${down})` },
    from,
    where: [is('kind', 'nvr'), is('indicator', 'recording')],
    groupBy: [tag('agency'), tag('district')],
  });
  return {
    uid: 'camwatch-recorder-down',
    group: 'camwatch-state',
    ...texts.recorderDown,
    severity: 'critical',
    notify: 'none',
    dashboardUid: 'camwatch-recorders',
    values: { LOST: { query, rangeMs: minutes(5) } },
    firesWhen: '$LOST > 0',
    forMs: minutes(5),
    keepFiringForMs: minutes(5),
  };
}

function buildAvailabilityRule(limit: AvailabilityLimit, texts: RuleTexts): AlertRule {
  const good = `sum(${up}) + sum(${degraded})`;
  return {
    uid: 'camwatch-availability-low',
    group: 'camwatch-state',
    ...texts.availabilityLow(limit),
    severity: 'warning',
    notify: 'none',
    dashboardUid: 'camwatch-district',
    values: {
      AVAILABLE: {
        query: select({
          columns: { available: `(${good}) / (${good} + sum(${down})) * 100` },
          from,
          // Where nothing is known InfluxDB would divide by nothing, and say 0.
          where: [is('kind', 'camera'), LADDER, `${up} + ${degraded} + ${down} > 0`],
          groupBy: [tag('agency'), tag('district'), tag('indicator')],
        }),
        rangeMs: hours(1),
      },
    },
    firesWhen: `$AVAILABLE < ${limit.percent}`,
    forMs: minutes(5),
    keepFiringForMs: minutes(10),
  };
}

/** The least that any contract asks for: below it somebody's target is missed for certain. */
function availabilityLimit({ inventory, settings }: AlertedCity): AvailabilityLimit {
  const targets = availabilityTargets(inventory, settings.city.timeZone).map(({ targetPpm }) => targetPpm);
  if (targets.length === 0) return { percent: THRESHOLDS.availabilityLowRatio * 100, saidBy: 'nobody' };
  return { percent: Math.min(...targets) / 10_000, saidBy: 'contracts' };
}
