import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { ProbeOutcome, ProbeTiming } from '../../core/domain/probing.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { type BatchProber, EngineError, type Target } from '../probing/prober.ts';

/** Pings a second of one fping: `-i 0.1` ms between two packets. */
const PACKET_GAP_MS = 0.1;
/** fping 5 stops without results at 65,535 pings in 10 s ("not enough sequence numbers available"). */
const MAX_PINGS_A_BATCH = 60_000;
const START_AND_END_MS = 5_000;

export interface FpingOptions {
  /** Path of the program. */
  readonly program: string;
  /** Echo requests a target. */
  readonly count: number;
  readonly lanes: number;
}

/**
 * ICMP echo through fping: thousands of targets a process, 0.4 CPU-s per 10,000 hosts where a process per host
 * takes 27 (docs/benchmarks.md). Two lanes are best: raw sockets see each other's replies.
 */
export function createFpingProber({ program, count, lanes }: FpingOptions): BatchProber {
  return {
    mode: 'batch',
    lanes,
    maxBatch: Math.min(10_000, Math.floor(MAX_PINGS_A_BATCH / count)),
    deadlineMs: (targets) =>
      count * Math.max(longestTimeoutMs(targets), targets.length * PACKET_GAP_MS * 2) + START_AND_END_MS,
    probe: async (targets, signal) => {
      const addresses = [...new Set(targets.map(({ address }) => address))];
      const periodMs = longestTimeoutMs(targets);
      const { report, log } = await runFping(program, count, periodMs, addresses, signal);
      // Its stamps are of the wall clock. That of this process has no fractions: what it says is never too early.
      const toMonotonicMs = performance.now() - Date.now();
      const rttsByAddress = parseFpingReport(report);
      const stampsByAddress = parseFpingLog(log);
      return targets.map((target) => {
        const rtts = rttsByAddress.get(target.address);
        const outcome = outcomeOf(target, rtts, report);
        const stamps = stampsByAddress.get(target.address)?.map((atMs) => atMs + toMonotonicMs) ?? [];
        const timing = rtts && timingOf(target, { rtts, stamps, periodMs });
        return timing ? { ...outcome, timing } : outcome;
      });
    },
  };
}

function longestTimeoutMs(targets: readonly Target[]): number {
  return targets.reduce((longest, { timeoutMs }) => Math.max(longest, timeoutMs), 0);
}

/** Runs one fping over the addresses and resolves to what it reported in the end, and packet by packet. */
async function runFping(
  program: string,
  count: number,
  timeoutMs: number,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly report: string; readonly log: string }> {
  const period = String(timeoutMs);
  const args = [
    '-D',
    '-C',
    String(count),
    '-i',
    String(PACKET_GAP_MS),
    '-p',
    period,
    '-t',
    period,
    '-f',
    '-',
  ];
  const child = spawn(program, args, { env: childEnvironment(), signal, killSignal: 'SIGKILL' });
  const closed = once(child, 'close');
  // Without a descriptor left it has no pipes either, whatever its type says.
  if (child.pid === undefined) await closed;
  // A child that is killed while it reads its targets makes the pipe fail: the exit says all there is to say.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${addresses.join('\n')}\n`);
  const [report, log, [exitCode]] = await Promise.all([text(child.stderr), text(child.stdout), closed]);
  // 0: all answered, 1: some did not, 2: a name was not found. Anything else is fping's own failure.
  if (exitCode === 0 || exitCode === 1 || exitCode === 2) return { report, log };
  throw new EngineError(`fping ended with ${exitCode}: ${report.trim().slice(0, 200)}`);
}

/**
 * Reads the sums of `-C`: one line a target, `address : 0.21 - 0.05`, a dash for each lost packet.
 * Notes such as `duplicate for [0], 84 bytes` come on the same stream and are not results.
 */
