import type { Right } from '../../../accounts/roles.ts';
import type { Language } from '../../../core/language/language.ts';
import { type Html, html, renderHtml } from '../frame/html.ts';
import { waitingTexts } from '../messages/waiting-texts.ts';

/** Where stands what waits for whoever looks, on a page that is drawn for all who may see the same. */
export const WAITING_PLACE: Html = html`<template data-waiting></template>`;

const PLACE = '<template data-waiting></template>';
const RIGHTS: readonly Right[] = ['act-on-contracts', 'act-on-plan'];

/** The page with that place, which a script fills from a page of its own; nothing for whoever only looks. */
export function putWaiting(page: string, rights: readonly Right[], language: Language): string {
  return page.replace(PLACE, () =>
    RIGHTS.some((right) => rights.includes(right)) ? renderHtml(renderPlace(language)) : '',
  );
}

function renderPlace(language: Language): Html {
  const { heading } = waitingTexts(language);
  const from = `/waiting?lang=${language}`;
  return html`<section class="panel waiting" data-part="waiting"><header><h2><a href="${from}">${heading}</a></h2></header><div data-own data-from="${from}"><p class="quiet"><a href="${from}">${heading}</a></p></div></section>`;
}
