import type { ContractListed } from '../../papers/questions/list-contracts.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { claimTexts, contractTexts, type PaperPage, paperWords, partyName } from './paper-page.ts';

/** The contracts of whoever looks: those in force first. */
export function renderContractsPage({ context }: PaperPage, contracts: readonly ContractListed[]): Html {
  const texts = contractTexts(context.messages.language);
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel table" data-part="contracts">
<header><h2>${texts.heading}</h2><p>${context.formats.count(contracts.length)}</p></header>
${
  contracts.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${contracts.map((contract) => renderRow(context, contract))}</tbody></table></div>`
}
</section>`,
  );
}

export const contractPath = (id: string): string => `/contracts/${encodeURIComponent(id)}`;

function renderRow(context: PageContext, contract: ContractListed): Html {
  const { formats, messages } = context;
  const texts = contractTexts(messages.language);
  const { id, name, number, contractor, agency, fromMs, toMs, pending, statement } = contract;
  const [, ofNumber, whoKeeps, whose, inForce, toDecide, last] = texts.head;
  const until = toMs === undefined ? texts.withoutEnd : formats.date(toMs - 1);
  const words = paperWords(context);
  const step = statement && words.texts.actions[statement.action];
  return html`<tr><td class="wide"><a href="${linkTo(context, contractPath(id))}"><bdi>${clip(name)}</bdi></a> <span class="small"><bdi>${clip(id, 40)}</bdi></span></td><td data-label="${ofNumber}">${number === undefined ? '–' : clip(number, 40)}</td><td data-label="${whoKeeps}">${partyName(context, contractor)}</td><td data-label="${whose}">${agency === undefined ? '–' : partyName(context, agency)}</td><td data-label="${inForce}">${formats.date(fromMs)} – ${until}</td><td data-label="${toDecide}">${pending === 0 ? '–' : html`<a href="${linkTo(context, `/claims?${new URLSearchParams({ contract: id, status: 'filed' })}`)}">${texts.pending(formats.count(pending))}</a>`}</td><td data-label="${last}">${statement === undefined ? '–' : `${words.period(statement.period.label)}: ${step}`}</td></tr>`;
}

/** What claims are called where a contract is shown. */
export const claimsHeading = ({ messages }: PageContext): string => claimTexts(messages.language).heading;
