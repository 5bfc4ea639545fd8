import { THRESHOLDS } from '../../core/thresholds.ts';
import { minutes } from '../../core/units.ts';
import { quoteString } from '../../grafana/influxql/quote.ts';
import { namesOf, select } from '../../grafana/influxql/select.ts';
import type { AlertedCity } from './alerted-city.ts';
import type { AlertRule } from './rule.ts';
import type { RuleTexts } from './texts.ts';

/** What wears out unseen: disks, days of recordings, clocks, and lines that lose or delay. */
export function buildDeviceRules({ settings }: AlertedCity, texts: RuleTexts): readonly AlertRule[] {
  return [
    buildDiskRule(texts),
    buildRetentionRule(texts),
    buildClockRule(settings.findings.clockDriftMs, texts),
    buildLossRule(texts),
    buildLatencyRule(texts),
  ];
}

const recorder = namesOf('recorder');
const recorderPlace = [recorder.tag('agency'), recorder.tag('district')];
const eachRecorder = [recorder.tag('device'), ...recorderPlace];

function buildDiskRule(texts: RuleTexts): AlertRule {
  return {
    uid: 'camwatch-recorder-disk',
    group: 'camwatch-quality',
    ...texts.recorderDisk,
    severity: 'critical',
    notify: 'none',
    dashboardUid: 'camwatch-recorders',
    values: {
      FAILED: {
        query: select({
          columns: { failed: 'sum("failed_now")' },
          from: select({
            columns: { failed_now: `last(${recorder.field('disks_failed')})` },
            from: recorder.from,
            groupBy: eachRecorder,
          }),
          groupBy: recorderPlace,
        }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: '$FAILED > 0',
    forMs: minutes(10),
    keepFiringForMs: minutes(10),
  };
}

/** camwatch judges each recorder by its own contract, and names retention as the reason. */
function buildRetentionRule(texts: RuleTexts): AlertRule {
  const { from, field } = recorder;
  const degraded = field('degraded');
  const judgements = [
    select({
      columns: { is_short: degraded },
      from,
      where: [`${field('reason')} = ${quoteString('retention')}`],
    }),
    select({ columns: { is_short: `${degraded} * 0` }, from, where: [`${degraded} = 0`] }),
  ];
  return {
    uid: 'camwatch-recorder-retention',
    group: 'camwatch-quality',
    ...texts.recorderRetention,
    severity: 'warning',
    notify: 'none',
    dashboardUid: 'camwatch-recorders',
    values: {
      SHORT: {
        query: select({
          columns: { short: 'sum("short_now")' },
          from: select({
            columns: { short_now: 'last("is_short")' },
            from: judgements,
            groupBy: eachRecorder,
          }),
          groupBy: recorderPlace,
        }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: '$SHORT > 0',
    forMs: minutes(30),
    keepFiringForMs: minutes(30),
  };
}

/** The clocks that are furthest ahead and behind: each place keeps its series when all are right. */
function buildClockRule(driftMs: number, texts: RuleTexts): AlertRule {
  const { from, tag, field } = namesOf('service');
  const parts = { from, groupBy: [tag('agency'), tag('district')] };
  const offset = field('clock_offset_ms');
  const driftSeconds = driftMs / 1_000;
  return {
    uid: 'camwatch-clock-drift',
    group: 'camwatch-quality',
    ...texts.clockDrift(driftSeconds),
    severity: 'warning',
    notify: 'none',
    dashboardUid: 'camwatch-device',
    values: {
      AHEAD: {
        query: select({ ...parts, columns: { ahead: `max(${offset}) / 1000` } }),
        rangeMs: minutes(15),
      },
      BEHIND: {
        query: select({ ...parts, columns: { behind: `min(${offset}) / 1000` } }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: `$AHEAD > ${driftSeconds} || $BEHIND + ${driftSeconds} < 0`,
    forMs: minutes(15),
    keepFiringForMs: minutes(15),
  };
}

const reach = namesOf('reach');
/** Of devices that answer: what is down is told by another rule, and would hide what is slow. */
const ofAnswers = {
  from: reach.from,
  where: [`${reach.field('up')} = 1`],
  groupBy: [reach.tag('agency'), reach.tag('district')],
};

function buildLossRule(texts: RuleTexts): AlertRule {
  const percent = THRESHOLDS.lossHighRatio * 100;
  return {
    uid: 'camwatch-loss-high',
    group: 'camwatch-quality',
    ...texts.lossHigh(percent),
    severity: 'warning',
    notify: 'none',
    dashboardUid: 'camwatch-district',
    values: {
      LOSS: {
        query: select({ ...ofAnswers, columns: { loss: `mean(${reach.field('loss_ratio')}) * 100` } }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: `$LOSS >= ${percent}`,
    forMs: minutes(10),
    keepFiringForMs: minutes(10),
  };
}

function buildLatencyRule(texts: RuleTexts): AlertRule {
  const limitMs = THRESHOLDS.latencyHighMs;
  return {
    uid: 'camwatch-latency-high',
    group: 'camwatch-quality',
    ...texts.latencyHigh(limitMs),
    severity: 'warning',
    notify: 'none',
    dashboardUid: 'camwatch-district',
    values: {
      LATENCY: {
        query: select({ ...ofAnswers, columns: { latency: `mean(${reach.field('rtt_avg_ms')})` } }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: `$LATENCY >= ${limitMs}`,
    forMs: minutes(10),
    keepFiringForMs: minutes(10),
  };
}
