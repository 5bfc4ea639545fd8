import type { Credentials } from '../../core/domain/credentials.ts';
import type { Prober, SingleProber } from '../probing/prober.ts';
import type { AddressRange } from './address-range.ts';
import { discoverOnvif, type OnvifAnswer } from './discover-onvif.ts';
import type { FoundDevice } from './found-device.ts';
import { type Identified, identify } from './identify.ts';
import { type SweptAddress, sweepRange } from './sweep-range.ts';

/** Where devices have a service that tells them from other machines; the last two are those of Hikvision and Dahua. */
export const SWEEP_PORTS = [80, 554, 443, 8_000, 37_777] as const;

export interface DiscoverOptions {
  /** Own addresses from which everybody on the line is asked; none: nobody is. */
  readonly localAddresses: readonly string[];
  /** What is swept; none: nothing is. */
  readonly ranges: readonly AddressRange[];
  readonly connectsPerSecond: number;
  readonly listenMs: number;
  readonly timeoutMs: number;
  readonly ping: Prober | undefined;
  readonly onvif: SingleProber;
  readonly snmp: SingleProber;
  readonly credentials: Credentials | undefined;
  readonly onProgress: (label: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export interface Discovery {
  /** In the order of their addresses. */
  readonly devices: readonly FoundDevice[];
  /** Addresses in the ranges that answered and show no service of the kinds that camwatch knows. */
  readonly unknown: readonly string[];
  readonly failures: readonly { readonly localAddress: string; readonly message: string }[];
}

const IDENTIFIED_AT_ONCE = 20;
const UNICAST_LISTEN_MS = 1_000;

/** Looks for devices on the lines and in the ranges that are named, and nowhere else. */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  const { signal, onProgress } = options;
  const [announced, swept] = await Promise.all([
    listen(options),
    options.ranges.length === 0
      ? []
      : sweepRange({
          ...options,
          ports: SWEEP_PORTS,
          onProgress: (done, total) => onProgress('sweep', done, total),
        }),
  ]);
  const asked = await discoverOnvif({
    localAddresses: swept.length > 0 ? ['0.0.0.0'] : [],
    destinations: swept.map(({ address }) => address),
    listenMs: UNICAST_LISTEN_MS,
    signal,
  });
  const answers = indexAnswers([...announced.answers, ...asked.answers]);
  const sweptByAddress = new Map(swept.map((one) => [one.address, one]));
  const addresses = [...new Set([...answers.keys(), ...sweptByAddress.keys()])].sort(byAddress);

  const found: FoundDevice[] = new Array(addresses.length);
  let done = 0;
  const queue = addresses.entries();
  const lane = async () => {
    for (const [index, address] of queue) {
      const one = sweptByAddress.get(address);
      const identified = await identify(address, one?.openPorts ?? [], options);
      found[index] = describeFound(address, one, answers.get(address), identified);
      onProgress('identify', ++done, addresses.length);
    }
  };
  await Promise.all(Array.from({ length: IDENTIFIED_AT_ONCE }, lane));
  const isKnown = (one: FoundDevice) =>
    one.speaksOnvif || one.openPorts.length > 0 || one.identity !== undefined;
  return {
    devices: found.filter(isKnown),
    unknown: found.filter((one) => !isKnown(one)).map(({ address }) => address),
    failures: announced.failures,
  };
}

/** By address, each device once: one with two interfaces answers from both. */
function indexAnswers(answers: readonly OnvifAnswer[]): ReadonlyMap<string, OnvifAnswer> {
  const seen = new Map<string, string>();
  const byFrom = new Map<string, OnvifAnswer>();
  for (const answer of answers) {
    const first = seen.get(answer.endpointId ?? answer.from) ?? answer.from;
    seen.set(answer.endpointId ?? answer.from, first);
    if (first === answer.from && !byFrom.has(first)) byFrom.set(first, answer);
  }
  return byFrom;
}

/** Where nothing is swept, the time that is listened is all that there is to show. */
async function listen({ localAddresses, listenMs, ranges, onProgress, signal }: DiscoverOptions) {
  const startedMs = performance.now();
  const isShown = ranges.length === 0;
  const tick = setInterval(() => {
    if (isShown) onProgress('listen', Math.min(performance.now() - startedMs, listenMs), listenMs);
  }, 100);
  try {
    return await discoverOnvif({ localAddresses, listenMs, signal });
  } finally {
    clearInterval(tick);
  }
}

function describeFound(
  address: string,
  swept: SweptAddress | undefined,
  answer: OnvifAnswer | undefined,
  { speaksOnvif, rtspServer, snmp }: Identified,
): FoundDevice {
  const { name, hardware, location } = answer ?? {};
  const identity = snmp?.identity;
  const interfaceCount = snmp?.interfaces?.length;
  return {
    address,
    seenBy: [
      ...(answer ? ['ws-discovery' as const] : []),
      ...(swept?.answersPing ? ['ping' as const] : []),
      ...(swept && swept.openPorts.length > 0 ? ['port' as const] : []),
    ],
    openPorts: swept?.openPorts ?? [],
    speaksOnvif: speaksOnvif || answer !== undefined,
    onvifTypes: answer?.types ?? [],
    ...(name !== undefined && { name }),
    ...(hardware !== undefined && { hardware }),
    ...(location !== undefined && { location }),
    ...(rtspServer !== undefined && { rtspServer }),
    ...(identity && { identity }),
    ...(interfaceCount !== undefined && { interfaceCount }),
  };
}

function byAddress(a: string, b: string): number {
  const [partsA, partsB] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = partsA.findIndex((part, index) => part !== partsB[index]);
  return at < 0 ? 0 : (partsA[at] ?? 0) - (partsB[at] ?? 0);
}
