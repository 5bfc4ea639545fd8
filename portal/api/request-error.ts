import { CamwatchError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

/** Codes of answers that are not what was asked for; each has its row in docs/errors.md. */
export type RequestErrorCode =
  | 'PORTAL_PARAMETER'
  | 'PORTAL_NOT_FOUND'
  | 'PORTAL_METHOD'
  | 'PORTAL_HOST'
  | 'PORTAL_REQUEST_TOO_LARGE'
  | 'PORTAL_BUSY'
  | 'PORTAL_LOGIN'
  | 'PORTAL_FORBIDDEN'
  | 'PORTAL_FORGED'
  | 'PORTAL_INTERNAL';

export const REQUEST_STATUS: Readonly<Record<RequestErrorCode, number>> = {
  PORTAL_PARAMETER: 400,
  PORTAL_LOGIN: 401,
  PORTAL_FORBIDDEN: 403,
  PORTAL_FORGED: 403,
  PORTAL_NOT_FOUND: 404,
  PORTAL_METHOD: 405,
  PORTAL_HOST: 421,
  PORTAL_REQUEST_TOO_LARGE: 413,
  PORTAL_INTERNAL: 500,
  PORTAL_BUSY: 503,
};

/** A request that cannot be answered as it was put; the message goes to the caller as it is. */
export class RequestError extends CamwatchError {
  readonly code: RequestErrorCode;
  readonly status: number;

  constructor(code: RequestErrorCode, message: string | Said) {
    super(message);
    this.code = code;
    this.status = REQUEST_STATUS[code];
  }
}

/** What was got, for an error message: quoted and cut, since it comes from outside. */
export function quote(got: string): string {
  return JSON.stringify(got.length > 60 ? `${got.slice(0, 60)}…` : got);
}
