import { type Html, html } from '../frame/html.ts';

/**
 * Where a person's saved views stand on a page that is drawn for all who may see the same: what is the person's own is put there
 * for each. `name` is what a list is called that is saved.
 */
export const viewsPlace = (name: string): Html => html`<template data-views="${name}"></template>`;
