import type { Response } from 'express';
import { type LoginPage, renderLoginPage } from '../web/door-pages.ts';
import { sendPage } from './door-forms.ts';
import type { DoorOptions } from './door-options.ts';
import { openidButton } from './openid-button.ts';

/** The page where people log in, with every way that there is. */
export function sendLoginPage(
  response: Response,
  { openid }: Pick<DoorOptions, 'openid'>,
  page: Omit<LoginPage, 'openid'>,
): void {
  sendPage(response, renderLoginPage({ ...page, openid: openidButton(openid, page.language, page.next) }));
}
