import type { Delivery, Unreached } from '../../../core/domain/notifier.ts';

/** What nodemailer says of a try that went wrong; every part may be missing. */
export interface MailFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly command?: unknown;
  readonly message?: unknown;
  readonly recipient?: unknown;
  readonly rejectedErrors?: unknown;
}

type ToDetail = (text: string) => string;
type Failed = Extract<Delivery, { ok: false }>;

/**
 * Permanent is only what the server says about this message: its addresses, its content, its size. All else (no connection, a
 * certificate, a refused log-in or sender, a server that breaks off) is about the way there and is the same for every message:
 * giving them up would lose them all for a password that somebody will have mended tomorrow.
 */
export function judgeMailFailure(error: unknown, toDetail: ToDetail): Failed {
  const failure = asFailure(error);
  const refused = refusalsOf(failure);
  const isPermanent = refused.length > 0 ? refused.every(isAboutMessage) : isAboutMessage(failure);
  return {
    ok: false,
    failure: isPermanent ? 'permanent' : 'temporary',
    detail: toDetail(tell(failure)),
    ...(isAboutServer(failure) && { about: 'server' }),
  };
}

/** Accepted for some at least; `refused` never reached the server. */
export function judgeMailAccepted(
  info: { readonly response: string; readonly rejectedErrors?: unknown },
  refused: readonly Unreached[],
  toDetail: ToDetail,
): Delivery {
  const unreached = [...refused, ...refusalsOf(info).map((failure) => toUnreached(failure, toDetail))];
  if (unreached.length === 0) return { ok: true, detail: toDetail(info.response) };
  const first = unreached[0]?.detail ?? '';
  const detail = toDetail(`not for ${unreached.length} of its addresses (${first})`);
  return { ok: true, detail, unreached };
}

function toUnreached(failure: MailFailure, toDetail: ToDetail): Unreached {
  return {
    address: String(failure.recipient),
    failure: isAboutMessage(failure) ? 'permanent' : 'temporary',
    detail: toDetail(tell(failure)),
  };
}

/** Answers of the server that speak of the session and not of the message, whenever they come. */
const ABOUT_SESSION: readonly number[] = [
  503, // bad sequence of commands
  530, // log in first
  534, // this log-in is too weak
  535, // this log-in is wrong
  538, // encrypt first
];
/** Of RCPT TO, RFC 5321 (4.5.3.1.10) has it read as 452: too many recipients, or a mailbox that is full today. */
const TOO_MUCH = 552;

function isAboutMessage({ code, responseCode, command }: MailFailure): boolean {
  // Larger than the server takes, as it said in its greeting, or an address that nodemailer would not send.
  if (responseCode === undefined) return code === 'EMESSAGE' || (code === 'EENVELOPE' && command === 'API');
  if (typeof responseCode !== 'number' || responseCode < 500 || responseCode > 599) return false;
  if (ABOUT_SESSION.includes(responseCode)) return false;
  switch (command) {
    case 'MAIL FROM':
      // Refused senders are a setting; only the size is the message's.
      return responseCode === TOO_MUCH;
    case 'RCPT TO':
      return responseCode !== TOO_MUCH;
    case 'DATA':
      return true;
    default:
      return false;
  }
}

/** It never came to the message: no connection, no log-in, a sender that is refused. */
function isAboutServer({ responseCode, command, rejectedErrors, ...failure }: MailFailure): boolean {
  if (rejectedErrors !== undefined || isAboutMessage({ ...failure, responseCode, command })) return false;
  if (ABOUT_SESSION.some((code) => code === responseCode)) return true;
  return command !== 'RCPT TO' && command !== 'DATA';
}

function tell(failure: MailFailure): string {
  const { code, response, command, message } = failure;
  const said = typeof response === 'string' ? response : '';
  // What was said to a log-in may repeat it: numbers are enough to look it up.
  if (code === 'EAUTH' || String(command).startsWith('AUTH'))
    return `the log-in was refused (${/^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(said)?.[0] ?? 'no answer'})`;
  if (said !== '') return `${STEPS.get(String(command)) ?? 'the server'} was answered ${said}`;
  const kind = typeof code === 'string' ? ` (${code})` : '';
  return `${typeof message === 'string' ? message : 'failed'}${kind}`;
}

const STEPS: ReadonlyMap<string, string> = new Map([
  ['MAIL FROM', 'the sender'],
  ['RCPT TO', 'an address'],
  ['DATA', 'the message'],
  ['STARTTLS', 'STARTTLS'],
]);

const refusalsOf = ({ rejectedErrors }: { readonly rejectedErrors?: unknown }): readonly MailFailure[] =>
  Array.isArray(rejectedErrors) ? rejectedErrors.map(asFailure) : [];

const asFailure = (error: unknown): MailFailure =>
  typeof error === 'object' && error !== null ? error : { message: String(error) };
