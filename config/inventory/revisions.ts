import { z } from 'zod';
import type { Contract, Device, Handover, Inventory } from '../../core/domain/inventory.ts';
import {
  contractPartiesAt,
  type HandoverIndex,
  indexHandovers,
  ownershipAt,
  withOwnership,
  withParties,
} from '../../core/domain/ownership.ts';
import {
  REVISION_KINDS,
  type RecordedBodies,
  type Revision,
  type RevisionKind,
} from '../../core/domain/revision.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { isSameJson } from '../../core/text/is-same-json.ts';
import { toJson } from '../../core/text/to-json.ts';
import type { CheckEntry } from '../check-intervals.ts';
import { VanishedError } from './vanished-error.ts';

export interface DiffOptions {
  /** From when the differences are in force, where the inventory does not date them itself. */
  readonly effectiveMs: number;
  /** Ids, or `kind:id` where an id is used by several kinds, that may be gone. */
  readonly confirmedRemoved: ReadonlySet<string>;
  /** How checks are made from then on; absent where that is not what changes. What is not among them any more is removed. */
  readonly checks?: readonly CheckEntry[];
}

/**
 * What the inventory says now and the record does not yet, as dated revisions in order of time. A hand-over gives its device or contract a revision at its own instant,
 * past or to come; comparing again with what was recorded gives nothing.
 * @throws a {@link VanishedError} when something is gone that had neither ended nor been confirmed as removed.
 */
export const diffInventory = (...given: Parameters<typeof planRevisions>): Revision[] =>
  planRevisions(...given).map(bringRevision);

/** A revision whose body is made when it is brought: those of a whole city at once are 300 MB. */
export interface PlannedRevision extends Omit<Revision, 'body'> {
  readonly body: () => Json | undefined;
}

export const bringRevision = ({ body, ...planned }: PlannedRevision): Revision => ({
  ...planned,
  body: body(),
});

/** {@link diffInventory} for whoever brings them some at a time; the members are looked up in `next` once more then. */
export function planRevisions(
  previous: RecordedBodies,
  next: Inventory,
  options: DiffOptions,
): PlannedRevision[] {
  const all = [...next.handovers];
  const handovers = indexHandovers(all);
  const fresh = new Set(
    all.filter((handover) => isChanged(previous, 'handover', handoverId(handover), handover)),
  );
  const revisions: PlannedRevision[] = [];

  for (const [kind, members] of plainMembers(next)) {
    for (const member of members.values()) {
      const { id } = member;
      if (isChanged(previous, kind, id, member))
        revisions.push({ kind, id, fromMs: options.effectiveMs, body: memberOf(members, id) });
    }
  }
  for (const { kind, id, body } of options.checks ?? []) {
    const recorded = previous.get(`${kind}:${id}`);
    if (recorded !== undefined && isSameJson(recorded, body)) continue;
    revisions.push({ kind, id, fromMs: options.effectiveMs, body: () => body });
  }
  const context = { handovers, fresh, ...options };
  const devices: Owned<Device> = {
    kind: 'device',
    rows: next.devices,
    at: (device, atMs) => withOwnership(device, ownershipAt(device, handovers, atMs)),
  };
  for (const device of next.devices.values()) {
    revisions.push(...diffOwned(previous, device, devices, context));
  }
  const contracts: Owned<Contract> = {
    kind: 'contract',
    rows: next.contracts,
    at: (contract, atMs) => withParties(contract, contractPartiesAt(contract, handovers, atMs)),
  };
  for (const contract of next.contracts.values()) {
    revisions.push(...diffOwned(previous, contract, contracts, context));
  }
  for (const handover of fresh) {
    revisions.push({
      kind: 'handover',
      id: handoverId(handover),
      fromMs: handover.atMs,
      body: () => toJson(handover),
    });
  }
  revisions.push(...removals(previous, presenceIn(next, all, options), options));
  return revisions.sort((a, b) => a.fromMs - b.fromMs);
}

