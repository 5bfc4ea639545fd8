import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** The search of every page: a form, so that it works without a script; with it, what is found shows while one types. */
export function renderSearchBox({ messages, theme, path, view }: PageContext): Html {
  const { label, hint } = messages.search;
  const isOther = messages.language !== view.shown.settings.page.language;
  const query = path.startsWith('/search?')
    ? new URLSearchParams(path.slice('/search?'.length)).get('q')
    : '';
  return html`<form class="find" data-own role="search" action="/search" method="get">
<input type="search" name="q" value="${query ?? ''}" maxlength="100" autocomplete="off" aria-label="${label}" placeholder="${hint}" aria-keyshortcuts="/">
${isOther && html`<input type="hidden" name="lang" value="${messages.language}">`}${theme && html`<input type="hidden" name="theme" value="${theme}">`}
<div class="found-now" aria-live="polite"></div>
</form>`;
}
