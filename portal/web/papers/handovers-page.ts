import { dateText } from '../../../core/language/date-text.ts';
import type {
  AskedHandover,
  HandedDevices,
  HandoverShown,
  HandoversFound,
} from '../../papers/questions/plan-handovers.ts';
import type { AgencyNames } from '../../papers/questions/plan-overview.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, nameOf, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { handoverTexts } from '../messages/handover-texts.ts';
import { renderTyped } from './carried-fields.ts';
import { entityLinks, type PaperPage, renderFiles, renderProblem, renderTold, sent } from './paper-page.ts';
import { agencyName } from './plan-names.ts';

export const HANDOVERS_PATH = '/plan/handovers';

const MOST_AREAS = 3;
const MOST_DEVICES = 200;

/** Hand-overs between agencies, what waits for whoever looks first; and to propose one. */
export function renderHandoversPage(page: PaperPage, found: HandoversFound): Html {
  const { context, token } = page;
  const texts = handoverTexts(context.messages.language);
  const { handovers } = found;
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel table handovers" data-part="handovers"><header><h2>${texts.heading}</h2><p>${context.formats.count(handovers.length)}</p></header>
${renderTold(page)}
<p class="small">${texts.about}</p>
${
  handovers.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${handovers.map((one) => renderRow(page, one, found))}</tbody></table></div>`
}</section>
${token !== undefined && found.receivers.length > 0 && renderPropose(page, found)}`,
  );
}

function renderRow(page: PaperPage, handover: HandoverShown, { agencies }: HandoversFound): Html {
  const { context } = page;
  const { formats, messages } = context;
  const texts = handoverTexts(messages.language);
  const { id, state, from, to, day, document, note, files, devices, answer, proposedMs } = handover;
  const [, ofState, , ofDay, , ofPaper, ofTime] = texts.head;
  const more = state === 'accepted' ? texts.acceptedAbout : answer?.reason && texts.because(answer.reason);
  const forms = renderAnswers(page, handover);
  return html`<tr><td><b>${id}</b></td><td class="wide" data-label="${ofState}"><b>${texts.states[state]}</b>${answer && html` <span class="small">${formats.shortTime(answer.atMs, context.view.atMs)}</span>`}${more !== undefined && html`<br><span class="said">${more}</span>`}</td><td class="wide">${agencyName(context, from, agencies)} → <b>${agencyName(context, to, agencies)}</b></td><td data-label="${ofDay}">${dateText(day)}</td><td class="wide">${renderDevices(context, devices, `handover-${id}`)}</td><td class="wide" data-label="${ofPaper}"><span class="said">${document}</span>${note !== undefined && html`<br><span class="said small">${note}</span>`}${renderFiles(context, files, `${HANDOVERS_PATH}/${id}`)}</td><td data-label="${ofTime}">${formats.fullTime(proposedMs)}</td></tr>${forms && html`<tr class="change"><td class="wide" colspan="${String(texts.head.length)}">${forms}</td></tr>`}`;
}

/** `12 thiết bị: 10 camera, 2 đầu ghi hình · Phường Láng 8, …`, and which they are. */
function renderDevices(context: PageContext, devices: HandedDevices, key: string, isOpen = false): Html {
  const { formats, messages, view } = context;
  const texts = handoverTexts(messages.language);
  const kinds = devices.byKind.map(
    ([kind, count]) =>
      `${formats.count(count)} ${count === 1 ? messages.oneOfKind[kind] : messages.kinds[kind]}`,
  );
  const areas = devices.byArea.slice(0, MOST_AREAS).flatMap(([id, count]) => {
    const area = view.shown.inventory.areas.get(id);
    return area ? [`${nameOf(context, area)} ${formats.count(count)}`] : [];
  });
  const rest = devices.byArea.length - MOST_AREAS;
  const hidden = devices.count - devices.entities.length;
  return html`${kinds.join(', ')}<br><span class="small">${areas.join(', ')}${rest > 0 && html` ${messages.andMore(formats.count(rest))}`}</span><details data-key="${key}"${isOpen && html` open`}><summary class="small">${texts.list}</summary><p class="small">${entityLinks(context, devices.entities, MOST_DEVICES)}${hidden > 0 && html` ${messages.andMore(formats.count(hidden))}`}</p></details>`;
}

