import type { FailureReason } from '../../core/domain/probing.ts';
import { cleanText } from '../../core/text/device-text.ts';
import type { HttpAnswer } from '../http/request.ts';
import { ProbeError } from '../probing/prober.ts';
import { isLockedOut } from './lock-out.ts';
import { child, children, parseEnvelope, textAt, type Xml } from './xml.ts';

/** What an answer to one operation comes to. */
export type Reply =
  | { readonly kind: 'response'; readonly response: Xml }
  /** It wants a login, or not this one. */
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly detail: string };

/**
 * Reads the answer to an operation. Whether a fault comes with 200, 400 or 500 is a matter of taste among makers, so the
 * fault counts before the status does, but for what only HTTP can say.
 * @throws ProbeError `malformed`.
 */
export function readAnswer(operation: string, answer: HttpAnswer): Reply {
  const { status, statusLine } = answer;
  const soap = looksLikeXml(answer.body) && status !== 503 ? soapOf(answer) : undefined;
  const fault = child(soap, 'Fault');
  const reply = fault ? readFault(fault) : undefined;
  const isRefusal = reply ? reply.kind === 'unauthorized' || reply.reason === 'denied' : REFUSALS.has(status);
  if (isRefusal && isLockedOut(answer)) {
    return failed('locked', `${reply?.detail ?? statusLine}: the account or our address is locked`);
  }
  if (reply) return reply;
  if (status < 200 || status > 299) return readStatus(answer);
  const response = child(soap ?? parseEnvelope(answer.body).body, `${operation}Response`);
  if (response) return { kind: 'response', response };
  const names = Object.keys(soap ?? {}).filter((name) => /^\w/.test(name));
  throw new ProbeError(
    'malformed',
    `expected ${operation}Response, got ${names.slice(0, 3).join(', ') || 'nothing'}`,
  );
}

const REFUSALS: ReadonlySet<number> = new Set([401, 403, 423]);

const looksLikeXml = (body: string) => /^[\s\ufeff]*</.test(body);

/** Of an error status anything may be the body: a page, or a fault. */
function soapOf({ status, body }: HttpAnswer): Xml | undefined {
  if (status >= 200 && status <= 299) return parseEnvelope(body).body;
  try {
    return parseEnvelope(body).body;
  } catch (error) {
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
}

const failed = (reason: FailureReason, detail: string) => ({ kind: 'failed', reason, detail }) as const;

/** Local names of codes of faults, of ONVIF Core §5.8.2 and WS-Security; those that are not listed are `device-error`. */
const REASON_BY_CODE: ReadonlyMap<string, FailureReason | 'unauthorized'> = new Map([
  ['NotAuthorized', 'unauthorized'],
  ['SenderNotAuthorized', 'unauthorized'],
  ['Unauthorized', 'unauthorized'],
  ['FailedAuthentication', 'unauthorized'],
  ['InvalidSecurity', 'unauthorized'],
  ['InvalidSecurityToken', 'unauthorized'],
  ['OperationProhibited', 'denied'],
  ['ActionNotSupported', 'unsupported'],
  ['OptionalActionNotImplemented', 'unsupported'],
  ['UnknownAction', 'unsupported'],
  ['NotSupported', 'unsupported'],
  ['NoSuchService', 'unsupported'],
  ['AccountLocked', 'locked'],
  ['UserLocked', 'locked'],
  ['DeviceBusy', 'busy'],
]);

/** SOAP 1.2, or 1.1 where a device has not heard of it. */
function readFault(fault: Xml): Exclude<Reply, { kind: 'response' }> {
  const codes = [...codesOf(child(fault, 'Code')), textAt(fault, 'faultcode')]
    .filter((code) => code !== undefined)
    .map((code) => code.replace(/^.*:/, ''));
  const text = textAt(fault, 'Reason', 'Text') ?? textAt(fault, 'faultstring') ?? '';
  const detail = `fault ${codes.join('/') || 'without a code'}${text && `: ${text}`}`;
  const known = codes
    .toReversed()
    .map((code) => REASON_BY_CODE.get(code))
    .find((reason) => reason !== undefined);
  const isRefused = known === 'unauthorized' || (known === undefined && REFUSAL_TEXT.test(text));
  if (isRefused) return { kind: 'unauthorized', detail };
  return failed(known ?? 'device-error', detail);
}

/** Seen with codes that say nothing, from Hikvision and others. */
const REFUSAL_TEXT = /not authori[sz]ed|unauthori[sz]ed/i;

/** Subcodes hang in each other, three deep at most. */
function codesOf(code: Xml | undefined, depth = 0): readonly (string | undefined)[] {
  if (code === undefined || depth > 3) return [];
  return [textAt(code, 'Value'), ...children(code, 'Subcode').flatMap((sub) => codesOf(sub, depth + 1))];
}

function readStatus({ status, statusLine, headers }: HttpAnswer): Reply {
  if (status === 401) return { kind: 'unauthorized', detail: statusLine };
  if (status === 403) return failed('denied', statusLine);
  if (status === 429 || status === 503) return failed('busy', statusLine);
  if (status >= 300 && status <= 399) {
    const location = cleanText(headers.location?.replace(/\/\/[^/?#]*@/, '//').slice(0, 100) ?? '');
    const to = location === undefined ? '' : ` to ${location}`;
    return failed('mismatch', `${statusLine}${to}: redirects are not followed`);
  }
  if (NOT_HERE.has(status)) return failed('unsupported', `${statusLine}: no ONVIF service at this path`);
  return failed('device-error', statusLine);
}

const NOT_HERE: ReadonlySet<number> = new Set([404, 405, 410, 501]);
