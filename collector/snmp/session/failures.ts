import { ResponseInvalidCode, ResponseInvalidError } from 'net-snmp';
import type { FailureReason } from '../../../core/domain/probing.ts';
import { EngineError, ProbeError } from '../../probing/prober.ts';

/** What a report of an SNMPv3 agent means: last arc of the counter it names (RFC 3414 §5). */
const REPORTS: ReadonlyMap<number, readonly [FailureReason, string]> = new Map([
  [1, ['denied', 'the user may not ask at this security level (usmStatsUnsupportedSecLevels)']],
  [2, ['device-error', 'the agent finds our notion of its time wrong (usmStatsNotInTimeWindows)']],
  [3, ['wrong-user', 'the agent knows no such user (usmStatsUnknownUserNames)']],
  [4, ['device-error', 'the agent does not know its own engine id (usmStatsUnknownEngineIDs)']],
  [
    5,
    ['wrong-key', 'the agent finds our signature wrong (usmStatsWrongDigests): key or protocol is another'],
  ],
  [
    6,
    ['wrong-key', 'the agent cannot decrypt (usmStatsDecryptionErrors): privacy key or protocol is another'],
  ],
]);
const USM_STATS = '1.3.6.1.6.3.15.1.1.';

export function reportFailure(oid: string): ProbeError {
  const arc = oid.startsWith(USM_STATS) ? Number.parseInt(oid.slice(USM_STATS.length), 10) : 0;
  const [reason, message] = REPORTS.get(arc) ?? ['device-error', `the agent reports ${oid}`];
  return new ProbeError(reason, message);
}

/** Whether an error may mean no more than that a kept session is out of date: the agent restarted, or was replaced. */
export function isStaleReport(oid: string): boolean {
  return oid.startsWith(USM_STATS);
}

/** What net-snmp throws on a packet that it cannot take apart. */
export function packetFailure(error: unknown): ProbeError {
  if (error instanceof ResponseInvalidError) return invalidFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  return new ProbeError('malformed', `no SNMP message that can be read: ${message}`, { cause: error });
}

/** What net-snmp gives up with. That it cannot make a request says nothing of the agent. */
export function libraryFailure(error: Error): ProbeError | EngineError {
  if (!(error instanceof ResponseInvalidError)) {
    return new EngineError(`the request could not be made: ${error.message}`, { cause: error });
  }
  return invalidFailure(error);
}

function invalidFailure(error: ResponseInvalidError): ProbeError {
  const [reason, message] = INVALID.get(error.code) ?? ['malformed', 'the answer makes no sense'];
  return new ProbeError(reason, `${message} (${ResponseInvalidCode[error.code] ?? error.code})`);
}

export function isOutsideTimeWindow(error: Error): boolean {
  return error instanceof ResponseInvalidError && error.code === OUTSIDE_TIME_WINDOW;
}

/** Missing in the types of net-snmp: its engine's time went back without a boot more. */
const OUTSIDE_TIME_WINDOW = 14;

const INVALID: ReadonlyMap<number, readonly [FailureReason, string]> = new Map([
  [ResponseInvalidCode.ECouldNotDecrypt, ['malformed', 'the answer cannot be decrypted']],
  [ResponseInvalidCode.EAuthFailure, ['malformed', 'the signature of the answer is wrong']],
  [ResponseInvalidCode.EVersionNoMatch, ['mismatch', 'the answer is of another version of SNMP']],
  [ResponseInvalidCode.ECommunityNoMatch, ['mismatch', 'the answer carries another community']],
  [ResponseInvalidCode.EUnexpectedReport, ['device-error', 'the agent reports and does not answer']],
  [OUTSIDE_TIME_WINDOW, ['device-error', 'the time of the agent went back']],
]);

/** What an agent answers instead of values: `error-status` of RFC 3416, less those that callers cope with. */
export function statusFailure(status: number, what: string): ProbeError {
  const [reason, name] = STATUSES.get(status) ?? ['device-error', `error-status ${status}`];
  return new ProbeError(reason, `${what}: the agent answers ${name}`);
}

export const TOO_BIG = 1;
export const NO_SUCH_NAME = 2;
export const GENERAL_ERROR = 5;

const STATUSES: ReadonlyMap<number, readonly [FailureReason, string]> = new Map([
  [TOO_BIG, ['oversized', 'tooBig']],
  [NO_SUCH_NAME, ['unsupported', 'noSuchName']],
  [GENERAL_ERROR, ['device-error', 'genErr']],
  [6, ['denied', 'noAccess']],
  [13, ['busy', 'resourceUnavailable']],
  [16, ['denied', 'authorizationError']],
]);