type Member = { readonly id: string };

/** Holds no member: it is made again when it is brought. */
const memberOf = (members: ReadonlyMap<string, Member>, id: string) => () => toJson(members.get(id));

/** Looks members up where they are: the keys of a city in a set are 30 MB. */
function presenceIn(
  next: Inventory,
  all: readonly Handover[],
  { checks = [] }: DiffOptions,
): (key: string) => boolean {
  const members = new Map<string, ReadonlyMap<string, Member>>([
    ...plainMembers(next),
    ['device', next.devices],
    ['contract', next.contracts],
  ]);
  const ofChecks = new Set(checks.map(({ kind, id }) => `${kind}:${id}`));
  let handovers: ReadonlySet<string> | undefined;
  return (key) => {
    const [kind = '', id = ''] = splitAt(key, key.indexOf(':'));
    if (kind !== 'handover') return members.get(kind)?.has(id) ?? ofChecks.has(key);
    handovers ??= new Set(all.map(handoverId));
    return handovers.has(id);
  };
}

const splitAt = (text: string, place: number) => [text.slice(0, place), text.slice(place + 1)];

/** Everything that does not change hands. */
function plainMembers(next: Inventory): readonly (readonly [RevisionKind, ReadonlyMap<string, Member>])[] {
  return [
    ['agency', next.agencies],
    ['contractor', next.contractors],
    ['calendar', next.calendars],
    ['programme', next.programmes],
    ['district', next.districts],
    ['area', next.areas],
    ['site', next.sites],
    ['link', next.links],
  ];
}

function isChanged(previous: RecordedBodies, kind: RevisionKind, id: string, body: object): boolean {
  const recorded = previous.get(`${kind}:${id}`);
  return recorded === undefined || !isSameJson(recorded, body);
}

/** Stable, and unique: parties change once an instant, contracts once an instant and pair. */
export function handoverId({ kind, id, field, atMs, from = '', to = '' }: Handover): string {
  const pair = field === 'contract' ? `:${from}>${to}` : '';
  return `${kind}:${id}:${field}:${new Date(atMs).toISOString()}${pair}`;
}

interface OwnedContext extends DiffOptions {
  readonly handovers: HandoverIndex;
  /** Hand-overs that are not on record yet. */
  readonly fresh: ReadonlySet<Handover>;
}

/** What changes hands: its rows, and how one stands at an instant. */
interface Owned<Row> {
  readonly kind: 'device' | 'contract';
  readonly rows: ReadonlyMap<string, Row>;
  readonly at: (row: Row, atMs: number) => Row;
}

function diffOwned<Row extends Device | Contract>(
  previous: RecordedBodies,
  row: Row,
  owned: Owned<Row>,
  { handovers, fresh, effectiveMs }: OwnedContext,
): readonly PlannedRevision[] {
  const { id } = row;
  const { kind, rows, at } = owned;
  const recorded = previous.get(`${kind}:${id}`);
  const own = handovers.get(`${kind}:${id}`);
  if (!own) {
    if (recorded !== undefined && isSameJson(recorded, row)) return [];
    return [{ kind, id, fromMs: effectiveMs, body: memberOf(rows, id) }];
  }
  const instants = [...new Set(own.map(({ atMs }) => atMs))];
  // The last body on record may be that of any stretch between hand-overs.
  const stretches = [Number.NEGATIVE_INFINITY, ...instants];
  const isRowChanged =
    recorded === undefined || !stretches.some((atMs) => isSameJson(recorded, at(row, atMs)));
  const freshInstants = new Set(own.filter((handover) => fresh.has(handover)).map(({ atMs }) => atMs));
  const [firstMs = effectiveMs] = instants;

  const dated = new Set(
    instants.filter((atMs) => freshInstants.has(atMs) || (isRowChanged && atMs > effectiveMs)),
  );
  // What is new to the record and changed hands before it came there is dated by its hand-overs alone.
  if (isRowChanged && (recorded !== undefined || effectiveMs < firstMs)) dated.add(effectiveMs);
  return [...dated].map((fromMs) => ({ kind, id, fromMs, body: bodyFrom(fromMs) }));

  function bodyFrom(fromMs: number): () => Json | undefined {
    return bodyOf(owned, id, fromMs, fromMs >= effectiveMs ? undefined : recorded);
  }
}

