import type { Login } from '../../core/domain/credentials.ts';
import type { TlsCertificate } from '../../core/domain/device-report.ts';
import type { FailureReason } from '../../core/domain/probing.ts';
import { mayHearPassword } from '../http/may-hear-password.ts';
import type { HttpAnswer, HttpClient } from '../http/request.ts';
import { ProbeError, type Trace } from '../probing/prober.ts';
import { type DeviceTime, explainUnsigned, isSignedFor, parseDeviceTime } from './device-time.ts';
import type { Operation } from './envelope.ts';
import { exchange } from './exchange.ts';
import type { Quirks } from './quirks.ts';
import type { Reply } from './read-answer.ts';
import type { Endpoint } from './services.ts';
import { createSigner, type Signer, wantsPassword } from './signer.ts';
import type { Xml } from './xml.ts';

/** A conversation with one device, as short as a probe, with at most one wrong login. */
export interface OnvifClient {
  /**
   * Asks one thing, signed only where the device wants it, and returns the element of the response. After our login was
   * turned away nothing is signed any more.
   * @throws ProbeError, or an error of the system.
   */
  readonly call: (operation: Operation, endpoint?: Endpoint) => Promise<Xml>;
  /** Reads the device's clock, which signatures need: to be called first. */
  readonly readTime: () => Promise<TimedAnswer>;
  /** Tells the trace. */
  readonly note: (text: string) => void;
  /** What the device showed with TLS, and the pin of its key. */
  readonly certificate: () => TlsCertificate | undefined;
  readonly tlsPin: () => string | undefined;
  /** The password went as it is (Basic) without TLS. */
  readonly isPasswordExposed: () => boolean;
  /** `unneeded`: everything so far was answered without. */
  readonly login: () => 'unneeded' | 'accepted' | Refusal;
}

/** Why our login was turned away. */
export type Refusal = Extract<FailureReason, 'credentials' | 'locked' | 'denied' | 'cleartext-login'>;

export interface TimedAnswer extends DeviceTime {
  readonly connectMs: number;
  readonly responseMs: number;
  /** Its clock less ours; up to a second too low, since devices tell whole seconds. */
  readonly clockOffsetMs?: number;
}

export interface OnvifClientOptions {
  /** Closed by whoever made it. */
  readonly http: HttpClient;
  readonly endpoint: Endpoint;
  readonly login: Login | undefined;
  /** Who is asked, where it stands in the inventory: some are allowed more than others. */
  readonly deviceId?: string | undefined;
  readonly quirks: Quirks;
  readonly nowMs: () => number;
  readonly trace: Trace | undefined;
}

export const DEVICE_NAMESPACE = 'http://www.onvif.org/ver10/device/wsdl';
const GET_TIME: Operation = { name: 'GetSystemDateAndTime', namespace: DEVICE_NAMESPACE };
/** A recorder of 64 channels with three profiles each tells about a megabyte. */
const MAX_LIST_BYTES = 2_000_000;
const LISTS: ReadonlySet<string> = new Set(['GetProfiles', 'GetRecordings', 'GetRecordingJobs']);
/** Of a recorder more than a hundred are asked for, one after the other. */
const MAX_ANSWER_BYTES = 65_536;
/** A clock that moved by less since it was read cannot be why a signature was refused. */
const CLOCK_TOLERANCE_MS = 2_000;

const PASSWORD_KEPT =
  ': the device asks for the password in clear (Basic), which it does not get: it has no pinned key, and is not allowed it by name';

