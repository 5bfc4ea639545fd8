import type { Request, RequestHandler } from 'express';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { searchOf } from '../api/search-of.ts';
import { lookCookieOf, renderLookCookie } from '../door/cookie.ts';
import { THEMES } from '../web/frame/page-context.ts';
import { isPage } from './answer-errors.ts';

const LOOKS = { lang: LANGUAGES, theme: THEMES } as const;
const NAMES = ['lang', 'theme'] as const;

/** They take no such parameters: a stream, and what an issuer sends back. */
const WITHOUT_LOOK: ReadonlySet<string> = new Set(['/events', '/login/openid/finish']);

/**
 * A language and theme that somebody asked for once are kept by the browser. Whoever asks for none is answered as if they had:
 * by what was kept, else by the languages of the browser, else as the settings say. Pages are drawn by their address alone,
 * so that none is answered in the language of somebody else. An open page that renews itself stays as it is.
 */
export const rememberLook =
  (usual: () => Language): RequestHandler =>
  (request, response, next) => {
    if (!isPage(request) || WITHOUT_LOOK.has(request.path)) return next();
    response.vary('Cookie, Accept-Language');
    const isRenewal = request.get('Camwatch-Page') !== undefined;
    const search = searchOf(request);
    const size = search.size;
    for (const name of NAMES) {
      const kept = oneOf(LOOKS[name], lookCookieOf(name, request.headers.cookie));
      const [asked, ...more] = search.getAll(name);
      const isChoice = more.length === 0 && asked !== kept && oneOf(LOOKS[name], asked) !== undefined;
      if (isChoice && request.method === 'GET' && !isRenewal)
        response.append('Set-Cookie', renderLookCookie(name, String(asked)));
      if (asked !== undefined) continue;
      const wanted = name === 'theme' ? kept : ((isRenewal ? undefined : kept) ?? languageAccepted(request));
      if (wanted !== undefined && wanted !== usual()) search.set(name, wanted);
    }
    if (search.size > size) request.url = `${request.path}?${search}`;
    next();
  };

const oneOf = (known: readonly string[], text: string | undefined): string | undefined =>
  text !== undefined && known.includes(text) ? text : undefined;

/** The one of ours that the browser would rather have. */
function languageAccepted(request: Request): string | undefined {
  const wanted = (request.get('Accept-Language') ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
    return { language: oneOf(LANGUAGES, tag.split('-')[0]), weight: Number(weight ?? 1) };
  });
  return wanted
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .at(0)?.language;
}