/** @param recorded Before the edit came into force the rest of the row was as it is on record. */
function bodyOf<Row extends Device | Contract>(
  { rows, at }: Owned<Row>,
  id: string,
  fromMs: number,
  recorded: string | undefined,
): () => Json | undefined {
  return () => {
    const row = rows.get(id);
    if (row === undefined || recorded === undefined) return row && toJson(at(row, fromMs));
    const body = at(row, fromMs);
    const { agency, contractor } = body;
    const contracts = 'contracts' in body ? body.contracts : undefined;
    return {
      ...Recorded.parse(JSON.parse(recorded)),
      agency,
      contractor,
      contracts: contracts && [...contracts],
    };
  };
}

const Recorded = z.record(z.string(), z.json());

function removals(
  previous: RecordedBodies,
  isPresent: (key: string) => boolean,
  { effectiveMs, confirmedRemoved, checks }: DiffOptions,
): readonly PlannedRevision[] {
  const gone = Iterator.from(previous.keys())
    .filter((key) => !isPresent(key))
    .toArray()
    .flatMap((key) => parseGone(key, previous.get(key)))
    .filter(({ kind }) => checks !== undefined || !isOfChecks(kind));
  const isConfirmed = ({ key, id }: Gone) => confirmedRemoved.has(id) || confirmedRemoved.has(key);
  const leaving = new Set(
    gone.filter((entry) => isConfirmed(entry) || hasEnded(entry, effectiveMs)).map(({ key }) => key),
  );
  const vanished = gone.filter(({ key, kind, ended }) => {
    const isOfLeaving = kind === 'handover' && leaving.has(`${ended.kind}:${ended.id}`);
    return !leaving.has(key) && !isOfLeaving;
  });
  if (vanished.length > 0) {
    throw new VanishedError(vanished.map(({ key, ended }) => ({ key, name: ended.name })));
  }
  return gone.map(({ kind, id }) => ({ kind, id, fromMs: effectiveMs, body: () => undefined }));
}

const Ended = z.looseObject({
  kind: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  lifecycle: z.array(z.looseObject({ stage: z.string(), atMs: z.number() })).default([]),
  validToMs: z.number().optional(),
  toMs: z.number().optional(),
});

interface Gone {
  readonly key: string;
  readonly kind: RevisionKind;
  readonly id: string;
  readonly ended: z.output<typeof Ended>;
}

const isOfChecks = (kind: RevisionKind) => kind === 'profile' || kind === 'polling';

/** A device that was retired, a party or area that was abolished, a contract that ran out; how checks are made ends any time. */
function hasEnded({ kind, ended }: Gone, effectiveMs: number): boolean {
  if (isOfChecks(kind)) return true;
  const { lifecycle, validToMs = Number.POSITIVE_INFINITY, toMs = Number.POSITIVE_INFINITY } = ended;
  const isRetired = lifecycle.some(({ stage, atMs }) => stage === 'retired' && atMs <= effectiveMs);
  return isRetired || validToMs <= effectiveMs || toMs <= effectiveMs;
}

function parseGone(key: string, body: string | undefined): readonly Gone[] {
  const id = key.slice(key.indexOf(':') + 1);
  const kind = REVISION_KINDS.find((candidate) => key === `${candidate}:${id}`);
  return kind === undefined || body === undefined
    ? []
    : [{ key, kind, id, ended: Ended.parse(JSON.parse(body)) }];
}
