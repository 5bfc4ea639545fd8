import { renderPpm } from '../../../contracts/sla/fraction.ts';
import { SETTLED_CLASSES } from '../../../contracts/sla/settled-class.ts';
import type { ContractTerms } from '../../../core/domain/contract-terms.ts';
import { parseEntity } from '../../../core/domain/state.ts';
import { hours } from '../../../core/time/units.ts';
import { targetsInWords } from '../../../reports/statement/term-rows.ts';
import { createDocumentWords } from '../../../reports/statement/words/document-words.ts';
import type { MonthRead } from '../../papers/questions/contract-month.ts';
import type { SettlingFailure } from '../../papers/settle-behind.ts';
import type { MonthEntity, SettledMonth } from '../../papers/settled-month.ts';
import { type Html, html } from '../frame/html.ts';
import { describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { claimPath } from './claim-page.ts';
import { claimsHeading, contractPath } from './contracts-page.ts';
import { budgetOf } from './month-budget.ts';
import { renderMonthPicture } from './month-picture.ts';
import {
  claimTexts,
  contractTexts,
  entityLink,
  type PaperPage,
  paperWords,
  partyName,
  statementTexts,
} from './paper-page.ts';
import { explainPath, statementPath } from './statements-page.ts';

const MOST_SHOWN = 50;

/** A contract in a period against each target: what is left of the budget, what it costs, and by which devices. */
export function renderMonthPage(page: PaperPage, read: MonthRead, failure?: SettlingFailure): Html {
  const { context } = page;
  const texts = contractTexts(context.messages.language);
  const words = paperWords(context);
  const { contract, period, settled, isStale } = read;
  const heading = texts.monthOf(contract.name, words.period(period.label));
  return renderLayout(
    context,
    heading,
    html`<section class="panel month" data-part="month">
<header><h2>${heading}</h2>${renderTurns(context, read)}</header>
${failure ? renderFailure(context, failure) : isStale && html`<p role="status" class="told" data-again>${texts.settling}</p>`}
${
  settled &&
  html`<p class="small">${texts.asOf(context.formats.fullTime(settled.asOfMs))}${settled.isProvisional && html` · <b>${texts.provisional}</b>`}</p>
<dl class="big">${renderVerdict(context, settled)}${renderAvailability(context, settled)}${renderBudget(context, settled)}${renderMoney(context, settled)}</dl>`
}
</section>
${settled && renderMonthPicture(context, settled)}
${settled && renderTargets(context, settled, read.terms)}
${settled && renderWorst(page, read, settled.worst)}
${settled && renderTime(context, settled)}
${renderClaims(context, read)}
${renderStatement(page, read)}`,
  );
}

/** What was shown before stays, with its age. */
function renderFailure({ messages, formats }: PageContext, { said, atMs }: SettlingFailure): Html {
  const { language } = messages;
  return html`<p role="status" class="told problem">${contractTexts(language).notSettled(formats.fullTime(atMs), said[language])}</p>`;
}

function renderTurns(context: PageContext, { contract, before, after }: MonthRead): Html {
  const texts = contractTexts(context.messages.language);
  const path = (label: string) =>
    linkTo(context, `${contractPath(contract.id)}?${new URLSearchParams({ period: label })}`);
  return html`<p class="pager"><a rel="prev" href="${path(before.label)}">‹ ${texts.before}</a>${after && html` <a rel="next" href="${path(after.label)}">${texts.after} ›</a>`}</p>`;
}

/** What the contract comes to: a share over all devices says nothing of a target that each has to meet. */
function renderVerdict(context: PageContext, { checks, isProvisional }: SettledMonth): Html | false {
  if (checks.length === 0) return false;
  const texts = contractTexts(context.messages.language);
  const { count } = context.formats;
  const missed = checks.filter(({ outcome }) => outcome === 'missed');
  const cases = missed.reduce((total, { breaches }) => total + breaches, 0);
  const [said, about] =
    missed.length === 0
      ? [texts.noneMissed, texts.ofTargets(count(checks.length))]
      : [texts.missed(count(missed.length), count(checks.length)), texts.cases(count(cases))];
  return html`<div><dt>${texts.targets}</dt><dd class="${missed.length > 0 && 'is-late'}"><b>${said}</b> <span class="small">${isProvisional && `${texts.soFar}; `}${about}</span></dd></div>`;
}

function renderAvailability(context: PageContext, settled: SettledMonth): Html {
  const texts = contractTexts(context.messages.language);
  const words = paperWords(context);
  const { targetPpm, countedMs } = settled;
  const target = targetPpm === undefined ? texts.noTarget : texts.target(words.percent(renderPpm(targetPpm)));
  return html`<div><dt>${texts.availability}</dt><dd><b>${countedMs === 0 ? texts.nothingCounts : words.share(settled)}</b> <span class="small">${target}</span></dd></div>`;
}

function renderBudget(context: PageContext, settled: SettledMonth): Html | false {
  const texts = contractTexts(context.messages.language);
  const words = paperWords(context);
  const budget = budgetOf(settled);
  if (budget === undefined) return false;
  const { allowedMs, leftMs, forecast } = budget;
  const isOver = leftMs < 0;
  return html`<div><dt>${isOver ? texts.budgetOver : texts.budgetLeft}</dt><dd class="${isOver && 'is-late'}"><b>${texts.hours(inHours(context, leftMs))}</b> <span class="small">${texts.budgetAbout(inHours(context, allowedMs), inHours(context, settled.lostMs))}</span></dd></div>
${settled.isProvisional && html`<div><dt>${texts.forecast}</dt><dd><b>${forecast ? words.share(forecast) : '–'}</b> <span class="small">${forecast ? texts.forecastAbout : texts.noForecast}</span></dd></div>`}`;
}

const inHours = ({ formats }: PageContext, ms: number): string => formats.decimal(ms / hours(1));

function renderMoney(context: PageContext, { money, moneyByType }: SettledMonth): Html {
  const texts = contractTexts(context.messages.language);
  const words = paperWords(context);
  const parts = Object.entries(texts.moneyTypes).flatMap(([type, name]) => {
    const amount = moneyByType[type] ?? '0';
    return amount === '0' ? [] : [`${name} ${words.vnd(amount)}`];
  });
  return html`<div><dt>${texts.money}</dt><dd><b>${words.vnd(money)}</b> <span class="small">${parts.length === 0 ? texts.moneyNone : parts.join(', ')}</span></dd></div>`;
}

function renderTargets(
  context: PageContext,
  { checks }: SettledMonth,
  { targets, timeZone }: ContractTerms,
): Html | false {
  if (checks.length === 0) return false;
  const { language } = context.messages;
  const texts = contractTexts(language);
  const [target, agreed, outcome, cases] = texts.targetHead;
  const asked = new Map(targetsInWords(targets, createDocumentWords(timeZone, language)));
  const rows = checks.map(
    (check) =>
      html`<tr><td class="wide">${texts.targetNames[check.target]}</td><td data-label="${agreed}">${asked.get(check.target)}</td><td data-label="${outcome}" class="${check.outcome === 'missed' && 'is-late'}"><b>${texts.outcomes[check.outcome]}</b></td><td class="number" data-label="${cases}">${context.formats.count(check.breaches)}</td></tr>`,
  );
  const head = html`<thead><tr><th scope="col">${target}</th><th scope="col">${agreed}</th><th scope="col">${outcome}</th><th scope="col" class="number">${cases}</th></tr></thead>`;
  return html`<section class="panel table" data-part="month-targets"><header><h2>${texts.targets}</h2></header><div class="scroll"><table class="stack">${head}<tbody>${rows}</tbody></table></div></section>`;
}

function renderWorst(page: PaperPage, read: MonthRead, worst: readonly MonthEntity[]): Html {
  const { context, token } = page;
  const texts = contractTexts(context.messages.language);
  const rest = worst.length - MOST_SHOWN;
  return html`<section class="panel table" data-part="month-worst"><header><h2>${texts.worst}</h2></header>
${
  worst.length === 0
    ? html`<p class="quiet">${texts.noneWorst}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.worstHead.map((name, index) => html`<th scope="col" class="${index > 0 && 'number'}">${name}</th>`)}<td></td></tr></thead>
<tbody>${worst.slice(0, MOST_SHOWN).map((one) => renderWorstRow(page, read, one))}</tbody></table></div>`
}
${token !== undefined && html`<p class="small">${texts.claimLimit(describeDuration(context, read.terms.claimWithinMs), context.formats.fullTime(read.nowMs - read.terms.claimWithinMs))}</p>`}
${rest > 0 && html`<p class="rest">${context.messages.andMore(context.formats.count(rest))}</p>`}</section>`;
}

