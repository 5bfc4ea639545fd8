import type { Passkey } from '../../accounts/passkey.ts';
import { createFormats } from '../../core/language/formats.ts';
import type { Language } from '../../core/language/language.ts';
import type { PasskeyPlace } from '../door/passkey-place.ts';
import { type Html, html } from './frame/html.ts';
import { passkeyTexts, renderPlace } from './passkey-pages.ts';

export interface PasskeysSection {
  readonly language: Language;
  readonly timeZone: string;
  readonly passkeys: readonly Passkey[];
  readonly place: PasskeyPlace;
  /** What its forms carry. */
  readonly token: string;
}

/** The passkeys of whoever looks, each to be removed, and one more to be added, for the password. */
export function renderPasskeys({ language, timeZone, passkeys, place, token }: PasskeysSection): Html {
  const texts = passkeyTexts(language);
  const { fullTime } = createFormats(language, timeZone);
  const form = (act: string, content: Html) =>
    html`<form method="post" action="/account/passkeys/${act}?lang=${language}" class="password-again"><input type="hidden" name="token" value="${token}">
<label>${texts.password}<input name="password" type="password" autocomplete="current-password" required maxlength="256"></label>${content}</form>`;
  const rows = passkeys.map(
    ({ id, name, madeMs, usedMs }) => html`<li><p><strong>${name}</strong></p>
<p class="small">${texts.made} ${fullTime(madeMs)} · ${texts.used}: ${usedMs === undefined ? texts.never : fullTime(usedMs)}</p>
<details><summary>${texts.remove}</summary>${form('remove', html`<input type="hidden" name="passkey" value="${id}"><button class="second" aria-label="${texts.removeForGood}: ${name}">${texts.removeForGood}</button>`)}</details></li>`,
  );
  return html`<section class="door"><h2>${texts.heading}</h2><p class="small">${texts.about}</p>
${rows.length === 0 ? html`<p>${texts.none}</p>` : html`<ul class="passkeys">${rows}</ul>`}
${place.is === 'here' ? form('begin', html`<button>${texts.add}</button>`) : renderPlace(place, language)}</section>`;
}