export function createOnvifClient(options: OnvifClientOptions): OnvifClient {
  const { http, endpoint: device, quirks, nowMs, trace } = options;
  const weakest = mayHearPassword(device, options.login, options.deviceId) ? 'basic' : 'digest';
  let certificate: TlsCertificate | undefined;
  let tlsPin: string | undefined;
  let isPasswordExposed = false;
  let signer: Signer | undefined;
  let refusal: { readonly reason: Refusal; readonly message: string } | undefined;
  let isProven = false;
  /** What the device's clock shows, less ours. */
  let offsetMs = 0;
  let isClockReread = false;

  const signingOffsetMs = () => (isSignedFor(offsetMs) ? offsetMs : 0);

  const note = (text: string) => trace?.({ kind: 'noted', text });

  const send = async (operation: Operation, endpoint: Endpoint, by: Signer | undefined) => {
    const deviceNowMs = nowMs() + signingOffsetMs();
    const maxBodyBytes = LISTS.has(operation.name) ? MAX_LIST_BYTES : MAX_ANSWER_BYTES;
    const question = { operation, endpoint, signer: by, deviceNowMs, quirks, trace, maxBodyBytes };
    const exchanged = await exchange(question, http);
    certificate ??= exchanged.answer.certificate;
    tlsPin ??= exchanged.answer.tlsPin;
    isPasswordExposed ||= by?.kind === 'HTTP basic' && endpoint.transport === 'plain';
    return exchanged;
  };

  /** How a refused question is asked again: with the first signature, or with one that has a reason to fare better. */
  const signAnew = async (operation: Operation, answer: HttpAnswer, detail: string): Promise<boolean> => {
    if (refusal) return false;
    if (signer === undefined) {
      signer = createSigner(loginFor(detail), quirks, answer.challenges, weakest);
      note(`it wants a login: ${signer.kind} as ${JSON.stringify(options.login?.user)}`);
      return true;
    }
    if (signer.kind !== 'WS-UsernameToken') return signer.renew(answer.challenges, isProven);
    if (operation === GET_TIME || isClockReread) return false;
    isClockReread = true;
    return await hasClockMoved();
  };

  const loginFor = (detail: string): Login => {
    if (options.login) return options.login;
    throw new ProbeError('credentials', `${detail}: it wants a login, and we have none`);
  };

  const hasClockMoved = async (): Promise<boolean> => {
    const { answer, reply } = await send(GET_TIME, device, undefined);
    if (reply.kind !== 'response') return false;
    const beforeMs = signingOffsetMs();
    learnClock(parseDeviceTime(reply.response, quirks.clock), answer);
    return Math.abs(signingOffsetMs() - beforeMs) > CLOCK_TOLERANCE_MS;
  };

  /** Two signatures at most beyond the unsigned question: the first, and one with a fresh nonce or clock. */
  const ask = async (operation: Operation, endpoint: Endpoint) => {
    let exchanged = await send(operation, endpoint, signer);
    for (let tries = 0; tries < 2 && exchanged.reply.kind === 'unauthorized'; tries++) {
      if (!(await signAnew(operation, exchanged.answer, exchanged.reply.detail))) break;
      exchanged = await send(operation, endpoint, signer);
    }
    return { answer: exchanged.answer, response: conclude(operation, exchanged.reply, exchanged.answer) };
  };

  const conclude = (operation: Operation, reply: Reply, { challenges }: HttpAnswer): Xml => {
    if (reply.kind === 'response') {
      isProven ||= signer !== undefined;
      return reply.response;
    }
    // A token was refused, and nothing but the password itself would have been taken.
    const isToken = signer?.kind === 'WS-UsernameToken';
    const isPasswordKept = isToken && weakest === 'digest' && wantsPassword(challenges);
    const unproven = isPasswordKept ? 'cleartext-login' : 'credentials';
    const reason = reply.kind === 'failed' ? reply.reason : isProven ? 'denied' : unproven;
    const isClock = isToken && reply.kind === 'unauthorized' && !isSignedFor(offsetMs);
    const hint = reason === 'cleartext-login' ? PASSWORD_KEPT : isClock ? explainUnsigned(offsetMs) : '';
    const message = `${operation.name}: ${reply.detail}${hint}`;
    const isLogin = isRefusal(reason) && (signer !== undefined || reason === 'locked');
    // Another signed question would be another wrong password in the device's eyes.
    if (isLogin && (!isProven || reason === 'locked')) {
      refusal = { reason, message };
      signer = undefined;
    }
    if (refusal && reply.kind === 'unauthorized') throw new ProbeError(refusal.reason, refusal.message);
    throw new ProbeError(reason, message);
  };

  /** The middle between question and answer is when the device looked at its clock. */
  const learnClock = (time: DeviceTime, answer: HttpAnswer): number | undefined => {
    const lookedMs = nowMs() - (performance.now() - answer.midpointMs);
    if (time.signingMs !== undefined) offsetMs = time.signingMs - lookedMs;
    return time.utcMs === undefined ? undefined : Math.round(time.utcMs - lookedMs);
  };

  return {
    call: async (operation, endpoint = device) => (await ask(operation, endpoint)).response,
    readTime: async () => {
      const { answer, response } = await ask(GET_TIME, device);
      const time = parseDeviceTime(response, quirks.clock);
      const clockOffsetMs = learnClock(time, answer);
      const { connectMs, responseMs } = answer;
      return { ...time, connectMs, responseMs, ...(clockOffsetMs !== undefined && { clockOffsetMs }) };
    },
    note,
    certificate: () => certificate,
    tlsPin: () => tlsPin,
    isPasswordExposed: () => isPasswordExposed,
    login: () => refusal?.reason ?? (isProven ? 'accepted' : 'unneeded'),
  };
}

function isRefusal(reason: FailureReason): reason is Refusal {
  return (
    reason === 'credentials' || reason === 'locked' || reason === 'denied' || reason === 'cleartext-login'
  );
}
