import type { Account, Session } from '../../accounts/account.ts';
import { mayDo } from '../../accounts/roles.ts';
import { createFormats } from '../../core/language/formats.ts';
import { auditTexts } from './audit-page.ts';
import { type DoorPage, doorTexts, renderDoor } from './door-pages.ts';
import { type Html, html } from './frame/html.ts';
import { clip } from './frame/page-context.ts';
import { type PasskeysSection, renderPasskeys } from './passkeys-section.ts';

export interface AccountPage extends DoorPage, PasskeysSection {
  readonly account: Account;
  readonly name: string | undefined;
  readonly current: string;
  readonly sessions: readonly Session[];
}

/** Who is in, where else they are in, and the way out. */
export function renderAccountPage(page: AccountPage): Html {
  const { language, account, name, current, token } = page;
  const texts = doorTexts(language);
  const { fullTime } = createFormats(language, page.timeZone);
  const tokenField = html`<input type="hidden" name="token" value="${token}">`;
  const rows = page.sessions.map(
    ({ id, madeMs, seenMs, from, browser }) => html`<tr>
<td>${fullTime(madeMs)}</td><td>${fullTime(seenMs)}</td><td>${from}</td><td>${clip(browser)}</td>
<td>${
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
<div class="scroll"><table><thead><tr><th>${texts.since}</th><th>${texts.lastSeen}</th><th>${texts.from}</th><th>${texts.browser}</th><td></td></tr></thead>
<tbody>${rows}</tbody></table></div></section>
${renderPasskeys(page)}
<form method="post" action="/logout?lang=${language}" class="door">${tokenField}<button>${texts.logOut}</button></form>
${mayDo(account.role, 'see-audit') && html`<p><a href="/audit?lang=${language}">${auditTexts(language).heading}</a></p>`}
${mayDo(account.role, 'keep-accounts') && html`<p><a href="/users?lang=${language}">${texts.users.heading}</a></p>`}
<p><a href="/?lang=${language}">${texts.toCity}</a></p>`,
  );
}
