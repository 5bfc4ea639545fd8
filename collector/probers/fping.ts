import type { ProbeOutcome, ProbeTiming } from '../../core/domain/probing.ts';
import { createLauncher } from '../fping/launcher.ts';
import type { FinishedRun } from '../fping/launcher-shell.ts';
import { createFpingResults, type FpingResults } from '../fping/results.ts';
import { readLines } from '../fping/unnamed-file.ts';
import { type BatchProber, EngineError, type Target } from '../probing/prober.ts';

/** Pings a second of one fping: `-i 0.1` ms between two packets. */
const PACKET_GAP_MS = 0.1;
/** A busy machine wakes fping late, packet after packet: that is no reason to give up on thousands of devices. */
const SLOWEST_GAP_MS = 1;
/** fping 5 stops without results at 65,535 pings in 10 s ("not enough sequence numbers available"). */
const MAX_PINGS_A_BATCH = 60_000;
const START_AND_END_MS = 5_000;

export interface FpingOptions {
  /** Path of the program. */
  readonly program: string;
  /** Echo requests a target. */
  readonly count: number;
  readonly lanes: number;
  /** Between two requests to one target: as long as each is waited for, where nothing is said. */
  readonly periodMs?: number;
}

/**
 * ICMP echo through fping: thousands of targets a process, 0.4 CPU-s per 10,000 hosts where a process per host
 * takes 27 (docs/benchmarks.md). Two lanes are best: raw sockets see each other's replies.
 */
export function createFpingProber({ program, count, lanes, periodMs }: FpingOptions): BatchProber {
  const launcher = createLauncher(program);
  return {
    mode: 'batch',
    lanes,
    maxBatch: Math.min(10_000, Math.floor(MAX_PINGS_A_BATCH / count)),
    deadlineMs: (targets) =>
      count * Math.max(longestTimeoutMs(targets), targets.length * SLOWEST_GAP_MS) + START_AND_END_MS,
    probe: async (targets, signal) => {
      const addresses = [...new Set(targets.map(({ address }) => address))];
      const timeoutMs = longestTimeoutMs(targets);
      const run = {
        args: argumentsOf(count, timeoutMs, periodMs),
        input: `${addresses.join('\n')}\n`,
        signal,
      };
      const batch = await launcher.run(run, async (finished) => {
        // Its stamps are of the wall clock. That of this process has no fractions: what it says is never too early.
        const toMonotonicMs = performance.now() - Date.now();
        return { timeoutMs, toMonotonicMs, ...(await readResults(finished, addresses, count)) };
      });
      return targets.map((target) => concludeTarget(target, batch));
    },
  };
}

/** `-D`: each packet by its time; `-C`: the sums in the end; `-i`: between two packets; `-p`: between two to one target; `-t`: how long each is waited for. */
const argumentsOf = (count: number, timeoutMs: number, periodMs = timeoutMs): readonly string[] =>
  `-D -C ${count} -i ${PACKET_GAP_MS} -p ${periodMs} -t ${timeoutMs} -f -`.split(' ');

interface Batch {
  readonly results: FpingResults;
  /** How the sums begin, for what is to be said where one is missing. */
  readonly excerpt: string;
  /** What fping itself waits for each packet. */
  readonly timeoutMs: number;
  readonly toMonotonicMs: number;
}

async function readResults(
  { exitCode, output, errors }: FinishedRun,
  addresses: readonly string[],
  count: number,
): Promise<Pick<Batch, 'results' | 'excerpt'>> {
  const results = createFpingResults(addresses, count);
  let excerpt = '';
  for await (const lines of readLines(errors)) {
    if (excerpt === '') excerpt = lines.slice(0, 5).join('\n').slice(0, 200);
    for (const line of lines) results.takeSum(line);
  }
  // 0: all answered, 1: some did not, 2: a name was not found. Anything else is fping's own failure.
  if (exitCode > 2) throw new EngineError(`fping ended with ${exitCode}: ${excerpt.trim()}`);
  for await (const lines of readLines(output)) for (const line of lines) results.takePacket(line);
  return { results, excerpt };
}

function longestTimeoutMs(targets: readonly Target[]): number {
  return targets.reduce((longest, { timeoutMs }) => Math.max(longest, timeoutMs), 0);
}

function concludeTarget(target: Target, batch: Batch): ProbeOutcome {
  const { address } = target;
  const rtts = batch.results.rttsOf(address);
  if (rtts === undefined) {
    const excerpt = JSON.stringify(batch.excerpt.slice(0, 120));
    return { ok: false, reason: 'internal', detail: `fping gave no line for ${address}: ${excerpt}` };
  }
  const timing = timingOf(target, rtts, batch);
  return { ...outcomeOf(target, rtts), ...(timing && { timing }) };
}

/** By the number of the packet; `undefined` for one that was lost. */
type RoundTrips = readonly (number | undefined)[];

/** The first answer in time proves that it answers; without any the first packet tells since when it has not. */
function timingOf({ address, timeoutMs }: Target, rtts: RoundTrips, batch: Batch): ProbeTiming | undefined {
  const answered = rtts.findIndex((rtt) => rtt !== undefined && rtt <= timeoutMs);
  const stampMs = batch.results.stampOf(address, Math.max(answered, 0));
  if (stampMs === undefined) return undefined;
  const provenMs = stampMs + batch.toMonotonicMs;
  if (answered >= 0) return { provenMs };
  const askedMs = provenMs - (rtts[0] ?? batch.timeoutMs);
  return { provenMs: askedMs + timeoutMs, askedMs };
}

function outcomeOf({ timeoutMs }: Target, rtts: RoundTrips): ProbeOutcome {
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
