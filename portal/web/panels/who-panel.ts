import type { Role } from '../../../accounts/roles.ts';
import type { Language } from '../../../core/language/language.ts';
import { doorTexts } from '../door-pages.ts';
import { type Html, html, renderHtml } from '../frame/html.ts';
import { clip } from '../frame/page-context.ts';

/** Where it stands who is in, on a page that is drawn for all who may see the same. */
export const WHO_PLACE: Html = html`<template data-who></template>`;

const PLACE = '<template data-who></template>';

export interface WhoIsIn {
  readonly name: string;
  readonly role: Role;
}

/** The page with who is in, which leads to their account; with the way in for whoever is not. */
export function putWho(page: string, who: WhoIsIn | undefined, language: Language): string {
  return page.replace(PLACE, () => renderHtml(renderWho(who, language)));
}

function renderWho(who: WhoIsIn | undefined, language: Language): Html {
  const texts = doorTexts(language);
  if (who === undefined) return html`<a class="is-in" href="/login?lang=${language}">${texts.logIn}</a>`;
  return html`<a class="is-in" href="/account?lang=${language}" title="${texts.account}"><bdi>${clip(who.name, 60)}</bdi> <span>${texts.roles[who.role]}</span></a>`;
}
