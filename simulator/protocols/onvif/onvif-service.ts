import type { DeviceState } from '../device/device-state.ts';
import { createHttpLogin } from '../device/http-login.ts';
import type { LoginLock } from '../device/login-lock.ts';
import { DEVICE_OPERATIONS } from './device-operations.ts';
import { MEDIA_OPERATIONS, MEDIA2_OPERATIONS } from './media-operations.ts';
import { type Operations, servicesOf } from './operation.ts';
import { RECORDING_OPERATIONS, SEARCH_OPERATIONS } from './recording-operations.ts';
import {
  parseSoapRequest,
  renderEnvelope,
  renderFault,
  type Service,
  type SoapFault,
  type SoapRequest,
} from './soap.ts';
import { createTokenGuard } from './username-token.ts';

export interface OnvifRequest {
  readonly method: string;
  readonly path: string;
  /** Host header, else the address it listens at. */
  readonly host: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface OnvifReply {
  readonly status: number;
  readonly challenges: readonly string[];
  readonly body: string;
}

const PATHS: Readonly<Record<Service, string>> = {
  tds: '/onvif/device_service',
  trt: '/onvif/media_service',
  tr2: '/onvif/media2_service',
  trc: '/onvif/recording_service',
  tse: '/onvif/search_service',
};
const OPERATIONS: Readonly<Record<Service, Operations>> = {
  tds: DEVICE_OPERATIONS,
  trt: MEDIA_OPERATIONS,
  tr2: MEDIA2_OPERATIONS,
  trc: RECORDING_OPERATIONS,
  tse: SEARCH_OPERATIONS,
};
/** Asked before a client can know the time that it must sign with (ONVIF Core §8.3.1, access class PRE_AUTH). */
const UNSIGNED: ReadonlySet<string> = new Set([
  'GetSystemDateAndTime',
  'GetServices',
  'GetCapabilities',
  'GetServiceCapabilities',
  'GetHostname',
]);

/** An address of a network that nobody here is in: some devices tell theirs behind a router. */
const FOREIGN_HOST = '127.255.0.1';

/** The ONVIF services of one device. */
export function createOnvifService(state: DeviceState, lock: LoginLock) {
  const { device } = state;
  const traits = device.onvif ?? {};
  const prefix = traits.soapPrefix ?? 'SOAP-ENV';
  const errorStatus = (status: number) => (traits.faultStatus === 'ok' ? 200 : status);
  const login = createHttpLogin(
    `${device.maker} ${device.kind}`,
    traits.digestAlgorithms ?? ['MD5'],
    state.nowMs,
  );
  const tokens = createTokenGuard(state.clockMs);
  const services = new Map(servicesOf(state).map((service) => [PATHS[service], service]));

  const fault = (status: number, why: SoapFault, challenges: readonly string[] = []): OnvifReply => ({
    status,
    challenges,
    body: renderEnvelope(prefix, renderFault(prefix, why)),
  });
  const verdictOf = ({ method, authorization }: OnvifRequest, { token }: SoapRequest) => {
    const wanted = state.access().login;
    if (wanted === undefined) return 'right';
    const { auth = 'either' } = traits;
    // Clients that try one after the other send both.
    const isByHttp = auth === 'http' || (auth === 'either' && authorization !== undefined);
    if (isByHttp || (auth === 'either' && token === undefined))
      return login.check({ method, authorization }, wanted);
    return token === undefined ? 'absent' : tokens.check(token, wanted);
  };
  const refuse = (isStale: boolean): OnvifReply =>
    traits.auth === 'token'
      ? fault(errorStatus(400), NOT_AUTHORIZED)
      : fault(401, NOT_AUTHORIZED, login.challenges(isStale));
  const authorize = (request: OnvifRequest, soap: SoapRequest): OnvifReply | undefined => {
    if (UNSIGNED.has(soap.operation)) return undefined;
    if (lock.isLocked()) return fault(errorStatus(400), LOCKED);
    const verdict = verdictOf(request, soap);
    if (verdict === 'right' || verdict === 'wrong') lock.note(verdict);
    return verdict === 'right' ? undefined : refuse(verdict === 'stale');
  };

  return (request: OnvifRequest): OnvifReply => {
    const service = services.get(request.path.split('?')[0] ?? '');
    if (service === undefined || request.method !== 'POST') return { status: 404, challenges: [], body: '' };
    let soap: SoapRequest;
    try {
      soap = parseSoapRequest(request.body);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return fault(400, { blame: 'Sender', codes: ['WellFormed'], reason: error.message });
    }
    const refusal = authorize(request, soap);
    if (refusal) return refusal;
    const operation = OPERATIONS[service][soap.operation];
    if (operation === undefined) return fault(errorStatus(500), NOT_SUPPORTED);
    const [host = ''] = request.host.split(':');
    const base = traits.addresses === 'foreign' ? FOREIGN_HOST : request.host;
    const answer = operation({
      ...{ state, request: soap, host },
      addressOf: (wanted) => `http://${base}${PATHS[wanted]}`,
    });
    if (typeof answer !== 'string') return fault(errorStatus(answer.blame === 'Sender' ? 400 : 500), answer);
    return { status: 200, challenges: [], body: renderEnvelope(prefix, answer) };
  };
}

const NOT_AUTHORIZED: SoapFault = {
  blame: 'Sender',
  codes: ['NotAuthorized'],
  reason: 'Sender not authorized',
};
const LOCKED: SoapFault = {
  blame: 'Sender',
  codes: ['NotAuthorized', 'AccountLocked'],
  reason: 'The account is locked after too many wrong logins',
};
const NOT_SUPPORTED: SoapFault = {
  blame: 'Receiver',
  codes: ['ActionNotSupported'],
  reason: 'Optional Action Not Implemented',
};
