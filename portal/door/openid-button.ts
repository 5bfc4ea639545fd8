import type { Language } from '../../core/language/language.ts';
import type { OpenidButton } from '../web/door-pages.ts';
import type { OpenidDoor } from './door-options.ts';
import { LOGIN_PATH } from './need.ts';

export const BEGIN_PATH = `${LOGIN_PATH}/openid`;

/** Where something of ours is, by the address under which people reach the page. */
export const addressAt = (pageUrl: string, path: string): string => `${pageUrl.replace(/\/$/, '')}${path}`;

/** The way to the issuer begins at the address that people come back to, by whichever they came: what has begun is kept there. */
export function openidButton(
  openid: OpenidDoor | undefined,
  language: Language,
  next: string,
): OpenidButton | undefined {
  const settings = openid?.settings();
  if (settings === undefined) return undefined;
  const search = new URLSearchParams({ lang: language, next });
  return { label: settings.issuer.label, address: `${addressAt(settings.pageUrl, BEGIN_PATH)}?${search}` };
}
