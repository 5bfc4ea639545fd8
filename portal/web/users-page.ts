import type { Account, Person, Token } from '../../accounts/account.ts';
import { ROLES } from '../../accounts/roles.ts';
import { createFormats } from '../../core/language/formats.ts';
import type { Bound } from './account-page.ts';
import { type DoorPage, doorTexts, renderDoor } from './door-pages.ts';
import { type Html, html } from './frame/html.ts';
import { clip } from './frame/page-context.ts';
import { WHO_PLACE } from './panels/who-panel.ts';

export interface UsersPage extends DoorPage {
  readonly timeZone: string;
  readonly accounts: readonly {
    readonly account: Account;
    readonly person: Person | undefined;
    /** Who of an issuer enters with it. */
    readonly bound: Bound;
  }[];
  readonly tokens: readonly Token[];
  /** What its forms carry. */
  readonly token: string;
  /** To be handed to one person, shown once. */
  readonly link?: { readonly account: string; readonly url: string } | undefined;
}

/** Who may enter: added, invited anew, shut, opened and forgotten by an administrator. */
export function renderUsersPage(page: UsersPage): Html {
  const texts = doorTexts(page.language).users;
  return renderDoor(
    { ...page, isWide: true },
    texts.heading,
    html`<p>${WHO_PLACE}</p>
${page.link && html`<p role="status" class="told">${texts.link(page.link.account)}<br><code>${page.link.url}</code></p>`}
<section class="door"><div class="scroll" tabindex="0" role="group" aria-label="${texts.heading}"><table class="stack">
<thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}<td></td></tr></thead>
<tbody>${page.accounts.map((one) => renderRow(page, one))}</tbody></table></div></section>
${renderAddForm(page)}
${renderTokens(page)}
<p><a href="/?lang=${page.language}">${doorTexts(page.language).toCity}</a></p>`,
  );
}

function renderRow(page: UsersPage, { account, person, bound }: UsersPage['accounts'][number]): Html {
  const { language, timeZone } = page;
  const { users: texts, roles } = doorTexts(language);
  const { fullTime } = createFormats(language, timeZone);
  const { id, role, organisation, usedMs, disabled, hasPassword, hasIdentity } = account;
  const state = disabled ? texts.shut[disabled.why] : hasPassword || hasIdentity ? texts.open : texts.invited;
  const [, inRole, called, second, elsewhere, used, isState] = texts.head;
  return html`<tr><td class="wide"><b>${id}</b></td><td data-label="${inRole}">${roles[role]}${organisation !== undefined && html` · ${organisation}`}</td>
<td data-label="${called}">${person ? clip(person.name) : texts.erased}</td><td data-label="${second}">${account.hasSecondFactor ? texts.yes : texts.no}</td><td data-label="${elsewhere}">${bound ? html`<bdi>${clip(bound.subject, 40)}</bdi><br>${fullTime(bound.boundMs)}` : texts.no}</td>
<td data-label="${used}">${usedMs === undefined ? texts.never : fullTime(usedMs)}</td><td data-label="${isState}">${state}</td>
<td class="acts wide">${renderAct(page, id, 'invite', texts.invite)}${renderAct(page, id, disabled ? 'enable' : 'disable', disabled ? texts.enable : texts.disable)}${hasIdentity && renderAct(page, id, 'unbind', texts.unbind)}${person && html`<details><summary>${texts.erase}</summary>${renderAct(page, id, 'erase', texts.eraseForGood)}</details>`}</td></tr>`;
}

function renderAct({ language, token }: UsersPage, account: string, act: string, name: string): Html {
  return html`<form method="post" action="/users/${act}?lang=${language}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="account" value="${account}"><button class="second">${name}</button></form>`;
}

function renderAddForm({ language, token }: UsersPage): Html {
  const { users: texts, roles, account } = doorTexts(language);
  return html`<form method="post" action="/users/add?lang=${language}" class="door"><h2>${texts.add}</h2>
<input type="hidden" name="token" value="${token}">
<label>${account}<input name="account" required maxlength="40" pattern="[a-z][a-z0-9._\\-]{1,39}" autocapitalize="none" spellcheck="false"></label>
<label>${texts.role}<select name="role">${ROLES.map((role) => html`<option value="${role}">${roles[role]}</option>`)}</select></label>
<label>${texts.organisation}<input name="organisation" maxlength="100"></label>
<label>${texts.name}<input name="name" required minlength="3" maxlength="200"></label>
<label>${texts.email}<input name="email" type="email" maxlength="200"></label>
<label>${texts.telephone}<input name="telephone" maxlength="40"></label>
<label class="check"><input type="checkbox" name="secret" value="1"> ${texts.secret}</label>
<button>${texts.add}</button></form>`;
}

function renderTokens(page: UsersPage): Html | false {
  const { language, timeZone, tokens, token } = page;
  const texts = doorTexts(language).users;
  const { fullTime } = createFormats(language, timeZone);
  if (tokens.length === 0) return false;
  const rows = tokens.map(
    ({
      id,
      account,
      name,
      right,
      endsMs,
    }) => html`<tr><td class="wide">${clip(name)}</td><td>${account}</td><td>${right}</td><td>${fullTime(endsMs)}</td>
<td class="wide"><form method="post" action="/users/end-token?lang=${language}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${id}"><button class="second">${doorTexts(language).end}</button></form></td></tr>`,
  );
  return html`<section class="door"><h2>${texts.tokens}</h2><div class="scroll"><table class="stack"><tbody>${rows}</tbody></table></div></section>`;
}
