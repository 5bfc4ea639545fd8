import { nameIn } from '../../core/language/name-in.ts';
import { type Html, html, trustedHtml } from './frame/html.ts';
import { renderIconSymbols } from './frame/icons.ts';
import { clip, linkTo, type PageContext } from './frame/page-context.ts';
import { PAGE_VERSION } from './frame/page-version.ts';
import { REFRESH_SCRIPT } from './frame/refresh-script.ts';
import { SEARCH_SCRIPT } from './frame/search-script.ts';
import { renderNotices } from './panels/notices.ts';
import { renderSearchBox } from './panels/search-box.ts';
import { STYLE_SHEET } from './styles/style-sheet.ts';

/** The frame of every page. Parts marked `data-part` are what the script replaces. */
export function renderLayout(context: PageContext, heading: string, content: Html): Html {
  const { messages, theme, view } = context;
  const { city } = view.shown.settings;
  const cityName = clip(nameIn(messages.language, city));
  return html`<!doctype html>
<html lang="${messages.language}" data-version="${PAGE_VERSION}"${theme && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading} · ${cityName}</title>
<link rel="icon" href="data:,">
<style>${trustedHtml(STYLE_SHEET)}</style>
<noscript><meta http-equiv="refresh" content="15"></noscript>
</head>
<body>
${renderIconSymbols()}
<a class="skip" href="#content">${messages.navigation.skip}</a>
${renderHeader(context, heading, cityName)}
${renderNotices(context)}
<main id="content">${content}</main>
<script>${trustedHtml(REFRESH_SCRIPT)}</script>
<script>${trustedHtml(SEARCH_SCRIPT)}</script>
</body>
</html>
`;
}

function renderHeader(context: PageContext, heading: string, cityName: string): Html {
  const { messages, formats, view, theme, path } = context;
  const other = messages.language === 'vi' ? 'en' : 'vi';
  return html`<header class="top">
<h1><a href="${linkTo(context, '/')}">${messages.pageTitle} <span>${cityName}</span></a>${heading !== messages.pageTitle && html`<span class="crumb">${heading}</span>`}</h1>
${renderSearchBox(context)}
<p class="as-of" data-part="as-of"><time datetime="${new Date(view.atMs).toISOString()}">${messages.asOf(formats.fullTime(view.atMs))}</time></p>
<nav class="sections" aria-label="${messages.navigation.sections}">
<a href="${linkTo(context, '/devices')}">${messages.sections.devices}</a>
<a href="${linkTo(context, '/links')}">${messages.sections.links}</a>
<a href="${linkTo(context, '/findings')}">${messages.sections.findings}</a>
</nav>
<nav aria-label="${messages.navigation.look}">
<a href="${linkTo(context, path, { language: other })}" lang="${other}">${messages.switchLanguage}</a>
${theme !== 'dark' && html`<a href="${linkTo(context, path, { theme: 'dark' })}">${messages.darkTheme}</a>`}
${theme !== 'light' && html`<a href="${linkTo(context, path, { theme: 'light' })}">${messages.lightTheme}</a>`}
${context.hasDoor && html`<a href="${linkTo(context, '/account')}">${messages.myAccount}</a>`}
</nav>
<p class="old-notice" role="alert" data-part="old-notice">${messages.pageIsOld} ${formats.fullTime(view.atMs)}.</p>
</header>`;
}
