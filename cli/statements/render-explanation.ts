import { countingTerms } from '../../contracts/sla/never-measured.ts';
import { LIMITS, rulesOf } from '../../contracts/statements/clauses.ts';
import type {
  ExplainedLine,
  ExplainedOutage,
  ExplainedPart,
  Explanation,
} from '../../contracts/statements/explain.ts';
import type { ExplainedStretch } from '../../contracts/statements/explained-stretch.ts';
import type { PutDown } from '../../contracts/statements/put-down.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { minutes } from '../../core/time/units.ts';
import { dossierActs } from '../../reports/statement/dossier-acts.ts';
import type { DossierWords } from '../../reports/statement/dossier-words.ts';
import { citing, renderRules } from '../../reports/statement/words/render-clauses.ts';
import { renderCases } from '../../reports/statement/words/render-hangs-on.ts';
import { renderIncidents } from '../../reports/statement/words/render-incidents.ts';
import {
  renderBreach,
  renderCap,
  renderLineWorking,
  renderShare,
} from '../../reports/statement/words/render-working.ts';
import type { Words } from '../../reports/statement/words/words.ts';
import { renderActs } from './render-dossier.ts';
import { renderBar, renderDays } from './render-picture.ts';
import { namedEntity } from './render-statement.ts';

/** Why a figure is what it is: a picture, every stretch in words, and the arithmetic. */
export function renderExplanation(explanation: Explanation, dossier: DossierWords, words: Words): string {
  const { texts, style } = words;
  const { entity, contractId, period } = explanation;
  return [
    style(
      'bold',
      `${namedEntity(entity, dossier.naming)} · ${contractId} · ${period.label} (${explanation.parts[0]?.terms.timeZone ?? ''})`,
    ),
    ...(explanation.isProvisional ? [texts.provisional] : []),
    renderRules(
      explanation.parts.map(({ terms }) => rulesOf(terms)),
      words,
    ),
    ...renderDays(explanation, words),
    ...explanation.parts.flatMap((part) => [
      '',
      style('bold', `${texts.labels.stretches} (${renderInterval(part.interval, words)})`),
      ...part.stretches.flatMap((stretch) => renderStretch(stretch, part, words)),
      ...part.outages.flatMap((outage, index) => ['', ...renderOutage(outage, index + 1, words)]),
      '',
      ...renderArithmetic(part, words),
    ]),
    ...renderHangsOnOf(explanation, words),
    ...renderIncidents(explanation.incidents, words),
    ...renderDecisions(explanation, dossier, words),
  ].join('\n');
}

