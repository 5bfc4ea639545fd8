import type { Account, Session } from '../../accounts/account.ts';
import type { Identities } from '../../accounts/account-store.ts';
import { mayDo } from '../../accounts/roles.ts';
import { createFormats } from '../../core/language/formats.ts';
import { auditTexts } from './audit-page.ts';
import { type CalendarSection, renderCalendars } from './calendar-section.ts';
import { type DoorPage, doorTexts, renderDoor } from './door-pages.ts';
import { type Html, html, trustedHtml } from './frame/html.ts';
import { NOTICE_SCRIPT } from './frame/notice-script.ts';
import { clip } from './frame/page-context.ts';
import { type NoticesSection, renderNotices } from './notices-section.ts';
import { type PasskeysSection, renderPasskeys } from './passkeys-section.ts';

export interface AccountPage extends DoorPage, PasskeysSection, CalendarSection, NoticesSection {
  readonly account: Account;
  readonly name: string | undefined;
  readonly current: string;
  readonly sessions: readonly Session[];
  /** Where people may log in by an issuer, and to whom there this account is bound since when. */
  readonly openid: { readonly label: string | undefined; readonly bound: Bound | undefined } | undefined;
}

export type Bound = ReturnType<Identities['of']>;

/** Who is in, where else they are in, and the way out. */
export function renderAccountPage(page: AccountPage): Html {
  const { language, account, name, current, token } = page;
  const texts = doorTexts(language);
  const { fullTime } = createFormats(language, page.timeZone);
  const tokenField = html`<input type="hidden" name="token" value="${token}">`;
  const rows = page.sessions.map(
    ({ id, madeMs, seenMs, from, browser }) => html`<tr>
<td data-label="${texts.since}">${fullTime(madeMs)}</td><td data-label="${texts.lastSeen}">${fullTime(seenMs)}</td><td data-label="${texts.from}">${from}</td><td class="wide">${clip(browser)}</td>
<td class="wide">${
      id === current
        ? texts.thisOne
        : html`<form method="post" action="/account/sessions/end?lang=${language}">${tokenField}<input type="hidden" name="session" value="${id}"><button>${texts.end}</button></form>`
    }</td></tr>`,
  );
  return renderDoor(
    { ...page, isWide: true },
    name === undefined ? account.id : clip(name),
    html`<p>${account.id} · ${texts.roles[account.role]}${account.organisation !== undefined && html` · ${account.organisation}`}</p>
<section class="door"><h2>${texts.sessions}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${texts.sessions}"><table class="stack"><thead><tr><th>${texts.since}</th><th>${texts.lastSeen}</th><th>${texts.from}</th><th>${texts.browser}</th><td></td></tr></thead>
<tbody>${rows}</tbody></table></div></section>
${renderNotices(page)}
${renderPasskeys(page)}
${renderOpenid(page)}
${renderCalendars(page)}
<form method="post" action="/logout?lang=${language}" class="door">${tokenField}<button>${texts.logOut}</button></form>
${mayDo(account.role, 'see-audit') && html`<p><a href="/audit?lang=${language}">${auditTexts(language).heading}</a></p>`}
${mayDo(account.role, 'keep-accounts') && html`<p><a href="/users?lang=${language}">${texts.users.heading}</a></p>`}
<p><a href="/?lang=${language}">${texts.toCity}</a></p>
<script>${trustedHtml(NOTICE_SCRIPT)}</script>`,
  );
}

/** For the password, as of passkeys: whoever has none would shut themselves out, and an administrator binds theirs. */
function renderOpenid({ language, openid, token, timeZone, account }: AccountPage): Html | undefined {
  if (openid === undefined) return undefined;
  const { openid: texts, password } = doorTexts(language);
  const { fullTime } = createFormats(language, timeZone);
  const { bound } = openid;
  const isBound = bound !== undefined;
  const action = (act: 'bind' | 'unbind') => `/account/openid/${act}?lang=${language}`;
  return html`<section class="door"><h2>${texts.heading(openid.label)}</h2>
<p>${isBound ? texts.bound(clip(bound.subject), fullTime(bound.boundMs)) : texts.unbound}</p>
${
  account.hasPassword &&
  html`<form method="post" action="${action('bind')}" class="password-again"><input type="hidden" name="token" value="${token}">
<label>${password}<input name="password" type="password" autocomplete="current-password" required maxlength="256"></label>
<button>${isBound ? texts.bindAnother : texts.bind}</button>${isBound && html`<button class="second" formaction="${action('unbind')}">${texts.unbind}</button>`}</form>`
}</section>`;
}
