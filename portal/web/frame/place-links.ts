import type { Area } from '../../../core/domain/inventory.ts';
import type { VisiblePlace } from '../../city/visible-fleet.ts';
import { isRestricted } from '../../server/blur-places.ts';
import { type Html, html } from './html.ts';
import { clip, linkTo, nameOf, type PageContext } from './page-context.ts';

/** The name of a ward, as the link to its page. */
export const areaLink = (context: PageContext, area: Area): Html =>
  html`<a href="${linkTo(context, `/areas/${encodeURIComponent(area.id)}`)}">${nameOf(context, area)}</a>`;

/** A site is named by its ward where it is restricted. */
export const siteName = (context: PageContext, { site, area }: VisiblePlace): string =>
  isRestricted(site) ? nameOf(context, area) : clip(site.name);

export const siteLink = (context: PageContext, place: VisiblePlace): Html =>
  html`<a href="${linkTo(context, `/sites/${encodeURIComponent(place.site.id)}`)}"><bdi>${siteName(context, place)}</bdi></a>`;

/** Whose something is; the owner may not be determined yet. */
export function agencyLink(context: PageContext, id: string | undefined): Html {
  const agency = id === undefined ? undefined : context.view.shown.inventory.agencies.get(id);
  if (agency === undefined) return html`${context.messages.devicePage.agencyUndetermined}`;
  return html`<a href="${linkTo(context, `/agencies/${encodeURIComponent(agency.id)}`)}">${nameOf(context, agency)}</a>`;
}

/** A number that a telephone dials when it is touched. */
export function telephoneLink(number: string): Html {
  const [dialled = ''] = /^\+?[\d\s().-]+/.exec(number.trim()) ?? [];
  const digits = dialled.replaceAll(/[^\d+]/g, '');
  const text = html`☎ <bdi>${clip(number, 40)}</bdi>`;
  return digits.length < 3 ? text : html`<a href="tel:${digits}">${text}</a>`;
}
