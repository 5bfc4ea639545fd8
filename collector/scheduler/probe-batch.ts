import { isIP } from 'node:net';
import type { Credentials } from '../../core/domain/credentials.ts';
import type { Device } from '../../core/domain/inventory.ts';
import type { ProbeOutcome, ProbeTiming, Reading } from '../../core/domain/probing.ts';
import { withDeadline } from '../../core/time/deadline.ts';
import { seconds } from '../../core/time/units.ts';
import { isBare } from '../probing/is-bare.ts';
import type { Prober, Question, Target, Trace } from '../probing/prober.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';
import { runProbes } from '../probing/run-probes.ts';
import type { ScheduledWatch } from './watch-list.ts';

/** An engine with its share of the schedule. */
export interface Engine {
  readonly prober: Prober;
  /** Port for devices and checks that name none. */
  readonly fallbackPort: number | undefined;
}

/** What a device is opened with; `undefined` where its reference leads to nothing. */
export type CredentialsOf = (device: Device) => Promise<Credentials | undefined>;

export interface BatchOptions {
  readonly resolve: AddressResolver;
  readonly credentialsOf: CredentialsOf;
  readonly nowMs: () => number;
  readonly stop: AbortSignal;
  /** How long a name server may take. */
  readonly resolveMs?: number;
}

/** One entry of a batch: what is checked, and how thoroughly. */
export interface Task {
  readonly watch: ScheduledWatch;
  readonly depth: Question['depth'];
  /** Its device answers to nothing. */
  readonly isDark?: boolean;
  /** Told of every step of the probers that speak to devices, where a person watches. */
  readonly trace?: Trace;
}

export interface ProbedBatch {
  readonly outcomes: readonly ProbeOutcome[];
  readonly sentMs: number;
  readonly endMs: number;
  /** `sentMs` by `performance.now()`. */
  readonly startedMs: number;
}

/**
 * Probes a batch: one outcome a task, in their order, and how long it took. Names are resolved and credentials fetched
 * first, side by side; what cannot be is an outcome, not a failure of the batch.
 */
export async function probeBatch(
  { prober, fallbackPort }: Engine,
  tasks: readonly Task[],
  options: BatchOptions,
): Promise<ProbedBatch> {
  const prepared: Prepared[] = new Array(tasks.length);
  const prepareAt = async (index: number, task: Task) => {
    prepared[index] = await prepare(task, fallbackPort, options);
  };
  const slow: Promise<void>[] = [];
  for (const [index, task] of tasks.entries()) {
    // Batches hold tens of thousands of numeric addresses: nothing is waited for there.
    if (isBareTask(task) && isIP(task.watch.address) !== 0) {
      prepared[index] = { target: buildTarget(task, task.watch.address, fallbackPort) };
    } else slow.push(prepareAt(index, task));
  }
  await Promise.all(slow);
  const targets = prepared.flatMap((one) => ('target' in one ? one.target : []));
  const sentMs = options.nowMs();
  const startedMs = performance.now();
  const probed = (await runProbes(prober, targets, options.stop)).values();
  const outcomes = prepared.map((one) => ('target' in one ? (probed.next().value ?? LOST) : one.failure));
  return { outcomes, sentMs, endMs: options.nowMs(), startedMs };
}

const LOST: ProbeOutcome = { ok: false, reason: 'internal', detail: 'the engine gave no outcome' };

type Prepared = { readonly target: Target } | { readonly failure: ProbeOutcome };

/** Echo requests and connects ask nothing more than whether somebody is there. */
const isBareTask = ({ watch: { check } }: Task) => isBare(check.prober);

async function prepare(
  task: Task,
  fallbackPort: number | undefined,
  options: BatchOptions,
): Promise<Prepared> {
  const { check, interfaces, address } = task.watch;
  let numeric: string;
  try {
    numeric = await resolveInTime(address, options);
  } catch (error) {
    return { failure: unresolved(error) };
  }
  const target = buildTarget(task, numeric, fallbackPort);
  if (isBareTask(task)) return { target };
  const { device } = task.watch;
  const credentials = device.credentials === undefined ? undefined : await options.credentialsOf(device);
  if (device.credentials !== undefined && credentials === undefined) {
    const detail = `${device.credentials} leads to no credentials`;
    return { failure: { ok: false, reason: 'internal', detail } };
  }
  const question: Question = {
    device,
    check,
    depth: task.depth,
    interfaces,
    ...(credentials && { credentials }),
    ...(task.trace && { trace: task.trace }),
  };
  return { target: { ...target, question } };
}

/** The system asks a dead name server for half a minute; the rest of the batch must not wait so long. */
const RESOLVE_MS = seconds(5);

async function resolveInTime(
  address: string,
  { resolve, resolveMs = RESOLVE_MS, stop }: BatchOptions,
): Promise<string> {
  if (isIP(address) !== 0) return address;
  return await withDeadline(resolveMs, stop, (signal) =>
    Promise.race([
      resolve(address),
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
    ]),
  );
}

/** Longer than any connection takes, two packets of it lost: with the whole time of each, those of half a city would not be asked in their turn. */
const DARK_CONNECT_MS = seconds(4);

function buildTarget({ watch, isDark }: Task, address: string, fallbackPort: number | undefined): Target {
  const { port = fallbackPort, check, isAddressShared } = watch;
  return {
    address,
    timeoutMs: check.timeoutMs,
    ...(port !== undefined && { port }),
    ...(isAddressShared && { isPortFixed: true }),
    ...(isDark && { connectWithinMs: DARK_CONNECT_MS }),
  };
}

/** That there is no such name says something of the device; whatever else goes wrong with a name is a failure of ours. */
function unresolved(error: unknown): ProbeOutcome {
  const isNoName = error instanceof Error && 'code' in error && error.code === 'ENOTFOUND';
  return { ok: false, reason: isNoName ? 'dns' : 'internal', detail: String(error) };
}

export function toReadings(tasks: readonly Task[], batch: ProbedBatch): Reading[] {
  const { outcomes, sentMs: atMs, endMs } = batch;
  return tasks.flatMap(({ watch: { deviceId, check } }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return [];
    const timing = outcome.timing && toEpoch(outcome.timing, batch);
    return { deviceId, indicator: check.indicator, atMs, endMs, ...timing, outcome };
  });
}

/** Rounded up: an edge must not be dated before it was proven. */
function toEpoch({ provenMs, askedMs }: ProbeTiming, { sentMs, endMs, startedMs }: ProbedBatch) {
  const epochMs = (atMs: number) => Math.min(endMs, sentMs + Math.max(0, Math.floor(atMs - startedMs) + 1));
  return { provenMs: epochMs(provenMs), ...(askedMs !== undefined && { askedMs: epochMs(askedMs) }) };
}
