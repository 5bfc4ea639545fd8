import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import { days, minutes } from '../../core/time/units.ts';
import { namesOf, select } from '../../grafana/influxql/select.ts';
import { ofCollector } from './collector-values.ts';
import type { AlertRule, RuleValue } from './rule.ts';
import type { RuleTexts } from './texts.ts';

/** Of several collectors, what the centre that works says of each and of their zones: these page. */
export function buildClusterRules(texts: RuleTexts): readonly AlertRule[] {
  return [
    buildAwayRule(texts),
    buildBehindRule(texts),
    buildUncoveredRule(texts),
    buildNeedsSomebodyRule(texts),
  ];
}

const collector = namesOf('clusterCollector');
const zone = namesOf('clusterZone');

/** The last that the centre said of each collector, in another unit. */
function lastOf(name: Parameters<typeof collector.field>[0], unit = 1): RuleValue {
  const last = `last(${collector.field(name)})`;
  const query = select({
    columns: { now: unit === 1 ? last : `${last} / ${unit}` },
    from: collector.from,
    groupBy: [collector.tag('collector'), collector.tag('zone')],
  });
  return { query, rangeMs: minutes(10) };
}

function buildAwayRule(texts: RuleTexts): AlertRule {
  return {
    ...ofCollector,
    uid: 'camwatch-collector-away',
    ...texts.collectorAway,
    severity: 'critical',
    values: { SILENT: lastOf('silent_ms', minutes(1)) },
    firesWhen: `$SILENT >= ${THRESHOLDS.collectorSilentMs / minutes(1)}`,
    forMs: minutes(1),
    keepFiringForMs: minutes(2),
  };
}

/** One that is silent is told of as such. */
function buildBehindRule(texts: RuleTexts): AlertRule {
  const [wait, silence] = [THRESHOLDS.collectorWaitMs, THRESHOLDS.collectorSilentMs];
  return {
    ...ofCollector,
    uid: 'camwatch-collector-behind',
    ...texts.collectorBehind,
    severity: 'warning',
    values: {
      WAITING: lastOf('waiting_ms', minutes(1)),
      ROWS: lastOf('behind_rows'),
      SILENT: lastOf('silent_ms', minutes(1)),
    },
    firesWhen: `$WAITING >= ${wait / minutes(1)} && $SILENT < ${silence / minutes(1)}`,
    forMs: minutes(5),
    keepFiringForMs: minutes(5),
  };
}

function buildUncoveredRule(texts: RuleTexts): AlertRule {
  const lastOfZone = (name: Parameters<typeof zone.field>[0]): RuleValue => ({
    query: select({
      columns: { now: `last(${zone.field(name)})` },
      from: zone.from,
      groupBy: [zone.tag('zone')],
    }),
    rangeMs: minutes(10),
  });
  return {
    ...ofCollector,
    uid: 'camwatch-zone-uncovered',
    ...texts.zoneUncovered,
    severity: 'critical',
    values: { UNCOVERED: lastOfZone('uncovered'), ALL: lastOfZone('devices') },
    firesWhen: '$UNCOVERED > 0',
    // Another collector of the zone has them before.
    forMs: minutes(5),
    keepFiringForMs: minutes(2),
  };
}

function buildNeedsSomebodyRule(texts: RuleTexts): AlertRule {
  return {
    ...ofCollector,
    uid: 'camwatch-collector-stopped',
    ...texts.collectorStopped,
    severity: 'critical',
    values: { TROUBLED: lastOf('troubled'), LEFT: lastOf('certificate_left_ms', days(1)) },
    firesWhen: `$TROUBLED > 0 || $LEFT < ${THRESHOLDS.certificateLeftMs / days(1)}`,
    forMs: minutes(2),
    keepFiringForMs: minutes(2),
  };
}
