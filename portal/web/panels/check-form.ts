import type { Language } from '../../../core/language/language.ts';
import { type Html, html, renderHtml } from '../frame/html.ts';
import type { CheckTexts } from '../messages/check-texts.ts';
import { checkTextsEn } from '../messages/check-texts-en.ts';
import { checkTextsVi } from '../messages/check-texts-vi.ts';

export const checkTexts = (language: Language): CheckTexts =>
  language === 'vi' ? checkTextsVi : checkTextsEn;

/** Of whoever may check. */
export interface CheckForm {
  readonly token: string;
  readonly language: Language;
}

/** Where "check now" stands on the page of a device, which is drawn for all who may see the same. */
export const checkPlace = (deviceId: string): Html =>
  html`<template data-check="${encodeURIComponent(deviceId)}"></template>`;

const PLACE = /<template data-check="([^"]*)"><\/template>/;

/** The page with the form for whoever may check, and without it for others. */
export const putCheck = (page: string, form: CheckForm | undefined): string =>
  page.replace(PLACE, (_place, id: string) =>
    form === undefined ? '' : renderHtml(renderCheckForm(decodeURIComponent(id), form)),
  );

export function renderCheckForm(deviceId: string, { token, language }: CheckForm): Html {
  const { button, about } = checkTexts(language);
  return html`<form class="check-now" method="post" action="/devices/${encodeURIComponent(deviceId)}/check?lang=${language}"><input type="hidden" name="token" value="${token}"><button>${button}</button> <span class="small">${about}</span></form>`;
}
