import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { CamwatchError } from '../../core/errors.ts';
import type { Prober, Target } from '../probing/prober.ts';
import { runProbes } from '../probing/run-probes.ts';
import { createFpingProber } from './fping.ts';
import { createPingProber } from './ping.ts';
import { createTcpProber } from './tcp.ts';

/** How `icmp` checks are carried out on this machine. */
export type ReachEngineName = 'fping' | 'ping' | 'tcp';

export interface ReachEngine {
  readonly name: ReachEngineName;
  /** Why the engines before it were passed over, for the log and the page. */
  readonly notes: readonly string[];
  readonly prober: Prober;
  /** Path of the program, where it is one that we start. */
  readonly program?: string;
  /** A quick variant for canaries: fewer packets and closer together, the same way. */
  readonly canaryProber: Prober;
  /** Port that stands in for ICMP where the engine is `tcp`. */
  readonly fallbackPort: number | undefined;
}

/** Thrown when the engine that the settings ask for does not work on this machine. */
export class ReachEngineError extends CamwatchError {
  readonly code = 'REACH_ENGINE';
}

type Options = Pick<Settings['collector'], 'icmp' | 'icmpFallbackPort' | 'tcpConcurrency'>;

/** What they vouch for waits for them, and the start for its first look. */
const CANARY_PERIOD_MS = 200;
const LOOPBACK: Target = { address: '127.0.0.1', timeoutMs: 1_000 };

/**
 * Chooses fping, else the `ping` program, else a TCP connect, by trying each on 127.0.0.1: without CAP_NET_RAW fping
 * runs and sees every host down, so an engine that cannot see this very machine is not used to judge others.
 * @throws ReachEngineError when the settings name an engine and it fails its test.
 */
export async function chooseReachEngine(
  { icmp, icmpFallbackPort, tcpConcurrency }: Options,
  searchPath: string,
  stop: AbortSignal,
): Promise<ReachEngine> {
  const notes: string[] = [];
  if (icmp === 'auto' || icmp === 'fping') {
    const program = await findProgram('fping', searchPath);
    if (program === undefined) notes.push('fping is not installed');
    else {
      const canaryProber = createFpingProber({ program, count: 2, lanes: 1, periodMs: CANARY_PERIOD_MS });
      const failure = await selfTest(canaryProber, stop);
      const choice = { name: 'fping', program, fallbackPort: undefined } as const;
      if (failure === undefined)
        return { ...choice, notes, prober: createReachProber(choice, tcpConcurrency), canaryProber };
      notes.push(`fping cannot reach 127.0.0.1 (${failure})`);
    }
  }
  if (icmp === 'auto' || icmp === 'ping') {
    const prober = createPingProber();
    const failure = await selfTest(prober, stop);
    if (failure === undefined)
      return { name: 'ping', notes, prober, canaryProber: prober, fallbackPort: undefined };
    notes.push(`ping cannot reach 127.0.0.1 (${failure})`);
  }
  if (icmp === 'auto' || icmp === 'tcp') {
    const prober = createTcpProber({ concurrency: tcpConcurrency });
    return { name: 'tcp', notes, prober, canaryProber: prober, fallbackPort: icmpFallbackPort };
  }
  throw new ReachEngineError(`collector.icmp: expected a working ${icmp}, but ${notes.join(' and ')}`);
}

/** What another thread makes its own prober of. */
export type ReachEngineChoice = Pick<ReachEngine, 'name' | 'program' | 'fallbackPort'>;

export function createReachProber(
  { name, program = name }: ReachEngineChoice,
  tcpConcurrency: number,
): Prober {
  if (name === 'fping') return createFpingProber({ program, count: 3, lanes: 2 });
  return name === 'ping' ? createPingProber() : createTcpProber({ concurrency: tcpConcurrency });
}

/** The path of a program, or `undefined` where `searchPath` has none that may be run. */
export async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder, name);
    const isRunnable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder !== '' && isRunnable) return path;
  }
  return undefined;
}

async function selfTest(prober: Prober, stop: AbortSignal): Promise<string | undefined> {
  const [outcome] = await runProbes(prober, [LOOPBACK], stop);
  if (outcome === undefined) return 'no outcome';
  return outcome.ok ? undefined : outcome.detail;
}
