import { rulesOf } from '../../contracts/statements/clauses.ts';
import type { ExplainedOutage, ExplainedPart, Explanation } from '../../contracts/statements/explain.ts';
import type { ExplainedStretch } from '../../contracts/statements/explained-stretch.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { minutes } from '../../core/time/units.ts';
import { dossierActs } from '../../reports/statement/dossier-acts.ts';
import type { DossierWords } from '../../reports/statement/dossier-words.ts';
import {
  arithmeticInWords,
  lineInWords,
  outageInWords,
  stretchInWords,
} from '../../reports/statement/words/explain-in-words.ts';
import { renderRules } from '../../reports/statement/words/render-clauses.ts';
import { renderCases } from '../../reports/statement/words/render-hangs-on.ts';
import { renderIncidents } from '../../reports/statement/words/render-incidents.ts';
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
      ...part.outages.flatMap((outage, index) => ['', ...renderOutage(outage, index + 1, { part, words })]),
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
    ...renderOutage(outage, number, { part, words }),
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

function renderStretch(stretch: ExplainedStretch, part: ExplainedPart, words: Words): readonly string[] {
  const { texts, span } = words;
  const { measured, evidence, notGranted } = stretchInWords(stretch, part, words);
  const outage = stretch.outage === undefined ? '' : `  [${stretch.outage}]`;
  return [
    `  ${renderInterval(stretch, words)}  ${span(stretch.toMs - stretch.fromMs)}  ${texts.classes[stretch.class]}${outage}`,
    `      ${texts.labels.measured}: ${measured}`,
    ...(evidence === undefined ? [] : [`      ${texts.labels.evidence}: ${evidence}`]),
    ...notGranted.map((refused) => `      ${texts.labels.notGranted}: ${refused}`),
  ];
}

const renderInterval = ({ fromMs, toMs }: Interval, { time }: Words): string =>
  `${time(fromMs)} → ${time(toMs)}`;

/** An outage whole, with its number. */
const renderOutage = (
  outage: ExplainedOutage,
  number: number,
  { part, words }: { readonly part: ExplainedPart; readonly words: Words },
): readonly string[] => [
  words.style('bold', words.texts.outageTitle(number, outage.ref)),
  ...outageInWords(outage, part, words).map((line) => `  ${line}`),
];

/** From the milliseconds of each class to the percentage and the money, to be computed again by hand. */
const renderArithmetic = (part: ExplainedPart, words: Words): readonly string[] => [
  words.style('bold', words.texts.labels.arithmetic),
  ...arithmeticInWords(part, words).map((line) => `  ${line}`),
  ...part.lines.flatMap((line) => {
    const [first = '', ...limits] = lineInWords(line, part.fee, words);
    return [`  ${first}`, ...limits.map((limit) => `      ${limit}`)];
  }),
];

const inBrackets = (text: string | undefined): string => (text === undefined ? '' : ` (${text})`);