function renderDecisions({ decisions }: Explanation, context: DossierWords, words: Words): readonly string[] {
  if (!decisions) return [];
  const lines = renderActs(
    dossierActs({ ...decisions, objections: [] }, { figures: { parts: [] }, objections: [] }, context),
    context,
    words,
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

/** The lines of the entity that unknown time or a pending claim changes. */
function renderHangsOnOf({ hangsOn }: Explanation, words: Words): readonly string[] {
  if (!hangsOn || hangsOn.lines.length === 0) return [];
  const { texts, style, vnd } = words;
  return [
    '',
    style('bold', texts.hangsOn.title),
    ...hangsOn.lines.flatMap((line) => [
      `  ${texts.money[line.type]} · ${line.rule}${inBrackets(line.ref)}: ${line.line === undefined ? texts.hangsOn.notDue : vnd(line.payable)}`,
      ...renderCases(line, hangsOn.cases, words).map((text) => `      ${text}`),
    ]),
  ];
}

/** One outage alone, with the time around it. */
export function renderOneOutage(
  explanation: Explanation,
  part: ExplainedPart,
  number: number,
  { dossier, words }: { readonly dossier: DossierWords; readonly words: Words },
): string {
  const { texts, style } = words;
  const outage = part.outages[number - 1];
  if (!outage) return '';
  const around = windowOf(outage, part.interval);
  const stretches = part.stretches.filter(({ fromMs, toMs }) => fromMs < around.toMs && toMs > around.fromMs);
  return [
    style(
      'bold',
      `${namedEntity(explanation.entity, dossier.naming)} · ${explanation.contractId} · ${texts.outageTitle(number, outage.ref)}`,
    ),
    ...(explanation.isProvisional ? [texts.provisional] : []),
    renderRules([rulesOf(part.terms)], words),
    ...renderBar(part, around, words),
    '',
    style('bold', texts.labels.stretches),
    ...stretches.flatMap((stretch) => renderStretch(stretch, part, words)),
    '',
    ...renderOutage(outage, number, words),
    '',
    ...renderArithmetic(part, words),
    ...renderDecisions(explanation, dossier, words),
  ].join('\n');
}

const LEAST_MARGIN_MS = minutes(1);

/** The outage as far as the period has it, and a tenth of its length on both sides, in which it may truly have begun. */
export function windowOf({ fromMs, toMs, afterMs }: ExplainedOutage, period: Interval): Interval {
  const begunMs = Math.max(fromMs, period.fromMs);
  const endMs = Math.min(toMs, period.toMs);
  const marginMs = Math.max(LEAST_MARGIN_MS, Math.round((endMs - begunMs) / 10));
  const earliestMs = Number.isFinite(afterMs) ? Math.min(afterMs, begunMs - marginMs) : begunMs - marginMs;
  return {
    fromMs: Math.max(period.fromMs, earliestMs),
    toMs: Math.min(period.toMs, endMs + marginMs),
  };
}

function renderStretch(
  stretch: ExplainedStretch,
  { terms, figures }: ExplainedPart,
  words: Words,
): readonly string[] {
  const { texts, span } = words;
  const { rule, blame, excuse, reasons, measured } = stretch;
  const isBlamed = blame !== undefined && measured === 'down';
  const why = texts.rules[rule]({
    owner: renderOwner(blame ?? { cause: 'own', owner: figures.entity }, words),
    ref: excuse?.ref ?? '',
    cause: excuse ? texts.excuses[excuse.cause] : '',
    shortest: span(terms.shortestOutageMs),
  });
  const outage = stretch.outage === undefined ? '' : `  [${stretch.outage}]`;
  const state = [texts.classes[measured], ...reasons.map(words.reason)].join(', ');
  return [
    `  ${renderInterval(stretch, words)}  ${span(stretch.toMs - stretch.fromMs)}  ${texts.classes[stretch.class]}${outage}`,
    `      ${texts.labels.measured}: ${state}; ${why}${citing(stretch.clauses, words)}`,
    ...(isBlamed && blame.evidence.length > 0
      ? [`      ${texts.labels.evidence}: ${words.evidence(blame.evidence, blame.besides)}`]
      : []),
    ...stretch.refused.map(
      ({ ref, why: refusal, clauses }) =>
        `      ${texts.labels.notGranted}: ${ref}, ${texts.refusals[refusal]}${citing(clauses, words)}`,
    ),
  ];
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

const renderInterval = ({ fromMs, toMs }: Interval, { time }: Words): string =>
  `${time(fromMs)} → ${time(toMs)}`;

/** An outage whole: its edges as sure as they are, who answers for how much, and the time to restore. */
export function renderOutage(outage: ExplainedOutage, number: number, words: Words): readonly string[] {
  const { texts, style, time, span } = words;
  const { labels } = texts;
  const { fromMs, toMs, afterMs, untilAfterMs, reason, restoration } = outage;
  const edge = (earliestMs: number, proofMs: number) =>
    Number.isFinite(earliestMs) && earliestMs < proofMs
      ? texts.edge(time(earliestMs), time(proofMs))
      : time(proofMs);
  const ended = untilAfterMs === undefined ? texts.stillDown : edge(untilAfterMs, toMs);
  return [
    style('bold', texts.outageTitle(number, outage.ref)),
    `  ${labels.began}: ${edge(afterMs, fromMs)}${reason === undefined ? '' : ` (${words.reason(reason)})`}`,
    `  ${labels.ended}: ${ended}`,
    ...outage.putDown.map(
      (one) => `  ${renderPutDown(one, words)}, ${span(one.ms)}${citing(one.clauses, words)}`,
    ),
    ...outage.blame
      .filter(({ evidence }) => evidence.length > 0)
      .map(({ evidence, besides }) => `  ${labels.evidence}: ${words.evidence(evidence, besides)}`),
    ...(restoration
      ? [
          `  ${labels.restoration}: ${span(outage.ownMs)} / ${span(restoration.withinMs)} (${restoration.severity}), ${
            restoration.overMs > 0 ? texts.over(span(restoration.overMs)) : texts.withinTime
          }${citing(['8.5'], words)}`,
        ]
      : []),
  ];
}

/** From the milliseconds of each class to the percentage and the money, to be computed again by hand. */
export function renderArithmetic(
  { figures, terms, lines, breaches, fee }: ExplainedPart,
  words: Words,
): readonly string[] {
  const { texts, style, count, share } = words;
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
    style('bold', labels.arithmetic),
    `  ${labels.counted} = ${sumOf(counts)} = ${count(countedMs)} ms`,
    `  ${labels.good} = ${sumOf(goods)} = ${count(goodMs)} ms`,
    `  ${labels.availability} = ${divide(goodMs, countedMs)}`,
    `  ${labels.bounds}: ${share({ goodMs: lowGoodMs, countedMs: boundsCountedMs })}; ${share({ goodMs: highGoodMs, countedMs: boundsCountedMs })}`,
    `  ${labels.coverage} = ${divide(coverage.knownMs, coverage.inServiceMs)}`,
    ...breaches.map(
      ({ target, working, ref, clauses }) =>
        `  ${texts.targetOutcomes.missed}: ${texts.targets[target]}${inBrackets(ref)}: ${renderBreach(target, working, words)}${citing(clauses, words)}`,
    ),
    ...lines.flatMap((line) => renderLine(line, fee, words)),
  ];
}

/** A money line down to what it comes to after the limits. */
function renderLine(line: ExplainedLine, fee: ExplainedPart['fee'], words: Words): readonly string[] {
  const { texts, vnd } = words;
  const { type, rule, limits, payable, legalBasis } = line;
  return [
    `  ${texts.money[type]} · ${rule}${inBrackets(legalBasis)}: ${renderLineWorking(line, fee, words)}${citing(line.clauses, words)}`,
    ...limits.flatMap((share) => [
      `      ${renderCap(share.cap, words)}${citing(LIMITS, words)}`,
      `      ${renderShare(share, words)}`,
    ]),
    ...(limits.length > 0 ? [`      ${texts.working.afterLimits(vnd(payable))}`] : []),
  ];
}

const inBrackets = (text: string | undefined): string => (text === undefined ? '' : ` (${text})`);

const isClass = <Sums extends object>(name: string, sums: Sums): name is keyof Sums & string => name in sums;
