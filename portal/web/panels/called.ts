import type { RootView } from '../../../alerts/notifications/messages/words/root-view.ts';
import { type Html, html } from '../frame/html.ts';
import { clip } from '../frame/page-context.ts';
import { telephoneLink } from '../frame/place-links.ts';

/** Whom to call about a cause, each number as a telephone dials it: carrier, contractors, who is on duty at the site. */
export function renderCalled({ carrier, carrierHotline, contractors, dutyContact }: RootView): Html | '' {
  const called = [
    ...(carrier || carrierHotline !== undefined ? [{ name: carrier?.name, number: carrierHotline }] : []),
    ...contractors.map(({ name, hotline }) => ({ name, number: hotline })),
    ...(dutyContact ? [{ name: dutyContact.name, number: dutyContact.phone }] : []),
  ];
  if (called.length === 0) return '';
  const items = called.map(
    ({ name = '', number }) =>
      html`<li><bdi>${clip(name, 60)}</bdi>${number !== undefined && html` ${telephoneLink(number)}`}</li>`,
  );
  return html`<ul class="called">${items}</ul>`;
}
