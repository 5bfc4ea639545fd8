import { createTcpProber } from '../probers/tcp.ts';
import type { Prober, Target } from '../probing/prober.ts';
import { runProbes } from '../probing/run-probes.ts';
import { type AddressRange, listAddresses } from './address-range.ts';
import { createPace } from './create-pace.ts';

/** An address at which something answered. */
export interface SweptAddress {
  readonly address: string;
  readonly answersPing: boolean;
  readonly openPorts: readonly number[];
}

export interface SweepOptions {
  readonly ranges: readonly AddressRange[];
  /** Ports that are tried at every address. */
  readonly ports: readonly number[];
  readonly connectsPerSecond: number;
  readonly timeoutMs: number;
  /** What pings, where this machine can. */
  readonly ping: Prober | undefined;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Connects under way at once, whatever the rate: each holds a file. */
const MOST_AT_ONCE = 256;
const PINGS_AT_ONCE = 512;

/**
 * Asks every address of the ranges whether somebody is there: by ping, and by a connection to each port that is closed at
 * once. Nothing is sent beyond the ranges. One entry an address that answered in any way, refusals included.
 */
export async function sweepRange(options: SweepOptions): Promise<readonly SweptAddress[]> {
  const { ranges, ports, ping, timeoutMs, onProgress, signal } = options;
  const addresses = [...listAddresses(ranges)];
  const total = addresses.length * (ports.length + (ping ? 1 : 0));
  let done = 0;
  const advance = (count: number) => {
    done += count;
    onProgress(done, total);
  };

  const pinged = new Set<string>();
  for (let at = 0; ping && at < addresses.length; at += PINGS_AT_ONCE) {
    const targets = addresses.slice(at, at + PINGS_AT_ONCE).map((address) => ({ address, timeoutMs }));
    const outcomes = await runProbes(ping, targets, signal);
    for (const [index, { ok }] of outcomes.entries()) if (ok) pinged.add(targets[index]?.address ?? '');
    advance(targets.length);
  }

  const openPorts = new Map<string, number[]>();
  const onOutcome = (target: Target & { readonly port: number }, isOpen: boolean) => {
    const known = openPorts.get(target.address) ?? [];
    openPorts.set(target.address, isOpen ? [...known, target.port] : known);
  };
  await connectAll(addresses, options, onOutcome, advance);

  return addresses
    .filter((address) => pinged.has(address) || openPorts.has(address))
    .map((address) => ({
      address,
      answersPing: pinged.has(address),
      openPorts: openPorts.get(address)?.toSorted((a, b) => a - b) ?? [],
    }));
}

/** Port by port, so that no device is asked everything at once. */
async function connectAll(
  addresses: readonly string[],
  { ports, connectsPerSecond, timeoutMs, signal }: SweepOptions,
  onOutcome: (target: Target & { readonly port: number }, isOpen: boolean) => void,
  advance: (count: number) => void,
): Promise<void> {
  const prober = createTcpProber({ concurrency: 1 });
  const pace = createPace(connectsPerSecond, signal);
  const queue = ports.flatMap((port) => addresses.map((address) => ({ address, port, timeoutMs }))).values();
  const lane = async () => {
    for (const target of queue) {
      await pace();
      const [outcome] = await runProbes(prober, [target], signal);
      // Whoever refuses is there as well.
      if (outcome && (outcome.ok || outcome.reason === 'refused')) onOutcome(target, outcome.ok);
      advance(1);
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, lane));
}
