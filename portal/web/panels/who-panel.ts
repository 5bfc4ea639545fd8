import { mayDo, type Role } from '../../../accounts/roles.ts';
import type { Language } from '../../../core/language/language.ts';
import { doorTexts } from '../door-pages.ts';
import { type Html, html, renderHtml } from '../frame/html.ts';
import { clip } from '../frame/page-context.ts';
import { auditTextsEn } from '../messages/audit-texts-en.ts';
import { auditTextsVi } from '../messages/audit-texts-vi.ts';

/** Where it stands who is in, on a page that is drawn for all who may see the same. */
export const WHO_PLACE: Html = html`<template data-who></template>`;

const PLACE = '<template data-who></template>';

/** Where it leads to what few may see, among the sections. */
export const RIGHTS_PLACE: Html = html`<template data-rights></template>`;

const RIGHTS = '<template data-rights></template>';

export interface WhoIsIn {
  readonly name: string;
  readonly role: Role;
}

/** The page with who is in, which leads to their account, and to what their role may see besides; with the way in for whoever is not. */
export function putWho(page: string, who: WhoIsIn | undefined, language: Language): string {
  return page
    .replace(PLACE, () => renderHtml(renderWho(who, language)))
    .replace(RIGHTS, () => renderHtml(renderRights(who?.role, language)));
}

function renderWho(who: WhoIsIn | undefined, language: Language): Html {
  const texts = doorTexts(language);
  if (who === undefined) return html`<a class="is-in" href="/login?lang=${language}">${texts.logIn}</a>`;
  return html`<a class="is-in" href="/account?lang=${language}" title="${texts.account}"><bdi>${clip(who.name, 60)}</bdi> <span>${texts.roles[who.role]}</span></a>`;
}

function renderRights(role: Role | undefined, language: Language): Html {
  const audit = { vi: auditTextsVi, en: auditTextsEn }[language].heading;
  const isTold = (right: Parameters<typeof mayDo>[1]) => role !== undefined && mayDo(role, right);
  return html`${isTold('see-audit') && html`<a href="/audit?lang=${language}">${audit}</a>`}
${isTold('keep-accounts') && html`<a href="/users?lang=${language}">${doorTexts(language).users.heading}</a>`}`;
}
