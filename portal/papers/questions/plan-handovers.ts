import type { DeviceKind } from '../../../core/domain/inventory.ts';
import { deviceEntity, type Entity } from '../../../core/domain/state.ts';
import { InputError } from '../../../core/input/input-error.ts';
import { nearest } from '../../../core/time/versions.ts';
import { type Attachment, readAttachment } from '../../../ledger/files/attachments.ts';
import { mayAnswer } from '../../../plan/actions/answer-handover.ts';
import type { OpenPlan } from '../../../plan/actions/open-plan.ts';
import { chooseHandover, unknownThings } from '../../../plan/handovers/choose-handover.ts';
import type { ProposedHandover } from '../../../plan/handovers/fold-handover.ts';
import type { HandoverAnswer } from '../../../plan/handovers/handover-step.ts';
import { isInForce } from '../../../plan/handovers/is-in-force.ts';
import { existsAt } from '../../../plan/state/agencies-then.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { type AgencyNames, namesOf } from './plan-overview.ts';
import { isBy, secretSitesOf } from './plan-register.ts';
import { toldHandovers } from './told-handovers.ts';

/** `in-force`: it was accepted, and the inventory on record has it. */
export type HandoverState = 'proposed' | HandoverAnswer | 'in-force';

/** What changes hands: how many, and where they stand. */
export interface HandedDevices {
  readonly count: number;
  readonly byKind: readonly (readonly [DeviceKind, number])[];
  readonly byArea: readonly (readonly [string, number])[];
  /** The first of them. */
  readonly entities: readonly Entity[];
}

export interface HandoverShown extends Omit<ProposedHandover, 'devices' | 'proposed' | 'answer'> {
  readonly state: HandoverState;
  readonly devices: HandedDevices;
  readonly proposedMs: number;
  readonly answer?: { readonly atMs: number; readonly reason?: string };
  /** Of its last row: whoever answers says what they saw. */
  readonly afterSeq: number;
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
}

export interface HandoversFound {
  readonly handovers: readonly HandoverShown[];
  readonly agencies: AgencyNames;
  /** Who may have something handed over, of whoever may propose that. */
  readonly receivers: readonly string[];
  /** The last row that whoever asks recorded: what is sent twice is proposed once. */
  readonly afterSeq: number;
}

const MOST_NAMED = 200;

/** Hand-overs between agencies: all for those who watch the city, of an agency those it gives or is to have. */
export async function readHandoversFor({ openPlan, reader, who }: PaperContext): Promise<HandoversFound> {
  const plan = await openPlan();
  const own = agencyOf(who.scope);
  const handovers = toldHandovers(plan, { reader, who }).map((one) => shown(plan, one, who));
  return {
    handovers: handovers.sort(compareShown),
    agencies: namesOf(plan.agencies),
    receivers:
      own === undefined
        ? []
        : [...plan.agencies.values()]
            .filter((agency) => agency.id !== own && existsAt(agency, plan.state.asOfMs))
            .map(({ id }) => id),
    afterSeq: lastOwnStep(plan, who),
  };
}

export interface AskedHandover {
  readonly to: string;
  readonly day: string;
  readonly things: readonly string[];
}

/** What would change hands; nothing is recorded. @throws INPUT_INVALID, PAPER_UNKNOWN */
export async function previewHandoverFor(
  { openPlan, reader, who, nowMs }: PaperContext,
  { to, day, things }: AskedHandover,
): Promise<{ readonly devices: HandedDevices; readonly agencies: AgencyNames }> {
  const from = agencyOf(who.scope);
  if (from === undefined) throw noSuch('agency', 'đơn vị', who.party);
  const plan = await openPlan();
  const secretSites = who.seesSecret ? new Set<string>() : secretSitesOf(plan, nowMs);
  const secret = who.seesSecret ? new Set<string>() : reader.secretEntities();
  // What one may not see is told as what is not there.
  const hidden = things.filter((thing) => secretSites.has(thing) || secret.has(deviceEntity(thing)));
  if (hidden.length > 0) throw new InputError([{ member: 'things', ...unknownThings(hidden.join(', ')) }]);
  const devices = chooseHandover(plan, { from, to, day, things });
  return { devices: describeDevices(plan, devices), agencies: namesOf(plan.agencies) };
}

/** A paper of a hand-over, which is what was handed in. @throws PAPER_UNKNOWN, LEDGER_ATTACHMENT */
export async function readHandoverFile(
  { openPlan, reader, store, who }: PaperContext,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const plan = await openPlan();
  const handover = toldHandovers(plan, { reader, who }).find((one) => one.id === id);
  if (!handover) throw noSuch('hand-over', 'bàn giao', id);
  const found = handover.files.find((file: Attachment) => file.sha256 === sha256);
  if (!found) throw noSuch('file', 'tệp', sha256);
  return { name: found.name, content: readAttachment(store.path, sha256) };
}

function shown(
  plan: OpenPlan,
  { devices, proposed, answer, ...handover }: ProposedHandover,
  { party }: PaperContext['who'],
): HandoverShown {
  const atMs = plan.cityZone.parseInstantMs(handover.day) ?? Number.NaN;
  const isCarriedOut =
    answer?.what === 'accepted' && isInForce({ devices, to: handover.to }, plan.history.devices, atMs);
  return {
    ...handover,
    state: isCarriedOut ? 'in-force' : (answer?.what ?? 'proposed'),
    devices: describeDevices(plan, devices),
    proposedMs: proposed.recordedMs,
    ...(answer && {
      answer: {
        atMs: answer.recordedMs,
        ...(answer.reason !== undefined && { reason: answer.reason }),
      },
    }),
    afterSeq: (answer ?? proposed).seq,
    mayAnswer: answer === undefined && mayAnswer(handover, 'accepted', party),
    mayWithdraw: answer === undefined && mayAnswer(handover, 'withdrawn', party),
  };
}

function describeDevices({ history }: OpenPlan, ids: readonly string[]): HandedDevices {
  const kinds = new Map<DeviceKind, number>();
  const areas = new Map<string, number>();
  for (const id of ids) {
    const device = nearest(history.devices.get(id), Number.MAX_SAFE_INTEGER);
    if (device === undefined) continue;
    const { area = '' } = nearest(history.sites.get(device.site), Number.MAX_SAFE_INTEGER) ?? {};
    kinds.set(device.kind, (kinds.get(device.kind) ?? 0) + 1);
    areas.set(area, (areas.get(area) ?? 0) + 1);
  }
  return {
    count: ids.length,
    byKind: [...kinds].sort(([, a], [, b]) => b - a),
    byArea: [...areas].sort(([, a], [, b]) => b - a),
    entities: ids.slice(0, MOST_NAMED).map(deviceEntity),
  };
}

/** What waits for whoever asks first, then what waits for others; the rest by its age. */
const compareShown = (a: HandoverShown, b: HandoverShown): number =>
  rank(a) - rank(b) || b.proposedMs - a.proposedMs;

const rank = ({ state, ...one }: HandoverShown): number =>
  one.mayAnswer ? 0 : state === 'proposed' ? 1 : state === 'accepted' ? 2 : 3;

const lastOwnStep = ({ steps }: OpenPlan, { party }: PaperContext['who']): number =>
  steps.findLast((step) => step.id.startsWith('handover:') && isBy(step.body, party))?.seq ?? 0;
