import type { ReportParts } from '../../core/domain/device-report.ts';
import type { FailureReason } from '../../core/domain/probing.ts';
import { ProbeError, type Trace } from '../probing/prober.ts';
import { readIdentity, readNetworkTime } from './device-details.ts';
import type { DeviceTime } from './device-time.ts';
import { readServices } from './directory.ts';
import { readStreams } from './media.ts';
import type { OnvifClient } from './onvif-client.ts';
import type { Quirks } from './quirks.ts';
import type { Endpoint } from './services.ts';

export interface DescribeOptions {
  readonly client: OnvifClient;
  readonly endpoint: Endpoint;
  readonly quirks: Quirks;
  readonly time: DeviceTime;
  readonly trace: Trace | undefined;
}

export interface Description {
  readonly parts: ReportParts;
  /** The time was up before all was asked. */
  readonly isCutShort: boolean;
}

/**
 * Asks the signed and slow questions, one after the other, and returns what was answered. What a device does not tell is
 * left out, with a note to the trace; a login that is turned away ends it, and so does `signal`, with what is known by then.
 */
export async function describeDevice(options: DescribeOptions, signal: AbortSignal): Promise<Description> {
  const { client, endpoint, quirks, time, trace } = options;
  const steps: readonly (readonly [string, () => Promise<ReportParts>])[] = [
    ['identity', () => readIdentity(client)],
    ['network time', () => readNetworkTime(client, time.source)],
    [
      'streams',
      async () => {
        const services = await readServices(client, endpoint, quirks.directory);
        return { streams: await readStreams(client, services, quirks.media) };
      },
    ],
  ];
  let parts: ReportParts = {};
  for (const [what, read] of steps) {
    try {
      parts = { ...parts, ...(await read()) };
    } catch (error) {
      trace?.({ kind: 'noted', text: `${what} is not known: ${messageOf(error)}` });
      if (signal.aborted || isOver(error)) return { parts, isCutShort: signal.aborted };
    }
  }
  return { parts, isCutShort: false };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const OVER: ReadonlySet<FailureReason> = new Set(['credentials', 'cleartext-login', 'locked']);

/** Further questions would be answered alike, or lock the account. */
function isOver(error: unknown): boolean {
  return error instanceof ProbeError && OVER.has(error.reason);
}
