import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';
import { liveTexts } from '../messages/live-texts.ts';
import { noticeTexts } from '../messages/notice-texts.ts';

/** Shown by the script of the page when they hold. */
export function renderLiveNotices(context: PageContext): Html {
  const { old, out, logIn, sending, unsent, sent } = liveTexts(context.messages.language);
  const news = noticeTexts(context.messages.language);
  const login = `/login?${new URLSearchParams({ next: linkTo(context, context.path) })}`;
  return html`<p class="old-notice" role="alert" data-own>${old} <time></time>.</p>
<div class="act-notices"><p class="out-notice" role="alert">${out} <a href="${login}" target="_blank">${logIn}</a>.</p>
<p class="unsent-notice" role="alert" data-own>${unsent} <b></b></p>
<p class="sent-notice" role="status">${sent}</p></div>
<p class="news-notice" role="status" data-own hidden data-many="${news.many}" data-list="${linkTo(context, '/incidents')}"><b>${news.news}:</b> <span></span> <button type="button">${news.dismiss}</button></p>
<span class="sending" hidden>${sending}</span>`;
}
