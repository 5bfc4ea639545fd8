import { renderPpm } from '../../contracts/sla/fraction.ts';
import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../core/text/up-first.ts';
import { type AppliedHours, type AppliedRule, type AppliedTerms, readAppliedTerms } from './applied-terms.ts';
import type { Naming } from './naming.ts';
import type { StatementWords } from './statement-words.ts';
import type { DocumentTexts } from './texts/document-texts.ts';

type Texts = DocumentTexts['terms'];

/** A term and what was agreed of it, in words. */
export type TermRow = readonly [term: string, agreed: string];

/** The terms as they were applied; those of a version that has others stand there as they were sealed. */
export function termRows(part: StatementPart, words: StatementWords, naming: Naming): readonly TermRow[] {
  const texts = words.texts.terms;
  const terms = readAppliedTerms(part.terms);
  if (!terms) return Object.entries(part.terms).map(([key, value]) => [key, JSON.stringify(value)]);
  return [
    ...countingRows(terms, words),
    ...excuseRows(terms, words),
    ...targetRows(terms, words),
    ...feeRows(terms, words, naming),
    ...terms.money.map((rule): TermRow => [upFirst(words.ruleName(rule.id)), ruleInWords(rule, words)]),
    ...(terms.capPpm === undefined
      ? []
      : [[texts.cap.name, texts.cap.of(percentOf(terms.capPpm, words))] as const]),
    ...deadlineRows(terms, words),
  ];
}

function countingRows(terms: AppliedTerms, words: StatementWords): readonly TermRow[] {
  const texts = words.texts.terms;
  const { indicator, period, service, unknown, degraded, othersDown, shortestOutageMs } = terms;
  return [
    [texts.indicator, words.indicator(indicator)],
    [texts.period, texts.periods[period]],
    [texts.service, hoursInWords(service, texts)],
    ...(service.holidays.length > 0
      ? [[texts.holidays, service.holidays.map((date) => dayInWords(date, words)).join(', ')] as const]
      : []),
    [texts.unknown.name, texts.unknown[unknown]],
    [texts.degraded.name, texts.degraded[degraded]],
    [texts.othersDown.name, texts.othersDown[othersDown]],
    ...(shortestOutageMs > 0
      ? [[texts.short.name, texts.short.below(words.span(shortestOutageMs))] as const]
      : []),
    ...(terms.redundantLines === undefined
      ? []
      : [[texts.redundant.name, texts.redundant.together] as const]),
  ];
}

function excuseRows(terms: AppliedTerms, words: StatementWords): readonly TermRow[] {
  const texts = words.texts.terms;
  const { excused, plannedWork, upsAutonomyMs, restartGraceMs, claimedUnknown } = terms;
  return [
    [texts.excused.name, excused.length > 0 ? excused.map(words.causeName).join(', ') : texts.excused.none],
    ...(plannedWork === undefined
      ? []
      : [
          [
            texts.plannedWork.name,
            [
              texts.plannedWork.notice(words.span(plannedWork.noticeMs)),
              ...(plannedWork.atMostMs === undefined
                ? []
                : [
                    texts.plannedWork.atMost(
                      words.span(plannedWork.atMostMs),
                      texts.periods[plannedWork.atMostPer],
                    ),
                  ]),
              ...(plannedWork.onlyBetween
                ? [texts.plannedWork.between(hoursInWords(plannedWork.onlyBetween, texts))]
                : []),
            ].join('; '),
          ] as const,
        ]),
    ...(upsAutonomyMs > 0 ? [[texts.ups.name, texts.ups.first(words.span(upsAutonomyMs))] as const] : []),
    ...(claimedUnknown === undefined
      ? []
      : [[texts.claimedUnknown.name, texts.claimedUnknown.excused] as const]),
    ...(restartGraceMs > 0
      ? [[texts.grace.name, texts.grace.atMost(words.span(restartGraceMs))] as const]
      : []),
  ];
}

const targetRows = ({ targets }: AppliedTerms, words: StatementWords): readonly TermRow[] =>
  targetsInWords(targets, words).map(([name, text]) => [
    words.texts.terms.target(words.targetName(name)),
    text,
  ]);

