import { nameIn } from '../../core/language/name-in.ts';
import { type Html, html, trustedHtml } from './frame/html.ts';
import { renderIconSymbols } from './frame/icons.ts';
import { clip, linkTo, type PageContext } from './frame/page-context.ts';
import { PAGE_SCRIPTS, PAGE_VERSION } from './frame/page-scripts.ts';
import { DESK_PLACE } from './panels/desk-links.ts';
import { renderLiveNotices } from './panels/live-notices.ts';
import { renderNotices } from './panels/notices.ts';
import { renderSearchBox } from './panels/search-box.ts';
import { RIGHTS_PLACE, WHO_PLACE } from './panels/who-panel.ts';
import { STYLE_SHEET } from './styles/style-sheet.ts';

/** The frame of every page: the script keeps what is in `header`, notices and `main` up to date, by parts marked `data-part`. */
export function renderLayout(context: PageContext, heading: string, content: Html): Html {
  const { messages, theme, view, path } = context;
  const { city } = view.shown.settings;
  const cityName = clip(nameIn(messages.language, city));
  return html`<!doctype html>
<html lang="${messages.language}" data-version="${PAGE_VERSION}" data-path="${linkTo(context, path)}"${context.isStill === true && html` data-still`}${theme && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading} · ${cityName}</title>
<link rel="icon" href="data:,">
<style>${trustedHtml(STYLE_SHEET)}</style>
${context.isStill !== true && html`<noscript><meta http-equiv="refresh" content="15; url=${linkTo(context, path)}"></noscript>`}
</head>
<body>
${renderIconSymbols()}
<a class="skip" href="#content">${messages.navigation.skip}</a>
${renderHeader(context, heading, cityName)}
${renderNotices(context)}
<main id="content">${content}</main>
${PAGE_SCRIPTS.map((script) => html`<script>${trustedHtml(script)}</script>`)}
</body>
</html>
`;
}

function renderHeader(context: PageContext, heading: string, cityName: string): Html {
  const { messages, formats, view, theme, path } = context;
  const other = messages.language === 'vi' ? 'en' : 'vi';
  return html`<header class="top">
<h1><a href="${linkTo(context, '/')}">${messages.pageTitle} <span>${cityName}</span></a>${heading !== messages.pageTitle && html`<span class="crumb">${heading}</span>`}</h1>
<details class="menu" data-key="menu"><summary>${messages.navigation.menu}</summary></details>
${renderSearchBox(context)}
<p class="as-of" data-stamp="${context.stamp}"><time datetime="${new Date(view.atMs).toISOString()}" data-at="${formats.fullTime(view.atMs)}"><span>${messages.asOf} </span>${formats.fullTime(view.atMs)}</time></p>
${context.hasDoor && WHO_PLACE}
<nav class="sections" aria-label="${messages.navigation.sections}">
<a href="${linkTo(context, '/incidents')}">${messages.sections.incidents}</a>
<a href="${linkTo(context, '/devices')}">${messages.sections.devices}</a>
<a href="${linkTo(context, '/recorders')}">${messages.sections.recorders}</a>
<a href="${linkTo(context, '/links')}">${messages.sections.links}</a>
<a href="${linkTo(context, '/sites')}">${messages.sections.sites}</a>
<a href="${linkTo(context, '/findings')}">${messages.sections.findings}</a>
<a href="${linkTo(context, '/shift')}">${messages.duty.shift.heading}</a>
${DESK_PLACE}
${context.hasDoor && RIGHTS_PLACE}
</nav>
<nav class="look" aria-label="${messages.navigation.look}">
<a href="${linkTo(context, path, { language: other })}" lang="${other}">${messages.switchLanguage}</a>
${theme !== 'dark' && html`<a href="${linkTo(context, path, { theme: 'dark' })}">${messages.darkTheme}</a>`}
${theme !== 'light' && html`<a href="${linkTo(context, path, { theme: 'light' })}">${messages.lightTheme}</a>`}
</nav>
${renderLiveNotices(context)}
</header>`;
}
