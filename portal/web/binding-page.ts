import type { NamedIdentity } from '../../accounts/openid/openid-settings.ts';
import { type DoorPage, doorTexts, renderDoor } from './door-pages.ts';
import { type Html, html } from './frame/html.ts';
import { clip } from './frame/page-context.ts';

export interface BindingPage extends DoorPage {
  readonly account: string;
  /** Who the issuer says is there. */
  readonly identity: NamedIdentity;
  readonly label: string | undefined;
  /** What its form carries. */
  readonly secret: string;
  readonly token: string;
}

/** Whom an account is about to be bound to, so that nobody binds it to whoever was logged in at the issuer before. */
export function renderBindingPage(page: BindingPage): Html {
  const { language, account, identity, label, secret, token } = page;
  const { openid: texts } = doorTexts(language);
  const { subject, name, email } = identity;
  const rows = [
    [texts.name, name],
    [texts.email, email],
    [texts.subject, subject],
  ] as const;
  return renderDoor(
    page,
    texts.isItYou,
    html`<p>${texts.whom(account, label)}</p>
<dl class="facts">${rows.map(([head, value]) => value !== undefined && html`<dt>${head}</dt><dd><bdi>${clip(value, 255)}</bdi></dd>`)}</dl>
<form method="post" action="/account/openid/confirm?lang=${language}" class="door">
<input type="hidden" name="token" value="${token}"><input type="hidden" name="secret" value="${secret}"><input type="hidden" name="subject" value="${subject}">
<button>${texts.confirm}</button></form>
<p><a href="/account?lang=${language}">${texts.notMe}</a></p>`,
  );
}