/** What each target asks for, by its name. */
export function targetsInWords(
  targets: AppliedTerms['targets'],
  words: StatementWords,
): readonly (readonly [name: string, agreed: string])[] {
  const { span, count } = words;
  const { targets: texts } = words.texts.terms;
  const of = targets.fleetOf === undefined ? texts.devices : words.kind(targets.fleetOf);
  const rows: readonly (readonly [string, string | 0 | undefined])[] = [
    ['availability', targets.availabilityPpm && texts.atLeast(percentOf(targets.availabilityPpm, words))],
    ['fleet', targets.fleetPpm && texts.fleet(percentOf(targets.fleetPpm, words), of)],
    ['longest-outage', targets.longestOutageMs && texts.atMost(span(targets.longestOutageMs))],
    ['outages', targets.outages === undefined ? undefined : texts.outages(count(targets.outages))],
    [
      'response',
      targets.responseMs
        ? texts.within(span(targets.responseMs))
        : withinInWords(targets.responseBySeverity, words),
    ],
    ['restoration', withinInWords(targets.restoration, words)],
    [
      'recording-retention',
      targets.recordingRetentionMs && texts.retention(span(targets.recordingRetentionMs)),
    ],
    [
      'longest-recording-gap',
      targets.longestRecordingGapMs && texts.atMost(span(targets.longestRecordingGapMs)),
    ],
    [
      'saturation',
      targets.saturation &&
        texts.saturation(percentOf(targets.saturation.overPpm, words), count(targets.saturation.days)),
    ],
  ];
  return rows.flatMap(([name, text]) => (text ? [[name, text] as const] : []));
}

function withinInWords(
  within: AppliedTerms['targets']['responseBySeverity'],
  { span, severity }: StatementWords,
): string | undefined {
  if (!within || within.length === 0) return undefined;
  return within.map((each) => `${severity(each.severity)}: ${span(each.withinMs)}`).join('; ');
}

function feeRows({ fees }: AppliedTerms, words: StatementWords, naming: Naming): readonly TermRow[] {
  const texts = words.texts.terms.fees;
  const each = [
    ...Object.entries(fees.byKind).map(([kind, vnd]) => `${words.kind(kind)} ${words.vnd(vnd)}`),
    ...Object.entries(fees.byEntity).map(([entity, vnd]) => `${naming.entity(entity)} ${words.vnd(vnd)}`),
  ];
  return [
    ...(each.length > 0 ? [[texts.each, each.join('; ')] as const] : []),
    ...(fees.contract === undefined ? [] : [[texts.contract, words.vnd(fees.contract)] as const]),
  ];
}

function ruleInWords(rule: AppliedRule, words: StatementWords): string {
  const texts = words.texts.terms.money;
  const { by, per, tiers = [], vnd, capPpm, statutoryCapPpm, repeatPpm, legalBasis } = rule;
  const steps = tiers.map(({ belowPpm, amount }) => {
    const each = 'vnd' in amount ? words.vnd(amount.vnd) : texts.ofFee(percentOf(amount.ofFeePpm, words));
    return texts.below(percentOf(belowPpm, words), each);
  });
  return [
    `${by === 'tiers' ? texts.tiers[per] : texts.by[by]}${vnd === undefined ? '' : `: ${words.vnd(vnd)}`}`,
    ...steps,
    ...(repeatPpm === undefined ? [] : [texts.repeated(percentOf(repeatPpm, words))]),
    ...(capPpm === undefined ? [] : [texts.cap(percentOf(capPpm, words))]),
    ...(statutoryCapPpm === undefined ? [] : [texts.statutoryCap(percentOf(statutoryCapPpm, words))]),
    ...(legalBasis === undefined ? [] : [texts.basis(legalBasis)]),
    texts.id(rule.id),
  ].join('; ');
}

function deadlineRows(terms: AppliedTerms, { span, texts }: StatementWords): readonly TermRow[] {
  const { objection, claim, claimWithin, decision, decideWithin } = texts.terms.deadlines;
  return [
    [objection, span(terms.objectionMs)],
    [claim, claimWithin(span(terms.claimWithinMs))],
    [decision, decideWithin(span(terms.decideWithinMs))],
  ];
}

const percentOf = (ppm: number, { percent }: StatementWords): string => percent(renderPpm(ppm));

function hoursInWords({ windows }: AppliedHours, { hours: texts }: Texts): string {
  const names: Readonly<Record<string, string>> = texts.days;
  if (windows.length === 0) return texts.always;
  return windows
    .map(({ days, fromMinute, toMinute }) => {
      const hours = `${clockOf(fromMinute)}–${clockOf(toMinute)}`;
      return days.length === 7
        ? texts.daily(hours)
        : `${hours} ${days.map((day) => names[day] ?? day).join(', ')}`;
    })
    .join('; ');
}

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function dayInWords(text: string, { texts }: StatementWords): string {
  const [year = '', month = '', day = ''] = text.split('-');
  return texts.times.date({ year, month, day });
}
