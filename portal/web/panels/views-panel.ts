import type { SavedView } from '../../../accounts/saved-view.ts';
import type { Language } from '../../../core/language/language.ts';
import { type Html, html, renderHtml } from '../frame/html.ts';
import { listTextsEn } from '../messages/list-texts-en.ts';
import { listTextsVi } from '../messages/list-texts-vi.ts';

/**
 * Where a person's saved views stand on a page that is drawn for all who may see the same: what is the person's own is put there
 * for each. `name` is what this list is called when it is saved; absent where there is none to be saved.
 */
export const viewsPlace = (name?: string): Html => html`<template data-views="${name ?? ''}"></template>`;

const PLACE = /<template data-views="([^"]*)"><\/template>/;

/** What is shown to whom. */
export interface OwnViews {
  readonly views: readonly SavedView[];
  readonly token: string;
  readonly language: Language;
  /** The page itself, as it was asked for. */
  readonly path: string;
  readonly search: URLSearchParams;
}

/** The page with a person's views in their place; without them for whoever has none. */
export function putViews(page: string, own: OwnViews | undefined): string {
  return page.replace(PLACE, (_place, name: string) =>
    own === undefined ? '' : renderHtml(renderViews(own, plainText(name))),
  );
}

/** Of what {@link html} escaped in an attribute. */
const plainText = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function renderViews(own: OwnViews, name: string): Html {
  const { views, search, path } = own;
  const texts = own.language === 'vi' ? listTextsVi : listTextsEn;
  const isList = name !== '';
  if (!isList && views.length === 0) return html``;
  return html`<section class="panel views" data-part="views">
<header><h2>${texts.views}</h2></header>
${views.length > 0 && html`<ul>${views.map((view) => html`<li><a href="${withLook(view.path, search)}"><bdi>${view.name}</bdi></a></li>`)}</ul>`}
${
  isList &&
  html`<form method="post" action="/views/save?lang=${own.language}">${renderHidden(own)}<input type="hidden" name="path" value="${`${path}${searchText(search)}`}">
<label>${texts.viewName} <input name="name" required maxlength="80" value="${name.slice(0, 80)}" autocomplete="off"></label> <button>${texts.viewSave}</button></form>`
}
${views.length > 0 && html`<details data-key="views"><summary>${texts.viewsEdit}</summary><ul class="edited">${views.map((view) => renderEdited(own, view))}</ul></details>`}
</section>`;
}

function renderEdited(own: OwnViews, { id, name }: SavedView): Html {
  const texts = own.language === 'vi' ? listTextsVi : listTextsEn;
  return html`<li><form method="post" action="/views/rename?lang=${own.language}">${renderHidden(own)}<input type="hidden" name="id" value="${id}"><input name="name" required maxlength="80" value="${name}" aria-label="${texts.viewName}" autocomplete="off"> <button>${texts.viewRename}</button> <button formaction="/views/remove?lang=${own.language}" formnovalidate aria-label="${texts.viewRemove}: ${name}">${texts.viewRemove}</button></form></li>`;
}

const renderHidden = ({ token, path, search }: OwnViews): Html =>
  html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="back" value="${`${path}${searchText(search)}`}">`;

const searchText = (search: URLSearchParams): string => (search.size === 0 ? '' : `?${search}`);

/** In the language and theme of the page that leads there. */
function withLook(path: string, search: URLSearchParams): string {
  const look = new URLSearchParams(search.entries().filter(([key]) => key === 'lang' || key === 'theme'));
  if (look.size === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${look}`;
}
