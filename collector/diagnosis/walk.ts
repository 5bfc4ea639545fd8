import type { CredentialsByReference } from '../../collector/diagnosis/credentials-by-reference.ts';
import { NothingToProbeError } from '../../collector/diagnosis/nothing-to-probe.ts';
import type { ProbePlan } from '../../collector/diagnosis/probe-device.ts';
import { nameOfObject } from '../../collector/diagnosis/walk-names.ts';
import { makerBranches, recogniseWalked, usesOf } from '../../collector/diagnosis/walk-uses.ts';
import type { SingleProber } from '../../collector/probing/prober.ts';
import { createAddressResolver } from '../../collector/probing/resolve-address.ts';
import { runProbes } from '../../collector/probing/run-probes.ts';
import { type WalkEnd, type WalkRow, type WalkTarget, walkDevice } from '../../collector/snmp/walk-device.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import type { Context } from '../shell/context.ts';
import type { RenderContext } from './render-context.ts';
import { renderWalkEnd, renderWalkFailure, renderWalkRow, type WalkFailure } from './render-walk.ts';

export interface WalkWish {
  readonly root: string | undefined;
  readonly maxRows: number;
  readonly format: 'text' | 'json';
}

/** How a walk went. */
interface Walked {
  readonly end: WalkEnd | undefined;
  readonly failure: WalkFailure | undefined;
}

/** A device that goes on without an end for so long is broken. */
const LONGEST_WALK_MS = minutes(30);
const SYSTEM_GROUP = '1.3.6.1.2.1.1';
const SYSTEM_ROWS = 20;

/** Lists what a device offers, row by row as it comes, and which maker profile reads what of it. */
export async function runWalk(
  plan: Pick<ProbePlan, 'device' | 'watches' | 'makers'>,
  { root, maxRows, format }: WalkWish,
  credentials: CredentialsByReference,
  context: Pick<Context, 'terminal' | 'stop' | 'reportProblem'>,
  words: RenderContext,
): Promise<void> {
  const { terminal, stop, reportProblem } = context;
  const target = await targetOf(plan, credentials);
  const rows: WalkRow[] = [];
  const onRow = (row: WalkRow) => {
    rows.push(row);
    if (format === 'text') terminal.printHeard(renderWalkRow(row, words));
    else terminal.progress(`${plan.device.id}: ${row.oid}`, rows.length, maxRows);
  };
  const walked = await walk(target, { ...(root !== undefined && { root }), maxRows }, onRow, stop);
  terminal.clearProgress();
  const known = root === undefined ? rows : [...rows, ...(await systemGroup(target, stop))];
  const maker = recogniseWalked(known, plan.makers, plan.device.maker);
  const uses = maker ? usesOf(maker, rows) : [];
  const branches = makerBranches(rows);
  if (walked.failure) reportProblem();
  if (format === 'json') {
    const { address, port } = target;
    const named = rows.map((row) => ({ name: nameOfObject(row.oid), ...row }));
    const failure = walked.failure && { reason: walked.failure.reason, detail: walked.failure.detail };
    const isComplete = walked.end?.isComplete ?? false;
    terminal.printJson({ address, port, isComplete, failure, rows: named, maker: maker?.id, uses, branches });
    return;
  }
  if (walked.failure) terminal.printHeard(renderWalkFailure(walked.failure, words));
  terminal.printHeard(renderWalkEnd({ rows: rows.length, end: walked.end, maker, uses, branches }, words));
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
async function walk(
  target: WalkTarget,
  options: Parameters<typeof walkDevice>[1],
  onRow: (row: WalkRow) => void,
  stop: AbortSignal,
): Promise<Walked> {
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
  await walk(target, { root: SYSTEM_GROUP, maxRows: SYSTEM_ROWS }, (row) => rows.push(row), stop);
  return rows;
}
