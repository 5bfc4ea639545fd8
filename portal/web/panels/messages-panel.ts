import type { OutboxMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, type PageContext } from '../frame/page-context.ts';

/** An incident of months has hundreds: the last are told. */
const MOST_MESSAGES = 50;

/** Who was told of an incident, and what servers answered, the last first. Recipients are named as the settings name them, without addresses. */
export function renderMessages(context: PageContext, sent: readonly OutboxMessage[]): Html {
  const { messages, formats } = context;
  const texts = messages.duty.messages;
  const rest = sent.length - MOST_MESSAGES;
  const rows = sent
    .slice(-MOST_MESSAGES)
    .toReversed()
    .map((message) => renderMessage(context, message));
  return html`<section class="panel table outages" data-part="messages">
<header><h2>${texts.heading}</h2><p>${formats.count(sent.length)}</p></header>
${rows.length === 0 && html`<p class="quiet">${texts.none}</p>`}
${
  rows.length > 0 &&
  html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${texts.at}</th><th scope="col">${texts.to}</th><th scope="col">${texts.channel}</th><th scope="col">${texts.state}</th><th scope="col">${texts.answer}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${texts.more(formats.count(rest))}</p>`}
</section>`;
}

function renderMessage(context: PageContext, message: OutboxMessage): Html {
  const { messages, formats, view } = context;
  const texts = messages.duty.messages;
  const { recipient, channel, state, tries, settledMs, triedMs, createdMs, detail } = message;
  const atMs = settledMs ?? triedMs ?? createdMs;
  const name = view.shown.settings.alerts?.recipients?.get(recipient)?.name ?? recipient;
  const tried = tries > 1 && ` · ${texts.tries(formats.count(tries))}`;
  return html`<tr><td title="${formats.fullTime(atMs)}">${formats.shortTime(atMs, view.atMs)}</td><td><bdi>${clip(name, 60)}</bdi></td><td>${channel}</td><td class="${state === 'dead' && 'is-bad'}">${messages.incidents.outboxStates[state]}${tried}</td><td class="wide" data-label="${texts.answer}">${detail === undefined ? '–' : html`<bdi>${clip(detail, 400)}</bdi>`}</td></tr>`;
}
