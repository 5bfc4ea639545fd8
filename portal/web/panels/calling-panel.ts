import type { Contract, Contractor } from '../../../core/domain/inventory.ts';
import type { Called } from '../../city/contracts-of.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, nameOf, type PageContext } from '../frame/page-context.ts';
import { agencyLink, telephoneLink } from '../frame/place-links.ts';
import { type Caller, renderCallers } from './called.ts';

const MAX_PARTIES = 12;
const MAX_CONTRACTS = 20;

/** Who keeps the devices and who carries the lines, with their telephone numbers, and the contracts in force; of one device in the order in which they are called. */
export function renderCalling(
  context: PageContext,
  { contractors, carriers, contracts }: Called,
  inOrder?: readonly Caller[],
): Html {
  const { messages, formats } = context;
  const { placePage } = messages;
  const parties = [
    ...contractors.map((one) => renderParty(one, placePage.keeps)),
    ...carriers.map((one) => renderParty(one, placePage.carries)),
  ];
  const rest = contracts.length - MAX_CONTRACTS;
  return html`<section class="panel table calling" data-part="calling">
<header><h2>${placePage.whomToCall}</h2></header>
${inOrder !== undefined && inOrder.length > 0 ? renderCallers(inOrder.slice(0, MAX_PARTIES)) : parties.length === 0 ? html`<p class="quiet">${placePage.nobodyToCall}</p>` : html`<ul class="parties">${parties.slice(0, MAX_PARTIES)}</ul>`}
${parties.length > MAX_PARTIES && html`<p class="rest">${messages.andMore(formats.count(parties.length - MAX_PARTIES))}</p>`}
${contracts.length === 0 && html`<p class="quiet">${placePage.noContracts}</p>`}
${contracts.length > 0 && html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${placePage.contract}</th><th scope="col">${placePage.number}</th><th scope="col">${messages.devicePage.contractor}</th><th scope="col">${messages.devicePage.agency}</th><th scope="col">${placePage.inForce}</th></tr></thead><tbody>${contracts.slice(0, MAX_CONTRACTS).map((contract) => renderContract(context, contract))}</tbody></table></div>`}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}

const renderParty = ({ name, hotline }: Contractor, what: string): Html =>
  html`<li><b><bdi>${clip(name)}</bdi></b> <span class="small">${what}</span> ${hotline === undefined ? '–' : telephoneLink(hotline)}</li>`;

function renderContract(context: PageContext, contract: Contract): Html {
  const { messages, formats, view } = context;
  const { placePage, devicePage } = messages;
  const { id, name, number, fromMs, toMs } = contract;
  const contractor = view.shown.inventory.contractors.get(contract.contractor);
  const until = toMs === undefined ? placePage.withoutEnd : formats.date(toMs - 1);
  return html`<tr><td class="wide"><bdi>${clip(name)}</bdi> <span><bdi>${clip(id, 40)}</bdi></span></td><td data-label="${placePage.number}">${number === undefined ? '–' : clip(number, 40)}</td><td data-label="${devicePage.contractor}">${contractor ? nameOf(context, contractor) : '–'}</td><td data-label="${devicePage.agency}">${contract.agency === undefined ? '–' : agencyLink(context, contract.agency)}</td><td data-label="${placePage.inForce}">${formats.date(fromMs)} – ${until}</td></tr>`;
}
