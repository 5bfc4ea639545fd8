import { type Html, html, renderHtml } from '../frame/html.ts';
import type { CheckTexts } from '../messages/check-texts.ts';

/** Where "check now" stands on the page of a device, which is drawn for all who may see the same. */
export const checkPlace = (deviceId: string): Html =>
  html`<template data-check="${encodeURIComponent(deviceId)}"></template>`;

const PLACE = /<template data-check="([^"]*)"><\/template>/;

/** The page with the form for whoever may check, and without it for others. */
export const putCheck = (
  page: string,
  own: { readonly token: string; readonly texts: CheckTexts } | undefined,
): string =>
  page.replace(PLACE, (_place, id: string) =>
    own === undefined ? '' : renderHtml(renderCheckForm(decodeURIComponent(id), own.token, own.texts)),
  );

export const renderCheckForm = (deviceId: string, token: string, { button, about }: CheckTexts): Html =>
  html`<form class="check-now" method="post" action="/devices/${encodeURIComponent(deviceId)}/check"><input type="hidden" name="token" value="${token}"><button>${button}</button> <span class="small">${about}</span></form>`;
