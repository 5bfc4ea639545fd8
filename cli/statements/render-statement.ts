import { clausesOfLine, clausesOfTarget, LIMITS } from '../../contracts/statements/clauses.ts';
import { limitShares } from '../../contracts/statements/limit-shares.ts';
import type { StatementAction, StatementLife } from '../../contracts/statements/statement-register.ts';
import type {
  StatementDocument,
  StatementEntity,
  StatementLine,
  StatementPart,
} from '../../contracts/statements/statement-schema.ts';
import { alignRows } from '../../core/text/align.ts';
import { alignRows as alignCells } from '../../core/text/align-rows.ts';
import type { DossierWords } from '../../reports/statement/dossier-words.ts';
import { createNaming, type Naming } from '../../reports/statement/naming.ts';
import type { StatementInput } from '../../reports/statement/statement-input.ts';
import { figureRows, isNameOf, judgedOn, targetName } from '../../reports/statement/words/figure-rows.ts';
import { headRows } from '../../reports/statement/words/head-rows.ts';
import { citing } from '../../reports/statement/words/render-clauses.ts';
import { renderDifferences } from '../../reports/statement/words/render-differences.ts';
import { renderCases, renderHangsOn } from '../../reports/statement/words/render-hangs-on.ts';
import { renderIncidents } from '../../reports/statement/words/render-incidents.ts';
import { renderWarnings } from '../../reports/statement/words/render-warning.ts';
import {
  renderBreach,
  renderCap,
  renderLineWorking,
  renderShares,
} from '../../reports/statement/words/render-working.ts';
import type { Words } from '../../reports/statement/words/words.ts';
import { renderDossier } from './render-dossier.ts';

const MOST_ENTITIES = 20;

/** A statement for people: the file has all of it. */
export function renderStatement(input: StatementInput, words: Words): string {
  const { document, names, words: documentWords } = input;
  const context: DossierWords = {
    words: documentWords,
    naming: createNaming({ document, names, words: documentWords }),
  };
  const { texts, style } = words;
  const { labels } = texts;
  const { figures, number } = document;
  return [
    style('bold', `${number > 0 ? texts.restatement(number) : texts.statement} ${document.id}`),
    ...alignRows(headRows(input, words)),
    ...figures.parts.flatMap((part) => [
      '',
      ...renderPart(part, document, { words, naming: context.naming }),
    ]),
    ...renderIncidents(figures.incidents, words),
    '',
    ...renderTotals(document, words),
    ...renderHangsOn(document.hangsOn, document.figures.total, words),
    ...renderList(labels.objections, document.objections.map(renderObjection), words),
    ...renderList(labels.warnings, renderWarnings(document, words), words),
    ...renderDossier(document, context, words),
    ...renderDifferences(document.differences ?? [], words),
  ].join('\n');
}

function renderPart(
  part: StatementPart,
  document: StatementDocument,
  { words, naming }: { readonly words: Words; readonly naming: Naming },
): readonly string[] {
  const { texts, style, time, count } = words;
  const { labels } = texts;
  const { aggregate, checks, entities } = part;
  const never = new Set(part.neverMeasured);
  const measured = entities.filter(({ entity }) => !never.has(entity));
  const worst = measured.toSorted(byAvailability).slice(0, MOST_ENTITIES);
  return [
    style('bold', `${texts.whole} (${count(entities.length)}), ${time(part.fromMs)} → ${time(part.toMs)}`),
    ...alignRows(figureRows(aggregate, words)),
    ...(checks.length > 0 ? [style('bold', `${labels.targets}${judgedOn(aggregate, words)}`)] : []),
    ...checks.flatMap((check) => [
      `  ${targetName(check.target, words)}: ${texts.targetOutcomes[check.outcome]}${check.breaches.length > 0 ? ` (${count(check.breaches.length)})` : ''}${citing(clausesOfTarget(check.target), words)}`,
      ...renderBreaches(check, part, { words, naming }),
    ]),
    style('bold', labels.worst),
    ...worst.map((entity) => renderEntity(entity, words)),
    ...(measured.length > worst.length ? [`  ${texts.more(measured.length - worst.length)}`] : []),
    ...renderNeverMeasured([...never], words),
    style('bold', labels.money),
    ...orNothing(renderLines(part, document, words), words),
    ...part.money.caps.map((cap) => `  ${renderCap(cap, words)}${citing(LIMITS, words)}`),
  ];
}

/** The cases in which a target was missed, by device and place. */
function renderBreaches(
  { target, breaches }: StatementPart['checks'][number],
  { entities }: StatementPart,
  { words, naming }: { readonly words: Words; readonly naming: Naming },
): readonly string[] {
  const { texts, time } = words;
  const began = new Map(entities.flatMap(({ outages }) => outages.map(({ ref, fromMs }) => [ref, fromMs])));
  const about = ({ entity, ref = '' }: (typeof breaches)[number]) => {
    const atMs = began.get(ref);
    const facts = [entity && namedEntity(entity, naming), ref, atMs !== undefined && time(atMs)];
    return facts.filter(Boolean).join(', ') || texts.fleetLine;
  };
  const shown = breaches.slice(0, MOST_ENTITIES);
  return [
    ...shown.map(
      (breach) =>
        `    ${about(breach)}: ${isNameOf(target, texts.targets) ? renderBreach(target, breach.working, words) : breach.working}`,
    ),
    ...(breaches.length > shown.length ? [`    ${texts.more(breaches.length - shown.length)}`] : []),
  ];
}

