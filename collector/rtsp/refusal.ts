import type { FailureReason } from '../../core/domain/probing.ts';
import { ProbeError } from '../probing/prober.ts';
import type { RtspResponse } from './message.ts';

/** Why a request was not granted, from the status of its answer (RFC 2326 §11); `undefined` where it was. */
export function refusalOf(
  { statusCode, reasonPhrase }: RtspResponse,
  method: string,
  path: string,
): ProbeError | undefined {
  if (statusCode >= 200 && statusCode < 300) return undefined;
  const answer = `${method} was answered ${statusCode} ${reasonPhrase}`.trim();
  const meaning = MEANINGS.get(statusCode) ?? MEANINGS_OF_CLASSES.get(Math.floor(statusCode / 100));
  const { reason, hint } = meaning ?? { reason: 'malformed' as const, hint: undefined };
  return new ProbeError(reason, hint === undefined ? answer : `${answer}: ${hint(path)}`);
}

interface Meaning {
  readonly reason: FailureReason;
  readonly hint?: (path: string) => string;
}

const noPath: Meaning = {
  reason: 'no-media',
  hint: (path) => `the device has no stream at ${path}; correct the path of the check`,
};

const MEANINGS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [400, { reason: 'unsupported', hint: (path) => `the device does not understand ${path}` }],
  [401, { reason: 'credentials' }],
  [403, { reason: 'denied', hint: () => 'the login may not see this stream' }],
  [404, noPath],
  [408, { reason: 'timeout' }],
  [410, noPath],
  [453, { reason: 'busy', hint: () => 'the device has no bandwidth for another viewer' }],
  [455, { reason: 'unsupported', hint: (path) => `the device does not do this at ${path}` }],
  [461, { reason: 'unsupported', hint: () => 'the device does not send RTP over TCP' }],
  [501, { reason: 'unsupported' }],
  [503, { reason: 'busy', hint: () => 'asked twice' }],
  [505, { reason: 'unsupported', hint: () => 'the device does not speak RTSP/1.0' }],
  [551, { reason: 'unsupported' }],
]);

const MEANINGS_OF_CLASSES: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [3, { reason: 'mismatch', hint: () => 'the device sends us elsewhere' }],
  [4, { reason: 'unsupported' }],
  [5, { reason: 'device-error' }],
]);
