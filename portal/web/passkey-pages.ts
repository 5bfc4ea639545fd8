import type { Language } from '../../core/language/language.ts';
import type { PasskeyPlace } from '../door/passkey-place.ts';
import { type DoorPage, doorTexts, renderDoor } from './door-pages.ts';
import { type Html, html, trustedHtml } from './frame/html.ts';
import { PASSKEY_SCRIPT } from './frame/passkey-script.ts';
import type { PasskeyTexts } from './messages/passkey-texts.ts';
import { passkeyTextsEn as en } from './messages/passkey-texts-en.ts';
import { passkeyTextsVi as vi } from './messages/passkey-texts-vi.ts';

export const passkeyTexts = (language: Language): PasskeyTexts => ({ en, vi })[language];

export interface NewPasskeyPage extends DoorPage {
  /** Where what was made is sent. */
  readonly action: string;
  readonly token?: string;
  /** For the browser. */
  readonly options: string;
}

/** Has the browser make a passkey, and asks for its name. */
export function renderNewPasskeyPage(page: NewPasskeyPage): Html {
  const texts = passkeyTexts(page.language);
  return renderDoor(
    page,
    texts.heading,
    renderForm(
      { ...page, kind: 'create' },
      html`${page.token !== undefined && html`<input type="hidden" name="token" value="${page.token}">`}
<p class="small" id="about">${texts.createAbout}</p>
<label>${texts.name}<input name="name" required maxlength="60" autocomplete="off" aria-describedby="about"></label>
<button>${texts.create}</button>
${page.token !== undefined && html`<p><a href="/account?lang=${page.language}">${texts.back}</a></p>`}`,
    ),
  );
}

export interface SecondStepPage extends DoorPage {
  readonly account: string;
  readonly secret: string;
  readonly next: string;
  readonly place: PasskeyPlace;
  /** For the browser; absent where it can use none. */
  readonly request?: string | undefined;
  /** Whether a code of the telephone will do as well. */
  readonly hasCode: boolean;
}

/** After the password: one button, and the code as the other way. */
export function renderSecondStepPage(page: SecondStepPage): Html {
  const { language, account, secret, next, place, request, hasCode } = page;
  const [texts, { code, logIn }] = [passkeyTexts(language), doorTexts(language)];
  const action = `/login/second?lang=${language}`;
  const carried = html`<input type="hidden" name="account" value="${account}"><input type="hidden" name="secret" value="${secret}"><input type="hidden" name="next" value="${next}">`;
  const byKey =
    request !== undefined &&
    renderForm(
      { language, action, options: request, kind: 'get' },
      html`${carried}<p class="small">${texts.useAbout}</p><button autofocus>${texts.use}</button>`,
    );
  const byCode =
    hasCode &&
    html`<form method="post" action="${action}" class="door">${carried}<h2>${texts.otherWay}</h2>
<label>${code}<input name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="9"></label>
<button class="second">${logIn}</button></form>`;
  return renderDoor(
    page,
    texts.second,
    html`${byKey}${renderPlace(place, language)}${byCode}
<p><a href="/login?${new URLSearchParams({ lang: language, next }).toString()}">${texts.again}</a></p>`,
  );
}

/** Where passkeys can be used, unless that is here. */
export function renderPlace(place: PasskeyPlace, language: Language): Html | false {
  return (
    place.is !== 'here' &&
    html`<p class="told">${passkeyTexts(language)[place.is]} <a href="${place.url}/login">${place.url}</a></p>`
  );
}

function renderForm(
  {
    language,
    action,
    options,
    kind,
  }: Pick<NewPasskeyPage, 'language' | 'action' | 'options'> & { readonly kind: 'create' | 'get' },
  content: Html,
): Html {
  const texts = passkeyTexts(language);
  const notes = Object.entries(texts.notes).map(
    ([name, text]) =>
      html`<p hidden data-note="${name}" class="${name === 'wait' ? 'told' : 'told problem'}">${text}</p>`,
  );
  return html`<form method="post" action="${action}" class="door" data-passkey="${kind}" data-options="${options}">
<input type="hidden" name="answer">${content}
<div role="status">${notes}</div>
<noscript><p class="told problem">${texts.noScript}</p></noscript>
</form><script>${trustedHtml(PASSKEY_SCRIPT)}</script>`;
}