/** The id that commands take, and what it is called where it stands. */
export function namedEntity(entity: string, naming: Naming): string {
  const name = naming.entity(entity);
  return name === entity ? entity : `${entity} (${name})`;
}

function renderNeverMeasured(entities: readonly string[], words: Words): readonly string[] {
  const { texts, style, count } = words;
  if (entities.length === 0) return [];
  const shown = entities.slice(0, MOST_ENTITIES);
  return [
    style('bold', `${texts.labels.neverMeasured} (${count(entities.length)})`),
    ...shown.map((entity) => `  ${entity}`),
    ...(entities.length > shown.length ? [`  ${texts.more(entities.length - shown.length)}`] : []),
  ];
}

function renderEntity(entity: StatementEntity, { texts, percent, span }: Words): string {
  const { sums, coverage } = entity;
  const parts = (['down', 'excused', 'others', 'unknown'] as const).flatMap((name) =>
    (sums[name] ?? 0) > 0 ? [`${texts.classes[name]} ${span(sums[name] ?? 0)}`] : [],
  );
  const rest = [...parts, `${texts.labels.coverage} ${percent(coverage.percent)}`].join(', ');
  return `  ${entity.entity}  ${percent(entity.percent)}  ${rest}`;
}

function renderLines(
  { entities, money }: StatementPart,
  document: StatementDocument,
  words: Words,
): readonly string[] {
  const disputed = new Set(document.money.disputedLines);
  const { cases, lines: hanging } = document.hangsOn ?? { cases: [], lines: [] };
  const varied = new Map(hanging.map((line) => [line.line, line]));
  const fees = new Map(entities.map(({ entity, fee }) => [entity, fee]));
  const shares = limitShares(money);
  return money.lines.flatMap((line) => [
    renderLine(line, disputed.has(line.line), words),
    `      ${renderLineWorking(line, line.entity === undefined ? money.fee : fees.get(line.entity), words)}${citing(clausesOfLine(line), words)}`,
    ...renderShares(shares.get(line.line) ?? [], words).map((share) => `      ${share}`),
    ...renderCases(varied.get(line.line), cases, words).map((text) => `      ${text}`),
  ]);
}

function renderLine(line: StatementLine, isDisputed: boolean, { texts, vnd }: Words): string {
  const { type, rule, entity, ref, payable, legalBasis } = line;
  const marks = isDisputed ? ` [${texts.labels.disputed}]` : '';
  const basis = legalBasis === undefined ? '' : ` (${legalBasis})`;
  return `  ${line.line}. ${texts.money[type]} · ${rule}${basis} · ${entity ?? ref ?? texts.fleetLine}: ${vnd(payable)}${marks}`;
}

function renderTotals(
  { money, figures }: StatementDocument,
  { texts, style, vnd }: Words,
): readonly string[] {
  const { labels } = texts;
  const types = (['deduction', 'penalty', 'damages'] as const).map(
    (type) => [texts.money[type], vnd(figures.byType[type])] as const,
  );
  return [
    style('bold', labels.total),
    ...alignRows([
      ...types,
      [labels.total, vnd(money.total)],
      [labels.undisputed, vnd(money.undisputed)],
      [labels.disputed, vnd(money.disputed)],
    ]),
  ];
}

const renderObjection = ({
  number,
  by,
  why,
  lines,
  outages,
  entities,
}: StatementDocument['objections'][number]) =>
  `${number}. ${by}: ${why} (${[...lines, ...outages, ...entities].join('; ')})`;

function renderList(title: string, lines: readonly string[], { style }: Words): readonly string[] {
  return lines.length === 0 ? [] : [style('bold', title), ...lines.map((line) => `  ${line}`)];
}

/** All statements on record, one a line, with what was done last. */
export function renderLives(lives: readonly StatementLife[], words: Words): string {
  const { texts, time, vnd } = words;
  if (lives.length === 0) return texts.nothing;
  const rows = lives.map((life) => {
    const last = life.steps.at(-1);
    const { latest } = life;
    return [
      life.id,
      latest
        ? latest.number > 0
          ? texts.restatement(latest.number)
          : actionName(latest.action, words)
        : texts.states.withdrawn,
      last ? `${actionName(last.action, words)} ${time(last.recordedMs)} (${last.author})` : '',
      latest ? `${texts.labels.total} ${vnd(latest.total)}` : '',
      latest && latest.disputed !== '0' ? `${texts.labels.disputed} ${vnd(latest.disputed)}` : '',
      texts.files(life.handedOut.length),
    ];
  });
  return alignCells(rows).join('\n');
}

const actionName = (action: StatementAction | string, { texts }: Words): string =>
  texts.actions[action] ?? action;

const byAvailability = (a: StatementEntity, b: StatementEntity): number =>
  ratioOf(a) - ratioOf(b) || (a.entity < b.entity ? -1 : 1);

/** Only for order: what is printed is exact. */
const ratioOf = ({ goodMs, countedMs }: StatementEntity): number =>
  countedMs === 0 ? Number.POSITIVE_INFINITY : goodMs / countedMs;

const orNothing = (lines: readonly string[], { texts }: Words): readonly string[] =>
  lines.length > 0 ? lines : [`  ${texts.nothing}`];
