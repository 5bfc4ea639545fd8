import { hours, minutes } from '../../core/time/units.ts';
import { EVERY_INTERVAL, select } from '../../grafana/influxql/select.ts';
import { field, from, groupBy, growthOf, ofCollector } from './collector-values.ts';
import type { AlertRule } from './rule.ts';
import type { RuleTexts } from './texts.ts';

/** What camwatch cannot tell of itself: these page. */
export function buildCollectorRules(texts: RuleTexts): readonly AlertRule[] {
  return [buildSilentRule(texts), buildBlindRule(texts), buildDropsRule(texts), buildQueueRule(texts)];
}

/**
 * No points: camwatch, the way to InfluxDB, or InfluxDB itself is gone. So no data and an error are the alarm here, and
 * nowhere else. A collector that fell silent beside others is a row of zeros for as long as the query looks back.
 */
function buildSilentRule(texts: RuleTexts): AlertRule {
  return {
    ...ofCollector,
    uid: 'camwatch-collector-silent',
    ...texts.collectorSilent,
    severity: 'critical',
    values: {
      POINTS: {
        query: select({
          // Over minutes that are over too: the one that has just begun has no point yet.
          columns: { points: `moving_average(count(${field('seeing')}), 3)` },
          from,
          groupBy: [EVERY_INTERVAL, ...groupBy],
          fill: 0,
        }),
        rangeMs: hours(6),
        everyMs: minutes(1),
      },
    },
    firesWhen: '$POINTS <= 0',
    forMs: minutes(2),
    keepFiringForMs: minutes(2),
    noData: 'Alerting',
    onError: 'Alerting',
  };
}

function buildBlindRule(texts: RuleTexts): AlertRule {
  return {
    ...ofCollector,
    uid: 'camwatch-collector-blind',
    ...texts.collectorBlind,
    severity: 'critical',
    values: {
      SEEING: {
        query: select({ columns: { seeing: `last(${field('seeing')})` }, from, groupBy }),
        rangeMs: minutes(10),
      },
    },
    firesWhen: '$SEEING < 1',
    forMs: minutes(3),
    keepFiringForMs: minutes(2),
  };
}

function buildDropsRule(texts: RuleTexts): AlertRule {
  return {
    ...ofCollector,
    uid: 'camwatch-influx-drops',
    ...texts.influxDrops,
    severity: 'warning',
    values: { DROPPED: growthOf('dropped_points', minutes(15)) },
    firesWhen: '$DROPPED > 0',
    forMs: 0,
    keepFiringForMs: minutes(15),
  };
}

/** The least that waited in each five minutes, and whether it grew every time: a backlog that is caught up with shrinks. */
function buildQueueRule(texts: RuleTexts): AlertRule {
  return {
    ...ofCollector,
    uid: 'camwatch-influx-queue',
    ...texts.influxQueue,
    severity: 'warning',
    values: {
      GROWN: {
        query: select({
          columns: { grown: `difference(min(${field('queue_bytes')}))` },
          from,
          groupBy: [EVERY_INTERVAL, ...groupBy],
          fill: 'none',
        }),
        rangeMs: minutes(30),
        everyMs: minutes(5),
        reducer: 'min',
      },
    },
    firesWhen: '$GROWN > 0',
    forMs: minutes(5),
    keepFiringForMs: minutes(5),
  };
}