function renderWorstRow(
  { context, token }: PaperPage,
  { contract, period }: MonthRead,
  one: MonthEntity,
): Html {
  const texts = contractTexts(context.messages.language);
  const words = paperWords(context);
  const [, share, lost, excused, unknown, money] = texts.worstHead;
  const parsed = parseEntity(one.entity);
  const claim = new URLSearchParams({
    contract: contract.id,
    period: period.label,
    [parsed?.kind ?? 'device']: parsed?.id ?? '',
  });
  return html`<tr><td>${entityLink(context, one.entity)}</td><td class="number" data-label="${share}">${one.countedMs === 0 ? '–' : words.share(one)}</td><td class="number" data-label="${lost}">${words.span(one.countedMs - one.goodMs)}</td><td class="number" data-label="${excused}">${words.span(one.excusedMs)}</td><td class="number" data-label="${unknown}">${words.span(one.unknownMs)}</td><td class="number" data-label="${money}">${words.vnd(one.money)}</td><td><a href="${linkTo(context, explainPath(contract.id, period.label, one.entity))}">${statementTexts(context.messages.language).why}</a> ${token !== undefined && html`<a href="${linkTo(context, `/claims/new?${claim}`)}">${texts.claimThis}</a>`}</td></tr>`;
}

/** Every second of the period is of one class. */
function renderTime(context: PageContext, { sums }: SettledMonth): Html {
  const texts = contractTexts(context.messages.language);
  const words = paperWords(context);
  const rows = SETTLED_CLASSES.toReversed()
    .filter((name) => sums[name] > 0)
    .map(
      (name) =>
        html`<tr><td>${texts.classes[name]}</td><td class="number">${words.span(sums[name])}</td></tr>`,
    );
  return html`<section class="panel table" data-part="month-time"><header><h2>${texts.time}</h2></header><div class="scroll"><table><tbody>${rows}</tbody></table></div></section>`;
}

