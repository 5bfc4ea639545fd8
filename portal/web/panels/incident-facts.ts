import type { RootView } from '../../../alerts/notifications/messages/words/root-view.ts';
import { parseEntity } from '../../../core/domain/state.ts';
import type { ActingParty } from '../../../ledger/decisions/acknowledgements.ts';
import type { IncidentRoot } from '../../../ledger/record/incidents/incident-event.ts';
import type { CityView } from '../../city/city-view.ts';
import type { ToldIncident } from '../../city/tell-incidents.ts';
import { isWhole, placeOf } from '../../city/visible-fleet.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, nameOf, type PageContext } from '../frame/page-context.ts';

/** Whose line it is and what to quote on the telephone. */
export function describeLine(
  { messages }: PageContext,
  { link, carrier, carrierHotline }: RootView,
): (string | false)[] {
  if (!link) return [];
  return [
    carrier !== undefined && clip(carrier.name, 40),
    link.circuit !== undefined && clip(link.circuit, 40),
    carrierHotline !== undefined && `☎ ${clip(carrierHotline, 24)}`,
    link.interface === undefined && messages.inferred,
  ];
}

/** What it is called on the telephone. */
export const renderNumber = ({ number }: ToldIncident): Html | undefined =>
  number === undefined ? undefined : html`<b class="spoken">${number}</b> `;

/** Who is at it: organisations, never persons. */
export function describeAcknowledged(context: PageContext, { acknowledged }: ToldIncident): string {
  const { incidents } = context.messages;
  const parties = [...new Set(acknowledged.map(({ party }) => nameOfParty(context, party)))].join(', ');
  return parties === '' ? incidents.states.open : incidents.acknowledgedBy(parties);
}

function nameOfParty(context: PageContext, { kind, id = '' }: ActingParty): string {
  const { agencies, contractors } = context.view.shown.inventory;
  if (kind === 'operator') return context.messages.incidents.operator;
  const known = kind === 'agency' ? agencies.get(id) : contractors.get(id);
  return known ? nameOf(context, known) : clip(id);
}

/** The page of what an incident is blamed on, where it has one. */
export function linkToRoot(context: PageContext, root: IncidentRoot, name: Html): Html {
  const path = pathOfRoot(context, root);
  return path === undefined ? name : html`<a href="${linkTo(context, path)}">${name}</a>`;
}

function pathOfRoot({ view }: PageContext, root: IncidentRoot): string | undefined {
  const { fleet } = view;
  if (root.kind === 'common') return pathOfPlace(view, root);
  const { kind, id = '' } = (root.kind === 'entity' && parseEntity(root.entity)) || {};
  if (!(kind === 'device' ? fleet.deviceById : fleet.linkById).has(id)) return undefined;
  return `/${kind === 'device' ? 'devices' : 'links'}/${encodeURIComponent(id)}`;
}

/** Where what fell together stands: only whoever sees the city has a page of each place. */
function pathOfPlace(
  { fleet, shown: { inventory } }: CityView,
  { by, name }: { readonly by: string; readonly name: string },
): string | undefined {
  if (!isWhole(fleet.sight)) return undefined;
  if (by === 'area' && inventory.areas.has(name)) return `/areas/${encodeURIComponent(name)}`;
  const isSite = by === 'site' && placeOf(inventory, inventory.sites.get(name), fleet.sight);
  return isSite ? `/sites/${encodeURIComponent(name)}` : undefined;
}
