import type { MoneyRule, PeriodKind } from '../../core/domain/contract-terms.ts';
import { days, formatDurationMs } from '../../core/time/units.ts';
import type { Flaw } from '../files/parse-value.ts';
import { nameRules } from './money-rules.ts';
import { renderPpm } from './term-values.ts';
import type { TermKey, TermsAsWritten } from './terms-schema.ts';

/** What was written, and the keys whose value could not be read: nothing is said about those a second time. */
interface Written {
  readonly terms: TermsAsWritten;
  readonly unreadable: ReadonlySet<string>;
}

/** Terms that contradict one another: targets that nobody can meet or miss, and what has no effect. */
export function termFlaws(written: Written): readonly Flaw[] {
  return [
    ...outageFlaws(written),
    ...restorationFlaws(written),
    ...responseFlaws(written),
    ...recordingFlaws(written),
    ...dayFlaws(written),
    ...recordFlaws(written),
    ...plannedWorkFlaws(written),
    ...calendarFlaws(written),
    ...moneyFlaws(written),
  ];
}

function outageFlaws({ terms }: Written): readonly Flaw[] {
  const { shortest_outage: shortest, longest_outage: longest, outages, period } = terms;
  return [
    ...(longest !== undefined && shortest > longest
      ? [flaw(['shortest_outage'], `expected at most the longest_outage of ${formatDurationMs(longest)}`)]
      : []),
    ...(outages && outages.per !== period
      ? [flaw(['outages'], `expected a number per ${period}, the period of the contract`)]
      : []),
  ];
}

function restorationFlaws({ terms, unreadable }: Written): readonly Flaw[] {
  const { response, restoration, longest_outage: longest } = terms;
  const targets = Object.entries(restoration);
  const tooSoon = targets.flatMap(([severity, withinMs]) => {
    const responseMs = responseOf(response, severity);
    if (withinMs >= responseMs) return [];
    return [
      flaw(['restoration', severity], `expected at least the response of ${formatDurationMs(responseMs)}`),
    ];
  });
  const needed =
    targets.length === 0 && !unreadable.has('restoration')
      ? rulesOf(terms)
          .filter(({ rule }) => rule.by === 'hours-over-restoration')
          .map(({ path }) =>
            flaw(
              [...path, 'per'],
              'expected a restoration time in the terms for hours beyond it to be counted',
            ),
          )
      : [];
  const shortest = Math.min(...targets.map(([, withinMs]) => withinMs));
  const unreachable =
    longest !== undefined && longest < shortest && targets.length > 0
      ? [
          flaw(
            ['longest_outage'],
            `expected at least the shortest restoration of ${formatDurationMs(shortest)}`,
          ),
        ]
      : [];
  return [...tooSoon, ...needed, ...unreachable];
}

function responseFlaws({ terms, unreadable }: Written): readonly Flaw[] {
  if (terms.response !== undefined || unreadable.has('response')) return [];
  return rulesOf(terms)
    .filter(({ rule }) => rule.by === 'hours-over-response')
    .map(({ path }) =>
      flaw([...path, 'per'], 'expected a response time in the terms for hours beyond it to be counted'),
    );
}

/** What is not named has the longest time; by names that restoration does not have nothing is told. */
function responseOf(response: TermsAsWritten['response'], severity: string): number {
  if (response === undefined || typeof response === 'number') return response ?? 0;
  return response[severity] ?? 0;
}

function recordingFlaws({ terms }: Written): readonly Flaw[] {
  const { recording_retention: retention, longest_recording_gap: gap } = terms;
  if (retention === undefined || gap === undefined || gap < retention) return [];
  return [
    flaw(
      ['longest_recording_gap'],
      `expected less than the recording_retention of ${formatDurationMs(retention)}`,
    ),
  ];
}

/** Version 1 of the rules knows one rule for days without recording only. */
function dayFlaws({ terms, unreadable }: Written): readonly Flaw[] {
  if (terms.rules === 2 || unreadable.has('rules')) return [];
  return rulesOf(terms)
    .filter(({ rule }) => rule.by === 'whole-days-without-recording')
    .map(({ path }) =>
      flaw(
        [...path, 'per'],
        'expected recorder and started day without recording, or rules: 2 in the terms, by which days on which nothing was recorded are counted',
      ),
    );
}

function recordFlaws({ terms, unreadable }: Written): readonly Flaw[] {
  if (terms.before_record === undefined || terms.rules === 2 || unreadable.has('rules')) return [];
  return [
    flaw(['before_record'], 'expected rules: 2 in the terms, without which that time is always settled'),
  ];
}

/** The shortest of its kind: more than all of February can never be used up. */
const SHORTEST_PERIOD_MS: Readonly<Record<PeriodKind, number>> = {
  month: days(28),
  quarter: days(90),
  year: days(365),
};

function plannedWorkFlaws({ terms, unreadable }: Written): readonly Flaw[] {
  const { planned_work: planned, excused, period } = terms;
  if (planned === undefined) return [];
  const { at_most: most } = planned;
  const per = most?.per ?? period;
  return [
    ...(excused.includes('planned-work') || unreadable.has('excused')
      ? []
      : [
          flaw(
            ['planned_work'],
            'expected planned-work among the causes of excused, without which it has no effect',
          ),
        ]),
    ...(most && most.ms > SHORTEST_PERIOD_MS[per]
      ? [
          flaw(
            ['planned_work', 'at_most'],
            `expected at most ${formatDurationMs(SHORTEST_PERIOD_MS[per])} per ${per}`,
          ),
        ]
      : []),
  ];
}

function calendarFlaws({ terms }: Written): readonly Flaw[] {
  const { calendar, holidays, service_hours: hours } = terms;
  if (calendar === undefined) return [];
  const message = 'expected no calendar beside it, which says hours and holidays itself';
  return [
    ...(holidays === undefined ? [] : [flaw(['holidays'], message)]),
    ...(hours.length === 0 ? [] : [flaw(['service_hours'], message)]),
  ];
}

/** Between the target and the first tier nobody would know what is due. */
function moneyFlaws({ terms }: Written): readonly Flaw[] {
  const { availability, fleet } = terms;
  return rulesOf(terms).flatMap(({ rule, path }) => {
    if (rule.by !== 'tiers') return [];
    const targets = [availability, rule.per === 'fleet' ? fleet?.ppm : undefined].filter(
      (target) => target !== undefined,
    );
    const below = rule.tiers[0]?.belowPpm;
    if (below === undefined || targets.length === 0 || targets.includes(below)) return [];
    const wanted = targets.map(renderPpm).join(' or ');
    return [
      flaw([...path, 'tiers', 0, 'below'], `expected the target of ${wanted}, where money begins to be due`),
    ];
  });
}

interface PlacedRule {
  readonly rule: MoneyRule;
  readonly path: readonly PropertyKey[];
}

function rulesOf(terms: TermsAsWritten): readonly PlacedRule[] {
  const keys = ['deductions', 'penalties', 'damages'] as const satisfies readonly TermKey[];
  return keys.flatMap((key) =>
    nameRules('deduction', key, terms[key]).map((rule, index) => ({
      rule,
      path: Array.isArray(terms[key]) ? [key, index] : [key],
    })),
  );
}

const flaw = (path: readonly PropertyKey[], message: string): Flaw => ({ path, message, part: 'value' });
