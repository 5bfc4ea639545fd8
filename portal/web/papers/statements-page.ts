import {
  STATEMENT_STATES,
  type StatementListed,
  type StatementState,
  type StatementsAsked,
  type StatementsFound,
} from '../../papers/questions/list-statements.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { listPath } from '../panels/facets.ts';
import { contractName, type PaperPage, paperWords, statementTexts } from './paper-page.ts';

const MOST_STATEMENTS = 200;

/** The register of statements: drafts that may still be objected to come first. */
export function renderStatementsPage(
  { context }: PaperPage,
  asked: StatementsAsked,
  found: StatementsFound,
): Html {
  const { messages, formats } = context;
  const texts = statementTexts(messages.language);
  const { states } = paperWords(context).texts;
  const { statements, counts } = found;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rest = statements.length - MOST_STATEMENTS;
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="statement-counts">
<header><h2>${texts.heading}</h2>${asked.contract !== undefined && html`<p>${contractName(context, asked.contract)}</p>`}</header>
<p class="small">${texts.about}</p>
<p class="chips">${renderChip(context, asked, undefined, texts.all, total)}${STATEMENT_STATES.map((state) => renderChip(context, asked, state, states[state], counts[state]))}</p>
</section>
<section class="panel table" data-part="statements">
${
  statements.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.head.map((name, index) => html`<th scope="col" class="${(index === 3 || index === 4) && 'number'}">${name}</th>`)}</tr></thead>
<tbody>${statements.slice(0, MOST_STATEMENTS).map((one) => renderRow(context, one, found.nowMs))}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`,
  );
}

export const statementPath = (contract: string, period: string): string =>
  `/statements/${encodeURIComponent(contract)}/${encodeURIComponent(period)}`;

/** Why the figures of a device or link are what they are. */
export const explainPath = (contract: string, period: string, entity: string): string =>
  `${statementPath(contract, period)}/explain/${encodeURIComponent(entity)}`;

function renderChip(
  context: PageContext,
  { contract, state: chosen }: StatementsAsked,
  state: StatementState | undefined,
  name: string,
  count: number,
): Html {
  const path = linkTo(context, listPath('/statements', { contract, state }));
  return html`<a href="${path}"${state === chosen && html` aria-current="page"`}><b>${context.formats.count(count)}</b> ${name}</a>`;
}

function renderRow(context: PageContext, listed: StatementListed, nowMs: number): Html {
  const { formats, messages } = context;
  const texts = statementTexts(messages.language);
  const words = paperWords(context);
  const { contract, period, state, number, latest, objections, agreedMs, last } = listed;
  const [, ofPeriod, inState, total, disputed, due, step] = texts.head;
  const name = number > 0 ? words.texts.restatement(number) : words.texts.states[state];
  const open =
    latest &&
    state === 'draft' &&
    (agreedMs === undefined
      ? describeDeadline(context, latest.objectionEndsMs, nowMs)
      : html`<b>${texts.agreedAt(formats.fullTime(agreedMs))}</b>`);
  const action = words.texts.actions[last.action] ?? last.action;
  return html`<tr><td class="wide"><a href="${linkTo(context, statementPath(contract, period))}">${contractName(context, contract)}</a></td><td data-label="${ofPeriod}">${words.period(period)}</td><td data-label="${inState}"><b>${name}</b></td><td class="number" data-label="${total}">${latest === undefined ? '–' : words.vnd(latest.total)}</td><td class="number" data-label="${disputed}">${latest === undefined ? '–' : words.vnd(latest.disputed)}</td><td data-label="${due}">${formats.count(objections)}${open && html` · ${open}`}</td><td data-label="${step}">${action} ${formats.fullTime(last.recordedMs)} <span class="small">${clip(last.author, 40)}</span></td></tr>`;
}

/** Until when a draft may be objected to, and how long that is. */
export function describeDeadline(context: PageContext, endsMs: number, nowMs: number): Html {
  const texts = statementTexts(context.messages.language);
  const time = context.formats.fullTime(endsMs);
  if (endsMs <= nowMs) return html`${texts.closedSince(time)}`;
  return html`<b>${texts.openUntil(time, describeDuration(context, endsMs - nowMs))}</b>`;
}
