import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import { quoteString } from '../../core/names/quote-influxql.ts';
import { minutes } from '../../core/time/units.ts';
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
  const lastOfEach = select({
    columns: { degraded_now: `last(${degraded})`, why: field('reason') },
    from,
    groupBy: eachRecorder,
  });
  const judgements = [
    select({
      columns: { short_now: '"degraded_now"' },
      from: lastOfEach,
      where: [`"why" = ${quoteString('retention')}`],
    }),
    // A place without any keeps a series of zeros, by which its alert resolves.
    select({ columns: { short_now: `last(${degraded}) * 0` }, from, groupBy: recorderPlace }),
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
          from: judgements,
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

/**
 * Of devices that answer: what is down is told by another rule, and would hide what is slow. Their sums of a place, since
 * reading every device of a city would take longer than all other rules together.
 */
const answers = namesOf('answers');
const eachPlace = [answers.tag('agency'), answers.tag('district')];
const share = (sum: Parameters<typeof answers.field>[0], of: Parameters<typeof answers.field>[0]) =>
  `sum(${answers.field(sum)}) / sum(${answers.field(of)})`;

/** The clocks that are furthest ahead and behind: each place keeps its series when all are right. */
function buildClockRule(driftMs: number, texts: RuleTexts): AlertRule {
  const parts = { from: answers.from, groupBy: eachPlace };
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
        query: select({ ...parts, columns: { ahead: `max(${answers.field('clock_ahead_ms')}) / 1000` } }),
        rangeMs: minutes(15),
      },
      BEHIND: {
        query: select({ ...parts, columns: { behind: `min(${answers.field('clock_behind_ms')}) / 1000` } }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: `$AHEAD > ${driftSeconds} || $BEHIND + ${driftSeconds} < 0`,
    forMs: minutes(15),
    keepFiringForMs: minutes(15),
  };
}

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
        query: select({
          columns: { loss: `${share('loss_ratio_sum', 'pings')} * 100` },
          from: answers.from,
          groupBy: eachPlace,
        }),
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
        query: select({
          columns: { latency: share('rtt_sum_ms', 'timed') },
          from: answers.from,
          groupBy: eachPlace,
        }),
        rangeMs: minutes(15),
      },
    },
    firesWhen: `$LATENCY >= ${limitMs}`,
    forMs: minutes(10),
    keepFiringForMs: minutes(10),
  };
}
