import type { ToldIncident } from '../../city/tell-incidents.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';

/** Of whoever may do something about an incident. */
export interface IncidentForm {
  readonly token: string;
  /** Why what was tried last was not done, and what had been typed. */
  readonly told?: string;
  readonly text?: string;
}

/** To take an incident, and to write down what is done about it. */
export function renderIncidentForm(context: PageContext, incident: ToldIncident, form: IncidentForm): Html {
  const { acts } = context.messages.incidents;
  const path = (kind: string) => linkTo(context, `/incidents/${encodeURIComponent(incident.id)}/${kind}`);
  const isOpen = incident.resolvedMs === undefined;
  return html`<section class="panel acts" data-part="acts" id="acts">
<header><h2>${acts.heading}</h2></header>
${form.told !== undefined && html`<p role="alert" class="told problem">${form.told}</p>`}
<form method="post" action="${path('note')}" class="door">
<input type="hidden" name="token" value="${form.token}">
<label>${acts.text}<textarea name="text" rows="3" maxlength="2000" minlength="3">${form.text ?? ''}</textarea></label>
<p class="buttons">${isOpen && html`<button formaction="${path('acknowledge')}" formnovalidate>${acts.acknowledge}</button>`}
<button class="second">${acts.note}</button></p>
</form></section>`;
}
