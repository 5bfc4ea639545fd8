import type { Request } from 'express';

/** The query as it was sent: repeated names stay repeated, brackets mean nothing. */
export function searchOf(request: Request): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start));
}
