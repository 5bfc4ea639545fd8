import { countingTerms } from '../../../contracts/sla/never-measured.ts';
import { LIMITS } from '../../../contracts/statements/clauses.ts';
import type { ExplainedLine, ExplainedOutage, ExplainedPart } from '../../../contracts/statements/explain.ts';
import type { ExplainedStretch } from '../../../contracts/statements/explained-stretch.ts';
import type { PutDown } from '../../../contracts/statements/put-down.ts';
import { parseEntity } from '../../../core/domain/state.ts';
import { citing } from './render-clauses.ts';
import { nameRule, renderBreach, renderCap, renderLineWorking, renderShare } from './render-working.ts';
import type { Words } from './words.ts';

/** Why a stretch is what it is. */
export interface StretchInWords {
  /** What was measured, by which rule it counts so, and the clause. */
  readonly measured: string;
  /** What bears out who answers for it. */
  readonly evidence?: string;
  /** What was asked for there and not granted. */
  readonly notGranted: readonly string[];
}

export function stretchInWords(
  stretch: ExplainedStretch,
  { terms, figures }: ExplainedPart,
  words: Words,
): StretchInWords {
  const { texts, span } = words;
  const { rule, blame, excuse, reasons, measured } = stretch;
  const isBlamed = blame !== undefined && measured === 'down';
  const why = texts.rules[rule]({
    owner: renderOwner(blame ?? { cause: 'own', owner: figures.entity }, words),
    ref: excuse?.ref ?? '',
    cause: excuse ? texts.excuses[excuse.cause] : '',
    shortest: span(terms.shortestOutageMs),
  });
  const state = [texts.classes[measured], ...reasons.map(words.reason)].join(', ');
  return {
    measured: `${state}; ${why}${citing(stretch.clauses, words)}`,
    ...(isBlamed && blame.evidence.length > 0 && { evidence: words.evidence(blame.evidence, blame.besides) }),
    notGranted: stretch.refused.map(
      ({ ref, why: refusal, clauses }) => `${ref}, ${texts.refusals[refusal]}${citing(clauses, words)}`,
    ),
  };
}

/** Who answers; of an excuse its cause and decision; nobody for what is unknown or counts as up. */
function renderPutDown({ class: settled, excuse, blame }: PutDown, words: Words): string {
  const { classes, excuses, labels } = words.texts;
  if (blame) return `${labels.answers}: ${renderOwner(blame, words)}`;
  const name = nameIn(settled, classes);
  return excuse ? `${name}: ${nameIn(excuse.cause, excuses)} (${excuse.ref})` : name;
}

const renderOwner = (
  { cause, owner }: { readonly cause: string; readonly owner: string },
  { texts }: Words,
): string => (cause === 'own' ? texts.ownFaults[kindOf(owner)] : `${owner}, ${nameIn(cause, texts.owners)}`);

const nameIn = (name: string, names: Readonly<Record<string, string>>): string => names[name] ?? name;

const kindOf = (entity: string): 'device' | 'link' => parseEntity(entity)?.kind ?? 'device';

/** An outage of a part: its edges as sure as they are, who answers for how much, and the time to restore, which may run on after it. */
export function outageInWords(
  outage: ExplainedOutage,
  { interval }: Pick<ExplainedPart, 'interval'>,
  words: Words,
): readonly string[] {
  const { texts, time, span } = words;
  const { labels } = texts;
  const { fromMs, toMs, afterMs, untilAfterMs, reason, restoration } = outage;
  const edge = (earliestMs: number, proofMs: number) =>
    Number.isFinite(earliestMs) && earliestMs < proofMs
      ? texts.edge(time(earliestMs), time(proofMs))
      : time(proofMs);
  const ended = untilAfterMs === undefined ? texts.stillDown : edge(untilAfterMs, toMs);
  const isOver = untilAfterMs !== undefined && toMs <= interval.toMs;
  return [
    `${labels.began}: ${edge(afterMs, fromMs)}${reason === undefined ? '' : ` (${words.reason(reason)})`}`,
    `${labels.ended}: ${ended}`,
    ...outage.putDown.map(
      (one) => `${renderPutDown(one, words)}, ${span(one.ms)}${citing(one.clauses, words)}`,
    ),
    ...outage.blame
      .filter(({ evidence }) => evidence.length > 0)
      .map(({ evidence, besides }) => `${labels.evidence}: ${words.evidence(evidence, besides)}`),
    ...(restoration
      ? [
          `${labels.restoration}: ${span(outage.ownMs)} / ${span(restoration.withinMs)} (${texts.severity(restoration.severity)}), ${
            restoration.overMs > 0
              ? texts.over(span(restoration.overMs))
              : isOver
                ? texts.withinTime
                : texts.notYetLate
          }${citing(['8.5'], words)}`,
        ]
      : []),
  ];
}

/** From the milliseconds of each class to the percentage, to be computed again by hand, and the targets that were missed. */
export function arithmeticInWords(
  { figures, terms, breaches }: ExplainedPart,
  words: Words,
): readonly string[] {
  const { texts, count, share } = words;
  const { labels } = texts;
  const { sums, goodMs, countedMs, lowGoodMs, highGoodMs, boundsCountedMs, coverage } = figures;
  const { unknown, degraded } = countingTerms(terms, figures);
  const counts = ['up', 'degraded', 'down', ...(unknown === 'left-out' ? [] : ['unknown'])] as const;
  const goods = ['up', ...(degraded === 'up' ? ['degraded'] : []), ...(unknown === 'up' ? ['unknown'] : [])];
  const sumOf = (names: readonly string[]) =>
    names
      .map((name) => (isClass(name, sums) ? `${count(sums[name])} ${texts.classes[name]}` : ''))
      .join(' + ');
  const divide = (part: number, whole: number) =>
    `${count(part)} / ${count(whole)} = ${share({ goodMs: part, countedMs: whole })}`;
  return [
    `${labels.counted} = ${sumOf(counts)} = ${count(countedMs)} ms`,
    `${labels.good} = ${sumOf(goods)} = ${count(goodMs)} ms`,
    `${labels.availability} = ${divide(goodMs, countedMs)}`,
    `${labels.bounds}: ${share({ goodMs: lowGoodMs, countedMs: boundsCountedMs })}; ${share({ goodMs: highGoodMs, countedMs: boundsCountedMs })}`,
    `${labels.coverage} = ${divide(coverage.knownMs, coverage.inServiceMs)}`,
    ...breaches.map(
      ({ target, working, ref, clauses }) =>
        `${texts.targetOutcomes.missed}: ${texts.targets[target]}${inBrackets(ref)}: ${renderBreach(target, working, words)}${citing(clauses, words)}`,
    ),
  ];
}

/** A money line down to what it comes to after the limits. */
export function lineInWords(line: ExplainedLine, fee: ExplainedPart['fee'], words: Words): readonly string[] {
  const { texts, vnd } = words;
  const { type, rule, limits, payable, legalBasis } = line;
  return [
    `${nameRule({ type, rule }, words)}${inBrackets(legalBasis)}: ${renderLineWorking(line, fee, words)}${citing(line.clauses, words)}`,
    ...limits.flatMap((share) => [
      `${renderCap(share.cap, words)}${citing(LIMITS, words)}`,
      renderShare(share, words),
    ]),
    ...(limits.length > 0 ? [texts.working.afterLimits(vnd(payable))] : []),
  ];
}

const inBrackets = (text: string | undefined): string => (text === undefined ? '' : ` (${text})`);

const isClass = <Sums extends object>(name: string, sums: Sums): name is keyof Sums & string => name in sums;
