import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { ProbeOutcome } from '../../core/domain/probing.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import type { SingleProber } from '../probing/prober.ts';
import { createAddressResolver } from '../probing/resolve-address.ts';
import { runProbes } from '../probing/run-probes.ts';
import { type WalkEnd, type WalkRow, type WalkTarget, walkDevice } from '../snmp/walk-device.ts';
import { type CredentialsByReference, createCredentialsByReference } from './credentials-by-reference.ts';
import { NothingToProbeError } from './nothing-to-probe.ts';
import { planProbe } from './plan-probe.ts';
import type { ProbeContext } from './probe.ts';
import type { ProbePlan } from './probe-device.ts';
import type { WalkInput } from './probe-input.ts';
import { type MakerBranch, makerBranches, type ProfileUse, recogniseWalked, usesOf } from './walk-uses.ts';

export interface WalkContext extends Omit<ProbeContext, 'onProgress'> {
  /** Called with each row as it comes. */
  readonly onRow: (row: WalkRow) => void;
}

/** How a walk went, whose device it is, and which maker profile reads what of it. */
export interface Walked extends Pick<WalkTarget, 'address' | 'port'>, Ended {
  readonly rows: readonly WalkRow[];
  readonly maker: MakerProfile | undefined;
  readonly uses: readonly ProfileUse[];
  readonly branches: readonly MakerBranch[];
}

interface Ended {
  readonly end: WalkEnd | undefined;
  /** Why nothing (more) came. */
  readonly failure: WalkFailure | undefined;
}

export type WalkFailure = Extract<ProbeOutcome, { readonly ok: false }>;

/** A device that goes on without an end for so long is broken. */
const LONGEST_WALK_MS = minutes(30);
const SYSTEM_GROUP = '1.3.6.1.2.1.1';
const SYSTEM_ROWS = 20;

/** Lists what a device offers by SNMP. @throws NOTHING_TO_PROBE, INPUT_INVALID */
export async function walk(
  { city, env, stop, onRow }: WalkContext,
  { walk, maxRows, ...input }: WalkInput,
): Promise<Walked> {
  const plan = planProbe(city, input, 'walk');
  const target = await targetOf(plan, createCredentialsByReference(env));
  const rows: WalkRow[] = [];
  const take = (row: WalkRow) => {
    rows.push(row);
    onRow(row);
  };
  const isWhole = walk === true;
  const ended = await walkBelow(target, { ...(!isWhole && { root: walk }), maxRows }, take, stop);
  const known = isWhole ? rows : [...rows, ...(await systemGroup(target, stop))];
  const maker = recogniseWalked(known, plan.makers, plan.device.maker);
  const { address, port } = target;
  const uses = maker ? usesOf(maker, rows) : [];
  return { address, port, ...ended, rows, maker, uses, branches: makerBranches(rows) };
}

async function targetOf(
  { device, watches }: Pick<ProbePlan, 'device' | 'watches'>,
  { credentialsOf, problemOf }: CredentialsByReference,
): Promise<WalkTarget> {
  const { id, address, port } = device;
  if (address === undefined)
    throw new NothingToProbeError(`${id}: expected an address, but the device has none`);
  const own = watches.find(({ check }) => check.prober === 'snmp');
  const snmp = (await credentialsOf(device))?.snmp;
  if (snmp === undefined) {
    const reference = device.credentials;
    throw new NothingToProbeError(
      problemOf(reference) ??
        `${id}: expected credentials with an snmp part, got ${reference === undefined ? 'none' : `none in ${reference}`}`,
    );
  }
  return {
    address: await createAddressResolver()(address),
    port: own?.port ?? (watches.length === 0 ? port : undefined) ?? 161,
    credentials: snmp,
    timeoutMs: seconds(5),
  };
}

/** By the runner of the probes, since it knows every way in which asking fails. */
async function walkBelow(
  target: WalkTarget,
  options: Parameters<typeof walkDevice>[1],
  onRow: (row: WalkRow) => void,
  stop: AbortSignal,
): Promise<Ended> {
  let end: WalkEnd | undefined;
  const walker: SingleProber = {
    mode: 'single',
    concurrency: 1,
    probe: async (_target, signal) => {
      end = await walkDevice(target, options, onRow, signal);
      return { measurements: {} };
    },
  };
  const [outcome] = await runProbes(walker, [{ address: target.address, timeoutMs: LONGEST_WALK_MS }], stop);
  return { end, failure: outcome?.ok === false ? outcome : undefined };
}

/** Tells the maker where the walk itself left it out. */
async function systemGroup(target: WalkTarget, stop: AbortSignal): Promise<readonly WalkRow[]> {
  const rows: WalkRow[] = [];
  await walkBelow(target, { root: SYSTEM_GROUP, maxRows: SYSTEM_ROWS }, (row) => rows.push(row), stop);
  return rows;
}
