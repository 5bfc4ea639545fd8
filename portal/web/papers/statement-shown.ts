import type { StatementDocument } from '../../../contracts/statements/statement-schema.ts';
import { differenceCells } from '../../../reports/statement/words/render-differences.ts';
import { renderStatementFindings } from '../../../reports/statement/words/render-findings.ts';
import { renderHangsOn } from '../../../reports/statement/words/render-hangs-on.ts';
import { renderIncidents } from '../../../reports/statement/words/render-incidents.ts';
import { renderWarnings } from '../../../reports/statement/words/render-warning.ts';
import type { Words } from '../../../reports/statement/words/words.ts';
import type { StatementRead } from '../../papers/questions/read-statement.ts';
import type { ShownStatement } from '../../papers/shown-statement.ts';
import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { linkClauses } from '../rules/link-clauses.ts';
import { paperWords, statementTexts } from './paper-page.ts';
import { renderStatementPart } from './statement-part.ts';

const MOST_DIFFERENCES = 100;

/** The words of a statement: times are those of its contract. */
export const wordsOf = (context: PageContext, { period }: Pick<StatementDocument, 'period'>): Words =>
  paperWords(context, period.timeZone);

/** Figures and money of a statement, also of one that is only thought of. */
export function renderShown(
  context: PageContext,
  { contract, period }: Pick<StatementRead, 'contract' | 'period'>,
  shown: ShownStatement,
): Html {
  const { document } = shown;
  const words = wordsOf(context, document);
  const { labels } = words.texts;
  const { figures } = document;
  const told = [
    ...renderWarnings(document, words),
    ...renderStatementFindings(document.findings, { words, language: context.messages.language }),
  ];
  return html`${renderTotals(document, words)}
${renderDifferences(context, shown, words)}
${figures.parts.map((part, index) => renderStatementPart(context, { contract, period, shown, words }, part, shown.parts[index]))}
${renderLines(context, renderIncidents(figures.incidents, words), 'statement-incidents')}
${renderLines(context, renderHangsOn(document.hangsOn, figures.total, words).map(words.ref), 'statement-hangs-on')}
${told.length > 0 && renderLines(context, [labels.warnings, ...told], 'statement-warnings')}`;
}

function renderTotals({ money, figures }: StatementDocument, { texts, vnd }: Words): Html {
  const { labels } = texts;
  const types = (['deduction', 'penalty', 'damages'] as const)
    .filter((type) => figures.byType[type] !== '0')
    .map((type) => `${texts.money[type]} ${vnd(figures.byType[type])}`);
  const big = (name: string, amount: string, about: string) =>
    html`<div><dt>${name}</dt><dd><b>${vnd(amount)}</b> <span class="small">${about}</span></dd></div>`;
  return html`<section class="panel month" data-part="statement-money"><header><h2 class="sentence">${labels.money}</h2></header>
<dl class="big">${big(labels.total, money.total, types.join(', '))}${big(labels.undisputed, money.undisputed, '')}${big(labels.disputed, money.disputed, '')}</dl></section>`;
}

/** Lines of a terminal as a list: the first is what they are about. */
export function renderLines(context: PageContext, lines: readonly string[], part: string): Html | false {
  const [title, ...rest] = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (title === undefined) return false;
  return html`<section class="panel" data-part="${part}"><header><h2 class="sentence">${title}</h2></header><ul class="lines">${rest.map((line) => html`<li>${linkClauses(context, line)}</li>`)}</ul></section>`;
}

function renderDifferences(
  context: PageContext,
  { document, differences: count }: ShownStatement,
  words: Words,
): Html | false {
  if (count === 0) return false;
  const { labels } = words.texts;
  const rows = (document.differences ?? []).flatMap((difference) => {
    const cells = differenceCells(difference, words);
    return cells ? [cells] : [];
  });
  const shown = rows.slice(0, MOST_DIFFERENCES);
  const rest = rows.length - shown.length;
  const texts = statementTexts(context.messages.language);
  return html`<section class="panel table" data-part="statement-differences"><header><h2 class="sentence">${labels.differences}</h2><p>${texts.changed(context.formats.count(count))}</p></header>
<div class="scroll"><table class="stack"><thead><tr><td></td><td></td><th scope="col" class="number">${labels.old}</th><th scope="col" class="number">${labels.new}</th></tr></thead>
<tbody>${shown.map(([about, figure, old, now]) => html`<tr><td class="wide">${about}</td><td>${figure}</td><td class="number" data-label="${labels.old}">${old}</td><td class="number" data-label="${labels.new}"><b>${now}</b></td></tr>`)}</tbody></table></div>
${rest > 0 && html`<p class="rest">${context.messages.andMore(context.formats.count(rest))}</p>`}</section>`;
}
