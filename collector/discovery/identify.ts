import type { Credentials } from '../../core/domain/credentials.ts';
import type { DeviceReport } from '../../core/domain/device-report.ts';
import type { Check, Device } from '../../core/domain/inventory.ts';
import { cleanText } from '../../core/text/device-text.ts';
import { withDeadline } from '../../core/time/deadline.ts';
import { days } from '../../core/time/units.ts';
import type { SingleProber, Target } from '../probing/prober.ts';
import { runProbes } from '../probing/run-probes.ts';
import { createRtspClient } from '../rtsp/client.ts';
import { headerOf } from '../rtsp/message.ts';
import { renderStreamUrl } from '../rtsp/stream-url.ts';

export interface IdentifyOptions {
  readonly onvif: SingleProber;
  readonly snmp: SingleProber;
  /** Only its SNMP part is used, and once an address; without it SNMP is not spoken. */
  readonly credentials: Credentials | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What an address is asked without any login: whether it speaks ONVIF, and what its RTSP server calls itself. */
export interface Identified {
  readonly speaksOnvif: boolean;
  readonly rtspServer?: string;
  readonly snmp?: DeviceReport;
}

const ONVIF_PORTS: ReadonlySet<number> = new Set([80, 8_080]);

/** Asks one address who it is, at the ports that are open. Nothing that could count as a wrong login is sent. */
export async function identify(
  address: string,
  openPorts: readonly number[],
  options: IdentifyOptions,
): Promise<Identified> {
  const onvifPort = openPorts.find((port) => ONVIF_PORTS.has(port));
  const [speaksOnvif, rtspServer, snmp] = await Promise.all([
    onvifPort === undefined ? false : askOnvif(address, onvifPort, options),
    openPorts.includes(RTSP_PORT) ? askRtsp(address, options) : undefined,
    options.credentials?.snmp ? askSnmp(address, options) : undefined,
  ]);
  return { speaksOnvif, ...(rtspServer !== undefined && { rtspServer }), ...(snmp && { snmp }) };
}

async function askOnvif(address: string, port: number, options: IdentifyOptions): Promise<boolean> {
  const target: Target = { address, port, timeoutMs: options.timeoutMs };
  const [outcome] = await runProbes(options.onvif, [target], options.signal);
  return outcome?.ok ?? false;
}

const RTSP_PORT = 554;

/** Empty where it speaks RTSP and does not say what it is. */
async function askRtsp(address: string, { timeoutMs, signal }: IdentifyOptions): Promise<string | undefined> {
  const place = { address, port: RTSP_PORT, transport: 'plain' } as const;
  const ask = async (inner: AbortSignal) => {
    const client = createRtspClient({
      place,
      login: undefined,
      trace: undefined,
      onFrame: () => undefined,
      mostBytes: 65_536,
      signal: inner,
    });
    try {
      const url = renderStreamUrl(place, '/');
      const { headers } = await client.askAsNobody({ method: 'OPTIONS', url, headers: {} });
      return cleanText(headerOf(headers, 'server') ?? '') ?? '';
    } finally {
      client.close();
    }
  };
  try {
    return await withDeadline(timeoutMs, signal, ask);
  } catch {
    // Whatever else listens there is none of ours; only the end of the whole work matters.
    signal.throwIfAborted();
    return undefined;
  }
}

async function askSnmp(address: string, options: IdentifyOptions): Promise<DeviceReport | undefined> {
  const { credentials, timeoutMs, signal } = options;
  const question = {
    device: unknownDevice(address),
    check: { ...CHECK, timeoutMs },
    depth: 'details',
    interfaces: [],
    ...(credentials && { credentials }),
  } as const;
  const [outcome] = await runProbes(options.snmp, [{ address, timeoutMs, question }], signal);
  return outcome?.ok ? outcome.report : undefined;
}

/** As a switch, so that all of its ports are told: their number shows what it is. */
const unknownDevice = (address: string): Device => ({
  id: address,
  name: address,
  kind: 'switch',
  site: '',
  contracts: [],
  lifecycle: [],
  upstreams: [],
  profile: '',
  interfaces: [],
});

const CHECK: Check = {
  indicator: 'service',
  prober: 'snmp',
  intervalMs: days(1),
  timeoutMs: 0,
  transport: 'plain',
  playMs: 0,
  detailsEveryMs: days(1),
  confirm: 1,
  recheckMs: days(1),
  degradedLossRatio: 1,
};