function renderAnswers(page: PaperPage, handover: HandoverShown): Html | undefined {
  const { context, token } = page;
  const { formats, messages } = context;
  const texts = handoverTexts(messages.language);
  const { id, afterSeq, mayAnswer, mayWithdraw, devices, day } = handover;
  if (token === undefined || !(mayAnswer || mayWithdraw)) return undefined;
  const hidden = html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="after" value="${String(afterSeq)}">`;
  const form = (act: string, button: string, inner: Html, isSecond: boolean) =>
    html`<details class="act" data-key="${act}-${id}"><summary>${button}</summary><form method="post" action="${linkTo(context, `${HANDOVERS_PATH}/${id}/${act}`)}" class="door">${hidden}${inner}<p class="buttons"><button${isSecond && html` class="second"`}>${button}</button></p></form></details>`;
  const reason = html`<label>${texts.reason}<input name="reason" required minlength="3" maxlength="2000"></label>`;
  return html`${mayAnswer && form('accept', texts.accept, html`<p class="small">${texts.acceptAbout(texts.devices(formats.count(devices.count)), dateText(day))}</p>`, false)}${mayAnswer && form('refuse', texts.refuse, reason, true)}${mayWithdraw && form('withdraw', texts.withdraw, reason, true)}`;
}

function renderPropose(page: PaperPage, { receivers, agencies, afterSeq }: HandoversFound): Html {
  const { context, token } = page;
  const texts = handoverTexts(context.messages.language);
  const names = receivers
    .map((id) => ({ id, name: agencyName(context, id, agencies) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  const chosen = sent(page, 'to');
  return html`<section class="panel" data-part="propose" id="propose"><header><h2>${texts.propose}</h2></header>
<p class="small">${texts.proposeAbout}</p>
<form method="post" action="${linkTo(context, `${HANDOVERS_PATH}/preview`)}" class="door wide" data-plain>
<input type="hidden" name="token" value="${token ?? ''}"><input type="hidden" name="after" value="${sent(page, 'after', String(afterSeq))}">
<label>${texts.to}<select name="to" required><option value="">${texts.choose}</option>${names.map(({ id, name }) => html`<option value="${id}"${chosen === id && html` selected`}>${name}</option>`)}</select>${renderProblem(page, 'to')}</label>
<label>${texts.day}<input type="date" name="day" required value="${sent(page, 'day')}">${renderProblem(page, 'day')}</label>
<label>${texts.things}<textarea name="things" rows="3" required maxlength="5000" autocapitalize="none" spellcheck="false" aria-describedby="things-about">${sent(page, 'things')}</textarea>${renderProblem(page, 'things')}</label><p class="small" id="things-about">${texts.thingsAbout}</p>
<label>${texts.document}<input name="document" required minlength="3" maxlength="2000" value="${sent(page, 'document')}" placeholder="${texts.documentAbout}">${renderProblem(page, 'document')}</label>
<label>${texts.note}<input name="note" maxlength="2000" value="${sent(page, 'note')}">${renderProblem(page, 'note')}</label>
<p class="buttons"><button>${texts.preview}</button></p></form></section>`;
}

interface Previewed {
  readonly devices: HandedDevices;
  readonly agencies: AgencyNames;
}

/** What would change hands, to be confirmed; the paper goes along. */
export function renderHandoverPreview(
  page: PaperPage,
  { to, day }: AskedHandover,
  { devices, agencies }: Previewed,
): Html {
  const { context, token } = page;
  const { formats, messages } = context;
  const texts = handoverTexts(messages.language);
  const would = texts.would(
    texts.devices(formats.count(devices.count)),
    agencyName(context, to, agencies),
    dateText(day),
  );
  return renderLayout(
    context,
    texts.propose,
    html`<section class="panel" data-part="handover-preview"><header><h2>${texts.propose}</h2></header>
<p><b>${would}</b></p><p>${renderDevices(context, devices, 'preview', true)}</p>
<p><span class="said">${clip(sent(page, 'document'), 300)}</span></p>
<p class="small">${texts.nothingYet}</p>
<form method="post" enctype="multipart/form-data" action="${linkTo(context, HANDOVERS_PATH)}" class="door wide"><input type="hidden" name="token" value="${token ?? ''}">${renderTyped(page, ['token'])}
<label>${texts.files}<input type="file" name="file" multiple data-most-bytes="20000000" data-too-large="${texts.tooLarge}"></label>
<p class="buttons"><button>${texts.send}</button> <button class="second" formaction="${linkTo(context, `${HANDOVERS_PATH}/change`)}" formenctype="application/x-www-form-urlencoded" formnovalidate>${texts.back}</button></p></form></section>`,
  );
}
