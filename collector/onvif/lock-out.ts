import type { HttpAnswer } from '../http/request.ts';

/**
 * Whether a refusal tells that the account or our address is locked for a while, as Hikvision and Dahua do after a few
 * wrong passwords. There is no standard for it: a status, a header, or words in a body that may be SOAP, XML, JSON or a page.
 */
export function isLockedOut({ status, headers, body }: HttpAnswer): boolean {
  return status === 423 || headers['retry-after'] !== undefined || LOCK_WORDS.test(body.slice(0, 4_096));
}

/**
 * `<lockStatus>lock</lockStatus>`, `AccountLocked`, `The user is locked out`, `IP blocked`, `Too many attempts`; and not
 * `unlock`, nor a clock.
 */
const LOCK_WORDS =
  /(?<!un|c)lock(?:ed|out)|(?<!un|c)lock<|\block(?:ed)? ?(?:out|time)|too many (?:\w+ ){0,3}(?:attempts|tries|log)/i;
