import type { Handover, LifecycleStep, Stage } from '../../core/domain/inventory.ts';
import { type HandoverIndex, indexHandovers, type Ownership } from '../../core/domain/ownership.ts';
import type { RevisionKind } from '../../core/domain/revision.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { type Interval, type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { foldVersions, type Step, type Version, type Versions } from '../../core/time/versions.ts';
import { linkReachBack, ownershipBefore, reachBack, reachBackOver } from '../../ledger/history/reach-back.ts';
import type { RecordedKinds } from '../../ledger/history/recorded-bodies.ts';
import { addStep } from '../../ledger/history/revision-steps.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordedRevision, RevisionQuery } from '../../ledger/record/revisions.ts';
import { createEntryPicker, type RecordedEntry } from './device-entry.ts';
import type { DeviceEntry, FiguresInventory, InventoryDevice } from './figures-inventory.ts';
import type { MemberEntry } from './members.ts';

/**
 * Reads the inventory as it was at every instant, as far as it was on record by then. What was recorded first also holds
 * before, as in the history that contracts are settled by; bodies are many and long, so that each is cut down at once.
 */
export function readInventory(reader: LedgerReader, query: RecordedBefore = {}): FiguresInventory {
  const collected = {
    device: collect('device', createEntryPicker()),
    handover: collect('handover', asIs),
    site: collect('site', asIs),
    area: collect('area', asIs),
    agency: collect('agency', asIs),
    district: collect('district', asIs),
    programme: collect('programme', asIs),
    contractor: collect('contractor', asIs),
    link: collect('link', asIs),
  };
  takeRevisions(reader, query, Object.values(collected));
  const { link } = collected;
  return {
    devices: buildDevices(collected.device.fold(asIs), indexDevices(collected.handover.fold(asIs))),
    sites: collected.site.fold(reachBack),
    areas: collected.area.fold(reachBack),
    agencies: collected.agency.fold(reachBack),
    districts: collected.district.fold(reachBack),
    programmes: collected.programme.fold(reachBack),
    contractors: collected.contractor.fold(reachBack),
    links: link.fold((versions) => linkReachBack(versions, link.firstMs())),
  };
}

/** In one go, in the order of the rows: to pick out a kind, all its bodies would have to be sorted. */
export function takeRevisions(
  reader: LedgerReader,
  query: RevisionQuery,
  collections: readonly Pick<Collection<unknown>, 'kind' | 'take'>[],
): void {
  const byKind = new Map(collections.map((collection) => [collection.kind, collection]));
  for (const revision of reader.revisions(query)) byKind.get(revision.kind)?.take(revision);
}

const asIs = <Value>(value: Value): Value => value;

interface Collection<Value> {
  readonly kind: RevisionKind;
  readonly take: (revision: RecordedRevision) => void;
  /** From when the revision holds that was recorded first. */
  readonly firstMs: () => number | undefined;
  /** The versions by id, in order of time. */
  readonly fold: (
    reach: (versions: Versions<Value>) => Versions<Value>,
  ) => ReadonlyMap<string, Versions<Value>>;
}

export function collect<Kind extends RevisionKind, Value>(
  kind: Kind,
  pick: (body: RecordedKinds[Kind]) => Value,
): Collection<Value> {
  const steps = new Map<string, Step<Value>[]>();
  let firstMs: number | undefined;
  return {
    kind,
    take: (revision) => {
      firstMs ??= revision.fromMs;
      addStep(steps, kind, revision, pick);
    },
    firstMs: () => firstMs,
    fold: (reach) => {
      const all = new Map<string, Versions<Value>>();
      for (const [id, own] of steps) {
        const versions = foldVersions(own);
        if (versions.length > 0) all.set(id, reach(versions));
      }
      return all;
    },
  };
}

function buildDevices(
  recordings: ReadonlyMap<string, Versions<RecordedEntry>>,
  handovers: HandoverIndex,
): ReadonlyMap<string, InventoryDevice> {
  const devices = new Map<string, InventoryDevice>();
  for (const [id, recorded] of recordings) {
    const last = recorded.at(-1);
    if (!last) continue;
    const { lifecycle } = last.value;
    const versions = reachBackOver(recorded.map(entryOf), beforeEntry(id, handovers));
    const listed = union(versions);
    devices.set(id, {
      id,
      versions,
      lifecycle,
      present: intersect(presentIntervals(lifecycle), listed),
      service: intersect(serviceIntervals({ lifecycle }), listed),
    });
  }
  return devices;
}

const entryOf = ({ value, ...version }: Version<RecordedEntry>): Version<DeviceEntry> => ({
  ...version,
  value: value.entry,
});

export function indexDevices(handovers: ReadonlyMap<string, Versions<Handover>>): HandoverIndex {
  const ofDevices = handovers
    .values()
    .flatMap((versions) => versions.map(({ value }) => value))
    .filter(({ kind }) => kind === 'device');
  return indexHandovers([...ofDevices]);
}

export const beforeEntry =
  <Entry extends MemberEntry>(id: string, handovers: HandoverIndex) =>
  ({ value, fromMs }: Version<Entry>): (Omit<Entry, keyof Ownership> & Ownership) | undefined => {
    const before = ownershipBefore(handovers, { ...value, id }, fromMs);
    if (!before) return undefined;
    const { agency: _agency, contractor: _contractor, contracts: _contracts, ...rest } = value;
    return { ...rest, ...before };
  };

/** Stages in which a device hangs where it belongs, running or not. */
const PRESENT: ReadonlySet<Stage> = new Set(['installed', 'accepted', 'in-service', 'paused', 'resumed']);

/** From its installation to its retirement. */
function presentIntervals(lifecycle: readonly LifecycleStep[]): IntervalSet {
  const steps = lifecycle.toSorted((a, b) => a.atMs - b.atMs);
  return union(
    steps.flatMap(({ stage, atMs }, place): readonly Interval[] =>
      PRESENT.has(stage) ? [{ fromMs: atMs, toMs: steps[place + 1]?.atMs ?? Number.POSITIVE_INFINITY }] : [],
    ),
  );
}