export function parseFpingReport(report: string): ReadonlyMap<string, readonly (number | undefined)[]> {
  const results = new Map<string, readonly (number | undefined)[]>();
  for (const line of report.split('\n')) {
    const [, address, values] = /^(\S+)\s+: ((?:-|[0-9.]+)(?: (?:-|[0-9.]+))*)$/.exec(line) ?? [];
    if (address === undefined || values === undefined) continue;
    results.set(
      address,
      values.split(' ').map((value) => (value === '-' ? undefined : Number(value))),
    );
  }
  return results;
}

/**
 * Reads the lines of `-D`, one a packet: when it was answered or given up, in epoch ms, by its number.
 * `[1700000000.12345] 10.0.0.9 : [0], 64 bytes, 0.05 ms (0.05 avg, 0% loss)` or `: [0], timed out (NaN avg, 100% loss)`.
 */
export function parseFpingLog(log: string): ReadonlyMap<string, readonly number[]> {
  const stamps = new Map<string, number[]>();
  for (const line of log.split('\n')) {
    const [, stamp, address, number] = /^\[([0-9.]+)\] (\S+)\s+: \[([0-9]+)\], /.exec(line) ?? [];
    if (address === undefined) continue;
    const known = stamps.get(address);
    const ofAddress = known ?? [];
    if (!known) stamps.set(address, ofAddress);
    ofAddress[Number(number)] ??= Number(stamp) * 1_000;
  }
  return stamps;
}

interface Packets {
  /** By the number of the packet; `undefined` for one that was lost. */
  readonly rtts: readonly (number | undefined)[];
  /** When it was answered or given up. */
  readonly stamps: readonly number[];
  /** What fping itself waits for each. */
  readonly periodMs: number;
}

/** The first answer in time proves that it answers; without any the first packet tells since when it has not. */
function timingOf({ timeoutMs }: Target, { rtts, stamps, periodMs }: Packets): ProbeTiming | undefined {
  const answered = rtts.findIndex((rtt) => rtt !== undefined && rtt <= timeoutMs);
  const provenMs = stamps[Math.max(answered, 0)];
  if (provenMs === undefined) return undefined;
  if (answered >= 0) return { provenMs };
  const askedMs = provenMs - (rtts[0] ?? periodMs);
  return { provenMs: askedMs + timeoutMs, askedMs };
}

function outcomeOf(
  { address, timeoutMs }: Target,
  rtts: readonly (number | undefined)[] | undefined,
  report: string,
): ProbeOutcome {
  if (rtts === undefined) {
    return { ok: false, reason: 'internal', detail: `fping gave no line for ${address}: ${excerpt(report)}` };
  }
  // A batch waits for the most patient target; each is still judged by its own timeout.
  const answers = rtts.filter((rtt) => rtt !== undefined && rtt <= timeoutMs);
  const lossRatio = 1 - answers.length / rtts.length;
  if (answers.length === 0) {
    const detail = `none of ${rtts.length} echo requests was answered within ${timeoutMs}ms`;
    return { ok: false, reason: 'timeout', detail, measurements: { lossRatio } };
  }
  return { ok: true, measurements: { ...summarize(answers), lossRatio } };
}

/** Minimum, mean and maximum round trip, and the mean difference between neighbours (jitter), in ms. */
function summarize(rtts: readonly (number | undefined)[]) {
  let [sum, jitterSum, min, max] = [0, 0, Number.POSITIVE_INFINITY, 0];
  let previous: number | undefined;
  for (const rtt of rtts) {
    if (rtt === undefined) continue;
    sum += rtt;
    min = Math.min(min, rtt);
    max = Math.max(max, rtt);
    if (previous !== undefined) jitterSum += Math.abs(rtt - previous);
    previous = rtt;
  }
  return {
    rttMinMs: min,
    rttAvgMs: sum / rtts.length,
    rttMaxMs: max,
    ...(rtts.length > 1 && { jitterMs: jitterSum / (rtts.length - 1) }),
  };
}

const excerpt = (report: string) => JSON.stringify(report.slice(0, 120));
