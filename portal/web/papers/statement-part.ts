import { clausesOfLine, clausesOfTarget, LIMITS } from '../../../contracts/statements/clauses.ts';
import type { StatementLine, StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { deviceEntity, linkEntity, parseEntity } from '../../../core/domain/state.ts';
import { figureRows, isNameOf, judgedOn, targetName } from '../../../reports/statement/words/figure-rows.ts';
import { citing } from '../../../reports/statement/words/render-clauses.ts';
import {
  nameRule,
  renderBreach,
  renderCap,
  renderLineWorking,
  renderShares,
} from '../../../reports/statement/words/render-working.ts';
import type { Words } from '../../../reports/statement/words/words.ts';
import { MOST_WORST, type ShownCounts, type ShownStatement } from '../../papers/shown-statement.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { linkClauses } from '../rules/link-clauses.ts';
import { entityLink, statementTexts } from './paper-page.ts';
import { explainPath } from './statements-page.ts';

/** Of which statement a part is, and how it is worded. */
export interface AtStatement {
  readonly contract: string;
  readonly period: string;
  readonly shown: ShownStatement;
  readonly words: Words;
}

/** A part of the period with one version of the terms: figures, targets, who was worst, money. */
export function renderStatementPart(
  context: PageContext,
  at: AtStatement,
  part: StatementPart,
  counts: ShownCounts | undefined,
): Html {
  const { words } = at;
  const { texts, time, count } = words;
  const { labels } = texts;
  const title = `${texts.whole} (${count(counts?.entities ?? 0)}), ${time(part.fromMs)} → ${time(part.toMs)}`;
  return html`<section class="panel" data-part="statement-part"><header><h2 class="sentence">${title}</h2></header>
<dl class="facts statement-head">${figureRows(part.aggregate, words).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${part.checks.length > 0 && html`<h3 class="sentence">${labels.targets}${judgedOn(part.aggregate, words)}</h3><ul class="lines">${part.checks.map((check, index) => renderCheck(context, at, check, counts?.breaches[index] ?? 0))}</ul>`}
</section>
${renderMoney(context, at, part, counts)}
${renderWorst(context, at, part)}`;
}

function renderCheck(
  context: PageContext,
  at: AtStatement,
  { target, outcome, breaches }: StatementPart['checks'][number],
  total: number,
): Html {
  const { words } = at;
  const { texts } = words;
  const rest = total - breaches.length;
  const cases = breaches.map(({ entity, ref, working }) => {
    const told = isNameOf(target, texts.targets) ? renderBreach(target, working, words) : working;
    return html`<li>${entity === undefined ? texts.fleetLine : renderWhy(context, at, entity)}${ref !== undefined && ` (${ref})`}: ${told}</li>`;
  });
  return html`<li>${targetName(target, words)}: <b class="${outcome === 'missed' && 'is-late'}">${texts.targetOutcomes[outcome]}</b>${total > 0 && ` (${words.count(total)})`}${linkClauses(context, citing(clausesOfTarget(target), words))}${cases.length > 0 && html`<ul>${cases}</ul>`}${rest > 0 && html` <span class="small">${context.messages.andMore(context.formats.count(rest))}</span>`}</li>`;
}

/** A device or link, and the way to why its figures are what they are. */
function renderWhy(context: PageContext, { contract, period }: AtStatement, entity: string): Html {
  const texts = statementTexts(context.messages.language);
  const parsed = parseEntity(entity);
  if (!parsed) return html`${clip(entity)}`;
  const { kind, id } = parsed;
  return html`${entityLink(context, kind === 'device' ? deviceEntity(id) : linkEntity(id))} <a class="small" href="${linkTo(context, explainPath(contract, period, entity))}">${texts.why}</a>`;
}

function renderMoney(
  context: PageContext,
  at: AtStatement,
  part: StatementPart,
  counts: ShownCounts | undefined,
): Html {
  const texts = statementTexts(context.messages.language);
  const { words, shown } = at;
  const { lines, caps } = part.money;
  const rest = (counts?.lines ?? 0) - lines.length;
  const disputed = new Set(shown.document.money.disputedLines);
  return html`<section class="panel table" data-part="statement-lines"><header><h2 class="sentence">${words.texts.labels.money}</h2><p>${words.count(counts?.lines ?? 0)}</p></header>
${
  lines.length === 0
    ? html`<p class="quiet">${texts.noMoney}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.lineHead.map((name, index) => html`<th scope="col" class="${index === 4 && 'number'}">${name}</th>`)}</tr></thead><tbody>${lines.map((line) => renderLine(context, at, part, { line, isDisputed: disputed.has(line.line), counts }))}</tbody></table></div>`
}
${caps.length > 0 && html`<ul class="lines">${caps.map((cap) => html`<li>${renderCap(cap, words)}${linkClauses(context, citing(LIMITS, words))}</li>`)}</ul>`}
${rest > 0 && html`<p class="rest">${context.messages.andMore(context.formats.count(rest))}</p>`}</section>`;
}

interface LineAsked {
  readonly line: StatementLine;
  readonly isDisputed: boolean;
  readonly counts: ShownCounts | undefined;
}

function renderLine(
  context: PageContext,
  at: AtStatement,
  { entities, money }: StatementPart,
  { line, isDisputed, counts }: LineAsked,
): Html {
  const { words } = at;
  const { texts } = words;
  const { entity, ref, payable, legalBasis } = line;
  const [, what, whose, how, pay] = statementTexts(context.messages.language).lineHead;
  const fee = entity === undefined ? money.fee : entities.find((one) => one.entity === entity)?.fee;
  const shares = renderShares(counts?.shares.get(line.line) ?? [], words);
  return html`<tr id="line-${String(line.line)}"><td><b>${String(line.line)}</b></td><td data-label="${what}">${clip(nameRule(line, words), 90)}${legalBasis !== undefined && ` (${legalBasis})`}${isDisputed && html` <b>${texts.labels.disputed}</b>`}</td><td data-label="${whose}">${entity === undefined ? (ref ?? texts.fleetLine) : renderWhy(context, at, entity)}</td><td class="wide" data-label="${how}">${renderLineWorking(line, fee, words)}${linkClauses(context, citing(clausesOfLine(line), words))}${shares.map((share) => html`<br>${share}`)}</td><td class="number" data-label="${pay}"><b>${words.vnd(payable)}</b></td></tr>`;
}

function renderWorst(context: PageContext, at: AtStatement, { entities }: StatementPart): Html | false {
  const worst = entities.slice(0, MOST_WORST);
  if (worst.length === 0) return false;
  const { words } = at;
  const { texts, percent, span } = words;
  const { worstHead } = statementTexts(context.messages.language);
  const [, share, time, known] = worstHead;
  const rows = worst.map(({ entity, sums, coverage, percent: own }) => {
    const parts = (['down', 'excused', 'others', 'unknown'] as const).flatMap((name) =>
      (sums[name] ?? 0) > 0 ? [`${texts.classes[name]} ${span(sums[name] ?? 0)}`] : [],
    );
    return html`<tr><td>${renderWhy(context, at, entity)}</td><td class="number" data-label="${share}">${percent(own)}</td><td data-label="${time}">${parts.length === 0 ? '–' : parts.join(', ')}</td><td class="number" data-label="${known}">${percent(coverage.percent)}</td></tr>`;
  });
  return html`<section class="panel table" data-part="statement-worst"><header><h2 class="sentence">${texts.labels.worst}</h2></header><div class="scroll"><table class="stack"><thead><tr>${worstHead.map((name, index) => html`<th scope="col" class="${index % 2 === 1 && 'number'}">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
