import type { PersonAct } from '../../../ledger/decisions/acknowledgements.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, type PageContext } from '../frame/page-context.ts';
import type { Viewer } from '../frame/viewer.ts';
import { describeAct, describePerson } from './duty-facts.ts';

/** A note has 2,000 characters, and is read whole. */
const MOST_OF_A_TEXT = 2_000;

/** What people did about an incident, the last first. */
export function renderActs(
  context: PageContext,
  viewer: Viewer,
  acts: readonly PersonAct[],
  numberOf: (id: string) => string | undefined,
): Html {
  const { messages, formats, view } = context;
  const texts = messages.duty.acts;
  const rows = acts.toReversed().map((act) => {
    const { atMs, author: account, party, text } = act;
    const what = describeAct(context, viewer, act, numberOf);
    return html`<tr><td title="${formats.fullTime(atMs)}">${formats.shortTime(atMs, view.atMs)}</td><td class="wide">${what}</td><td class="wide">${describePerson(context, viewer, { account, party })}</td><td class="wide" data-label="${texts.words}">${text === undefined ? '–' : html`<bdi>${clip(text, MOST_OF_A_TEXT)}</bdi>`}</td></tr>`;
  });
  return html`<section class="panel table outages" data-part="people">
<header><h2>${texts.heading}</h2></header>
${rows.length === 0 && html`<p class="quiet">${texts.none}</p>`}
${
  rows.length > 0 &&
  html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${texts.at}</th><th scope="col">${texts.what}</th><th scope="col">${texts.who}</th><th scope="col">${texts.words}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}
</section>`;
}
