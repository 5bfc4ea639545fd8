import type { Right } from '../../../accounts/roles.ts';
import type { Language } from '../../../core/language/language.ts';
import { type Html, html, renderHtml } from '../frame/html.ts';
import { calendarTexts } from '../messages/calendar-texts.ts';
import { workTexts } from '../messages/work-texts.ts';
import { claimTexts, contractTexts, statementTexts, verifyTexts } from '../papers/paper-page.ts';
import { planTexts, reportTexts } from '../papers/plan-names.ts';

/** Where links stand that only some roles have, on a page that is drawn for all who may see the same. */
export const DESK_PLACE: Html = html`<template data-desks></template>`;

const PLACE = '<template data-desks></template>';

interface DeskLink {
  readonly path: string;
  readonly right: Right;
  readonly name: (language: Language) => string;
}

/** Pages for those who dispute, decide and report. */
const LINKS: readonly DeskLink[] = [
  { path: '/contracts', right: 'see-contracts', name: (language) => contractTexts(language).heading },
  { path: '/claims', right: 'see-contracts', name: (language) => claimTexts(language).heading },
  { path: '/statements', right: 'see-contracts', name: (language) => statementTexts(language).heading },
  { path: '/works', right: 'see-contracts', name: (language) => workTexts(language).short },
  { path: '/calendar', right: 'see-contracts', name: (language) => calendarTexts(language).heading },
  { path: '/plan', right: 'see-plan', name: (language) => planTexts(language).heading },
  { path: '/reports', right: 'see-reports', name: (language) => reportTexts(language).heading },
  { path: '/verify', right: 'see-contracts', name: (language) => verifyTexts(language).heading },
];

/** The page with the links that whoever looks has a right to. */
export function putDesks(page: string, rights: readonly Right[], language: Language): string {
  const links = LINKS.filter(({ right }) => rights.includes(right)).map(
    ({ path, name }) => html`<a href="${path}?lang=${language}">${name(language)}</a>\n`,
  );
  return page.replace(PLACE, () => renderHtml(html`${links}`));
}
