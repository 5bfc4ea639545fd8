import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import type { Language } from '../../core/language/language.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { renderErrorPage } from '../web/error-page.ts';
import { renderHtml } from '../web/frame/html.ts';

/** The last handler: people get a page, programs `{ error: { code, message } }`. */
export function answerErrors(logger: Logger, defaultLanguage: () => Language): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { status, code, message } = describeFailure(error);
    if (status === 500) logger.error({ err: error, path: request.path }, 'a request failed');
    if (response.headersSent) {
      // What was begun as a good answer must not end as one.
      response.destroy();
      return;
    }
    response.status(status);
    if (isPage(request)) {
      response
        .type('html')
        .send(renderHtml(renderErrorPage({ status, message }, languageOf(request, defaultLanguage()))));
      return;
    }
    response.json({ error: { code, message } });
  };
}

/** What was asked for, else what the settings say. */
export function languageOf(request: Request, usual: Language): Language {
  const asked = searchOf(request).get('lang');
  return asked === 'vi' || asked === 'en' ? asked : usual;
}

export function isPage({ path }: Request): boolean {
  return !path.startsWith('/api/') && !['/healthz', '/readyz', '/metrics'].includes(path);
}

/** Messages of errors that are not ours may tell what nobody should know: they go to the log only. */
function describeFailure(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  // Express refuses a path that is not proper percent-encoding with a URIError of its own.
  if (error instanceof URIError)
    return new RequestError('PORTAL_PARAMETER', 'path: expected proper percent-encoding');
  if (isRefusedBody(error))
    return error.status === 413
      ? new RequestError('PORTAL_REQUEST_TOO_LARGE', 'body: expected a smaller form')
      : new RequestError('PORTAL_PARAMETER', 'body: expected a form');
  return new RequestError('PORTAL_INTERNAL', 'the server failed; its log has the details');
}

/** What reads forms throws errors of its own, with the status that it would answer. */
const isRefusedBody = (error: unknown): error is { readonly status: number } =>
  error instanceof Error && 'type' in error && 'status' in error && Number(error.status) < 500;