function renderClaims(context: PageContext, { claims, contract }: MonthRead): Html | false {
  if (claims.length === 0) return false;
  const { messages, formats } = context;
  const [texts, words] = [contractTexts(messages.language), claimTexts(messages.language)];
  const rows = claims
    .slice(0, MOST_SHOWN)
    .map(
      (claim) =>
        html`<tr><td><a href="${linkTo(context, claimPath(claim))}">${claim.id}</a></td><td>${words.statuses[claim.status]}</td><td>${words.causes[claim.cause]}</td><td>${formats.range(claim.interval.fromMs, claim.interval.toMs)}</td><td>${partyName(context, claim.by)}</td></tr>`,
    );
  return html`<section class="panel table" data-part="month-claims"><header><h2>${texts.claims}</h2><p><a href="${linkTo(context, `/claims?${new URLSearchParams({ contract: contract.id })}`)}">${claimsHeading(context)}</a></p></header><div class="scroll"><table><tbody>${rows}</tbody></table></div></section>`;
}

function renderStatement(
  { context, party, token }: PaperPage,
  { statement, contract, period }: MonthRead,
): Html {
  const { formats, messages } = context;
  const texts = contractTexts(messages.language);
  const words = paperWords(context);
  const { latest } = statement;
  return html`<section class="panel" data-part="month-statement"><header><h2>${texts.statement}</h2></header>
<p>${latest === undefined ? html`${texts.noStatement}${party === 'dost' && token !== undefined && html` <a href="${linkTo(context, statementPath(contract.id, period.label))}">${statementTexts(messages.language).steps.draft}</a>`}` : html`<a href="${linkTo(context, statementPath(contract.id, period.label))}">${words.texts.actions[latest.action]} ${formats.fullTime(latest.recordedMs)}</a>, ${words.texts.labels.total} ${words.vnd(latest.total)}`}</p></section>`;
}
