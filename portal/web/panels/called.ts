import type { RootView } from '../../../alerts/notifications/messages/words/root-view.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, type PageContext } from '../frame/page-context.ts';
import { telephoneLink } from '../frame/place-links.ts';

/** Somebody to call, and as what. */
export interface Caller {
  readonly name: string | undefined;
  readonly number: string | undefined;
  readonly role: string;
}

interface Carried {
  readonly carrier?: RootView['carrier'] | undefined;
  readonly carrierHotline?: string | undefined;
  readonly link?: RootView['link'] | undefined;
}

type Told = Pick<PageContext, 'messages'>;

/** Whom to call about a cause, who can mend it first: carrier, contractors, who is on duty at the site. */
export function callersOf(context: Told, root: RootView): readonly Caller[] {
  const { roles } = context.messages.duty;
  const { contractors, dutyContact } = root;
  return [
    ...carrierOf(context, root),
    ...contractors.map(({ name, hotline }) => ({ name, number: hotline, role: roles.contractor })),
    ...(dutyContact ? [{ name: dutyContact.name, number: dutyContact.phone, role: roles.onDuty }] : []),
  ];
}

/** With what to quote on the telephone. */
export function carrierOf({ messages }: Told, { carrier, carrierHotline, link }: Carried): readonly Caller[] {
  if (!carrier && carrierHotline === undefined) return [];
  const { roles, list } = messages.duty;
  const circuit = link?.circuit === undefined ? '' : ` (${list.circuit(clip(link.circuit, 40))})`;
  return [{ name: carrier?.name, number: carrierHotline, role: `${roles.carrier}${circuit}` }];
}

/** The first first, each number as a telephone dials it. */
export function renderCallers(callers: readonly Caller[]): Html | '' {
  if (callers.length === 0) return '';
  const items = callers.map(
    ({ name = '', number, role }) =>
      html`<li><bdi>${clip(name, 60)}</bdi> <span class="small">${role}</span>${number !== undefined && html` ${telephoneLink(number)}`}</li>`,
  );
  return html`<ol class="called">${items}</ol>`;
}

export const renderCalled = (context: Told, root: RootView): Html | '' =>
  renderCallers(callersOf(context, root));
