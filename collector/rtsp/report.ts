import type { Login } from '../../core/domain/credentials.ts';
import type { Access, DeviceReport, StreamSettings, WholeReport } from '../../core/domain/device-report.ts';
import { ACCESS_REASONS } from '../../core/domain/probing.ts';
import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import type { RtspClient } from './client.ts';
import type { Description } from './describe.ts';

/** What was noticed of the door; only once something behind it was asked for. */
export function weaknessOf(client: RtspClient, login: Login | undefined): Access['weakness'] {
  if (!client.facts().isLoginAsked) return 'no-password';
  if (login?.password.reveal() === '') return 'empty-password';
  return client.facts().isPasswordExposed ? 'cleartext-login' : undefined;
}

/** How our login was turned away, where it was. */
export function refusedOf({ reason }: ProbeError): Access['refused'] {
  if (!ACCESS_REASONS.has(reason)) return undefined;
  return reason === 'denied' || reason === 'locked' || reason === 'cleartext-login' ? reason : 'credentials';
}

/** The video that would be played, as it is described; none where there is no video. */
export function streamsOf({ sdp }: Description, path: string): readonly StreamSettings[] {
  const id = cleanText(path) ?? '/';
  return sdp.tracks
    .filter(({ media }) => media === 'video')
    .slice(0, 1)
    .map(({ codec, width, height, framesPerSecond, bitsPerSecond }) => ({
      id,
      ...(codec !== undefined && { codec }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
      ...(framesPerSecond !== undefined && { framesPerSecond }),
      ...(bitsPerSecond !== undefined && { bitsPerSecond }),
    }));
}

/** What is known of a device as soon as there was a connection. */
export function factsOf(client: RtspClient): WholeReport {
  return client.facts().shown;
}

/** What was learnt before it failed goes with the reason. */
export function withReport(error: unknown, report: DeviceReport): unknown {
  if (!(error instanceof ProbeError) || Object.keys(report).length === 0) return error;
  const { reason, message, cause } = error;
  return new ProbeError(reason, message, { report: { ...report, ...error.report }, cause });
}
