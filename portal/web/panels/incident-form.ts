import { standingAcknowledgement } from '../../../ledger/decisions/incident-duty.ts';
import type { ToldIncident } from '../../city/tell-incidents.ts';
import type { IncidentAct } from '../../door/incident-acts.ts';
import { SNOOZE_HOURS } from '../../door/read-act.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { isOperator, type Viewer } from '../frame/viewer.ts';
import { describeHolder, describeSnooze, nameOfParty } from './duty-facts.ts';

/** What was tried last and not done, and why. */
export interface TriedAct {
  readonly kind: IncidentAct['kind'];
  readonly told: string;
  readonly text: string;
}

export interface IncidentForm {
  readonly viewer: Viewer;
  readonly tried?: TriedAct | undefined;
  /** Agencies and contractors whose the incident is. */
  readonly organisations: ReadonlySet<string>;
  /** The last row of its record on this page. */
  readonly afterSeq: number;
  /** The list that the page was reached from, as its address has it. */
  readonly list: string | undefined;
}

/** What may be done about an incident by whoever looks: to take it, to write down, to pass on, to put off, to merge. */
export function renderIncidentForm(context: PageContext, incident: ToldIncident, form: IncidentForm): Html {
  const { acts } = context.messages.incidents;
  const { viewer, tried } = form;
  const isOpen = incident.resolvedMs === undefined;
  const [holder, snooze] = [
    describeHolder(context, viewer, incident.duty),
    describeSnooze(context, incident.duty),
  ];
  const isTaken =
    viewer.account !== undefined &&
    viewer.party !== undefined &&
    standingAcknowledgement(incident.duty, { account: viewer.account, party: viewer.party }) !== undefined;
  // Nothing but a note is taken then: what was written for another act is in its box.
  const isOver = ({ kind }: TriedAct) => !isOpen && kind !== 'note';
  const others = isOpen ? renderOthers(context, incident, form) : [];
  return html`<section class="panel acts" data-part="acts" id="acts">
<header><h2>${acts.heading}</h2></header>
${isOpen && html`<p class="holder">${holder}${snooze !== undefined && html` · <strong>${snooze}</strong>`}</p>`}
${tried && html`<p role="alert" id="refused" class="told problem">${isOver(tried) ? acts.isOver(tried.text !== '') : tried.told}</p>`}
<form method="post" action="${pathOf(context, incident, form, 'note')}" class="door">
${renderHidden(form)}
<label>${acts.text}<textarea name="text" rows="3" maxlength="2000" minlength="3">${isOpen ? textFor(form, 'note', 'acknowledge') : (tried?.text ?? '')}</textarea></label>
<p class="buttons">${isOpen && !isTaken && html`<button formaction="${pathOf(context, incident, form, 'acknowledge')}" formnovalidate>${acts.acknowledge}</button>`}
<button class="second">${acts.note}</button></p>
</form>
${others}</section>`;
}

function pathOf(
  context: PageContext,
  { id }: ToldIncident,
  { list }: IncidentForm,
  kind: IncidentAct['kind'],
): string {
  const path = `/incidents/${encodeURIComponent(id)}/${kind}`;
  return linkTo(context, list === undefined ? path : `${path}?${new URLSearchParams({ list })}`);
}

const renderHidden = ({ viewer, afterSeq }: IncidentForm): Html =>
  html`<input type="hidden" name="token" value="${viewer.token ?? ''}"><input type="hidden" name="after" value="${String(afterSeq)}">`;

const textFor = ({ tried }: IncidentForm, ...kinds: readonly IncidentAct['kind'][]): string =>
  tried && kinds.includes(tried.kind) ? tried.text : '';

interface Folded {
  readonly kind: IncidentAct['kind'];
  readonly name: string;
  readonly act: string;
  readonly text: string;
  readonly isTextRequired?: boolean;
  readonly fields?: Html;
}

function renderOthers(
  context: PageContext,
  incident: ToldIncident,
  form: IncidentForm,
): readonly (Html | false)[] {
  const { duty } = context.messages;
  const { snooze, release, wake, link } = duty;
  const isOurs = isOperator(form.viewer);
  const isHeld = incident.duty.holder !== undefined || incident.state !== 'open';
  const isAsleep = incident.state === 'snoozed' && incident.duty.holder === undefined;
  const fold = (folded: Folded) => renderFolded(context, incident, form, folded);
  return [
    renderHandOver(context, incident, form),
    isOurs && fold({ kind: 'snooze', ...snooze, isTextRequired: true, fields: renderHours(context) }),
    isHeld && fold({ kind: 'release', ...(isAsleep ? wake : release) }),
    isOurs &&
      (incident.duty.linkedTo === undefined
        ? fold({
            ...{ kind: 'link', ...link },
            fields: html`<label>${link.into}<input name="into" required maxlength="20" inputmode="numeric" autocomplete="off"></label>`,
          })
        : fold({ kind: 'unlink', name: link.undo, act: link.undo, text: link.text })),
  ];
}

function renderHandOver(context: PageContext, incident: ToldIncident, form: IncidentForm): Html {
  const { handOver } = context.messages.duty;
  const others = form.viewer
    .handlers(form.organisations)
    .filter(({ account }) => account !== incident.duty.holder?.account);
  if (others.length === 0)
    return html`<details class="act" data-key="hand-over"><summary>${handOver.name}</summary><p class="quiet">${handOver.nobody}</p></details>`;
  const options = others.map(
    ({ account, name, party }) =>
      html`<option value="${account}">${clip(name, 60)} – ${nameOfParty(context, party)}</option>`,
  );
  const fields = html`<label>${handOver.to}<select name="to" required><option value="">${handOver.choose}</option>${options}</select></label>`;
  return renderFolded(context, incident, form, {
    ...{ kind: 'hand-over', ...handOver },
    ...{ isTextRequired: true, fields },
  });
}

function renderHours({ messages: { duty } }: PageContext): Html {
  return html`<label>${duty.snooze.hours}<select name="hours">${SNOOZE_HOURS.map((count) => html`<option value="${String(count)}">${duty.snooze.hoursOf(count)}</option>`)}</select></label>`;
}

function renderFolded(
  context: PageContext,
  incident: ToldIncident,
  form: IncidentForm,
  { kind, name, act, text, isTextRequired = false, fields }: Folded,
): Html {
  const isTried = form.tried?.kind === kind;
  return html`<details class="act" data-key="${kind}"${isTried && html` open`}><summary>${name}</summary>
<form method="post" action="${pathOf(context, incident, form, kind)}" class="door">
${renderHidden(form)}${fields}
<label>${text}<textarea name="text" rows="2" maxlength="2000" minlength="3"${isTextRequired && html` required`}>${textFor(form, kind)}</textarea></label>
<p class="buttons"><button>${act}</button></p>
</form></details>`;
}
