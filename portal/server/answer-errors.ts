import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import type { Language } from '../../core/language/language.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { renderErrorPage } from '../web/error-page.ts';
import { renderHtml } from '../web/frame/html.ts';

/** The last handler: people get a page, programs `{ error: { code, message } }`. */
export function answerErrors(logger: Logger, defaultLanguage: () => Language): ErrorRequestHandler {
  const languageOf = (request: Request): Language => {
    const asked = searchOf(request).get('lang');
    return asked === 'vi' || asked === 'en' ? asked : defaultLanguage();
  };
  return (error: unknown, request, response, _next) => {
    const { status, code, message } = describeFailure(error);
    if (status === 500) logger.error({ err: error, path: request.path }, 'a request failed');
    response.status(status);
    if (isPage(request)) {
      response.type('html').send(renderHtml(renderErrorPage({ status, message }, languageOf(request))));
      return;
    }
    response.json({ error: { code, message } });
  };
}

function isPage({ path }: Request): boolean {
  return !path.startsWith('/api/') && !['/healthz', '/readyz', '/metrics'].includes(path);
}

/** Messages of errors that are not ours may tell what nobody should know: they go to the log only. */
function describeFailure(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  // Express refuses a path that is not proper percent-encoding with a URIError of its own.
  if (error instanceof URIError)
    return new RequestError('PORTAL_PARAMETER', 'path: expected proper percent-encoding');
  return new RequestError('PORTAL_INTERNAL', 'the server failed; its log has the details');
}
