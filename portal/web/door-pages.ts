import { LEAST_ALONE } from '../../accounts/password.ts';
import type { Language } from '../../core/language/language.ts';
import { type Html, html, trustedHtml } from './frame/html.ts';
import type { DoorTexts } from './messages/door-texts.ts';
import { doorTextsEn as en } from './messages/door-texts-en.ts';
import { doorTextsVi as vi } from './messages/door-texts-vi.ts';
import { STYLE_SHEET } from './styles/style-sheet.ts';

export const doorTexts = (language: Language): DoorTexts => ({ en, vi })[language];

/** What every page at the door is drawn from: nothing of the city. */
export interface DoorPage {
  readonly language: Language;
  /** Of this page in the other language. */
  readonly otherPath: string;
  /** What was wrong, or is done. */
  readonly told?: string | undefined;
  readonly isProblem?: boolean;
  readonly isWide?: boolean;
  /** Where its browser goes on to at once. */
  readonly address?: string;
}

/** The way in by an issuer of OpenID Connect. */
export interface OpenidButton {
  /** What people call the issuer. */
  readonly label: string | undefined;
  readonly address: string;
}

export interface LoginPage extends DoorPage {
  readonly next: string;
  readonly account?: string | undefined;
  readonly openid: OpenidButton | undefined;
}

export function renderLoginPage(page: LoginPage): Html {
  const texts = doorTexts(page.language);
  return renderDoor(
    page,
    texts.logIn,
    html`<form method="post" action="/login?lang=${page.language}" class="door">
<input type="hidden" name="next" value="${page.next}">
<label>${texts.account}<input name="account" value="${page.account ?? ''}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="40"></label>
<label>${texts.password}<input name="password" type="password" autocomplete="current-password" required maxlength="256"></label>
<label>${texts.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="9" aria-describedby="code-hint"></label>
<p class="small" id="code-hint">${texts.codeHint}</p>
<button>${texts.logIn}</button>
</form>
${page.openid && html`<p class="other"><a class="button" href="${page.openid.address}">${texts.logInBy(page.openid.label)}</a></p>`}`,
  );
}

/** Leads on by itself: to whom a redirect must not lead, or must not lead from. */
export function renderOnwardPage(page: DoorPage & { readonly address: string }): Html {
  const { onward, goOn } = doorTexts(page.language);
  return renderDoor(page, onward, html`<p><a href="${page.address}">${goOn}</a></p>`);
}

export interface InvitationPage extends DoorPage {
  readonly account: string;
  readonly path: string;
  readonly key: string;
  readonly uri: string;
  /** Whether a passkey can be made at this address. */
  readonly takesPasskeys: boolean;
}

export function renderInvitationPage(page: InvitationPage): Html {
  const texts = doorTexts(page.language);
  return renderDoor(
    page,
    texts.invitation(page.account),
    html`<form method="post" action="${page.path}?lang=${page.language}" class="door">
<input type="hidden" name="account" value="${page.account}" autocomplete="username">
<label>${texts.newPassword(LEAST_ALONE)}<input name="password" type="password" autocomplete="new-password" required maxlength="256"></label>
<label>${texts.repeat}<input name="repeated" type="password" autocomplete="new-password" required maxlength="256"></label>
<fieldset>
<legend>${texts.second}</legend>
<p class="small">${texts.secondAbout}</p>
<p>${texts.key}: <code>${page.key.match(/.{1,4}/g)?.join(' ') ?? ''}</code></p>
<p><a href="${page.uri}">${texts.openInApp}</a></p>
<input type="hidden" name="key" value="${page.key}">
<label>${texts.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="9"></label>
</fieldset>
<button>${texts.save}</button>
${page.takesPasskeys && html`<button class="second" name="with" value="passkey">${texts.saveWithPasskey}</button>`}
</form>`,
  );
}

export function renderDoor(
  { language, otherPath, told, isProblem, isWide, address }: DoorPage,
  heading: string,
  content: Html,
): Html {
  const other = language === 'vi' ? 'English' : 'Tiếng Việt';
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${heading} · camwatch</title><link rel="icon" href="data:,">${address !== undefined && html`<meta http-equiv="refresh" content="0; url=${address}">`}<style>${trustedHtml(STYLE_SHEET)}</style></head>
<body class="${isWide ? 'door-page is-wide' : 'door-page'}"><main><h1>${heading}</h1>
${told !== undefined && html`<p role="${isProblem ? 'alert' : 'status'}" class="${isProblem ? 'told problem' : 'told'}">${told}</p>`}
${content}
<p><a href="${otherPath}" lang="${language === 'vi' ? 'en' : 'vi'}">${other}</a></p></main></body>
</html>
`;
}
