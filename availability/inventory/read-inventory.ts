import type { Device, Handover, LifecycleStep, Stage } from '../../core/domain/inventory.ts';
import { type HandoverIndex, indexHandovers, ownershipAt } from '../../core/domain/ownership.ts';
import type { RevisionKind } from '../../core/domain/revision.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { type Interval, type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { foldVersions, type Step, type Version, type Versions } from '../../core/time/versions.ts';
import { parseRecordedBody, type RecordedKinds } from '../../ledger/history/recorded-bodies.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordedRevision } from '../../ledger/record/revisions.ts';
import type { DeviceEntry, FiguresInventory, InventoryDevice } from './figures-inventory.ts';

/**
 * Reads the inventory as it was at every instant, as far as it was on record by then. What was recorded first also holds
 * before, as in the history that contracts are settled by; bodies are many and long, so that each is cut down at once.
 */
export function readInventory(reader: LedgerReader, query: RecordedBefore): FiguresInventory {
  const collected = {
    device: collect('device', createPicker()),
    handover: collect('handover', asIs),
    site: collect('site', asIs),
    area: collect('area', asIs),
    agency: collect('agency', asIs),
    district: collect('district', asIs),
    programme: collect('programme', asIs),
    contractor: collect('contractor', asIs),
  };
  // In one go, in the order of the rows: to pick out a kind, all its bodies would have to be sorted.
  const byKind = new Map<RevisionKind, Pick<Collection<unknown>, 'take'>>(
    Object.values(collected).map((collection) => [collection.kind, collection]),
  );
  for (const revision of reader.revisions(query)) byKind.get(revision.kind)?.take(revision);
  return {
    devices: buildDevices(collected.device.fold(), collected.handover.fold()),
    sites: collected.site.fold(),
    areas: collected.area.fold(),
    agencies: collected.agency.fold(),
    districts: collected.district.fold(),
    programmes: collected.programme.fold(),
    contractors: collected.contractor.fold(),
  };
}

const asIs = <Value>(value: Value): Value => value;

interface Collection<Value> {
  readonly kind: RevisionKind;
  readonly take: (revision: RecordedRevision) => void;
  /** The versions by id, in order of time; the first reaches back to ever. */
  readonly fold: () => ReadonlyMap<string, Versions<Value>>;
}

function collect<Kind extends RevisionKind, Value>(
  kind: Kind,
  pick: (body: RecordedKinds[Kind]) => Value,
): Collection<Value> {
  const steps = new Map<string, Step<Value>[]>();
  return {
    kind,
    take: ({ id, seq, fromMs, body }) => {
      const value = body === undefined ? undefined : pick(parseRecordedBody(kind, id, body));
      const own = steps.get(id);
      if (own) own.push({ seq, fromMs, value });
      else steps.set(id, [{ seq, fromMs, value }]);
    },
    fold: () => {
      const all = new Map<string, Versions<Value>>();
      for (const [id, own] of steps) {
        const versions = foldVersions(own);
        if (versions.length > 0) all.set(id, reachBack(versions));
      }
      return all;
    },
  };
}

const EVER_MS = Number.NEGATIVE_INFINITY;

function reachBack<Value>([first, ...later]: Versions<Value>): Versions<Value> {
  return first ? [{ ...first, fromMs: EVER_MS }, ...later] : [];
}

interface Recorded {
  readonly entry: DeviceEntry;
  readonly lifecycle: readonly LifecycleStep[];
}

function buildDevices(
  recordings: ReadonlyMap<string, Versions<Recorded>>,
  handovers: ReadonlyMap<string, Versions<Handover>>,
): ReadonlyMap<string, InventoryDevice> {
  const index = indexDevices(handovers);
  const devices = new Map<string, InventoryDevice>();
  for (const [id, recorded] of recordings) {
    const last = recorded.at(-1);
    if (!last) continue;
    const { lifecycle } = last.value;
    const versions = withOwnersBefore(id, recorded, index);
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

function indexDevices(handovers: ReadonlyMap<string, Versions<Handover>>): HandoverIndex {
  const ofDevices = handovers
    .values()
    .flatMap((versions) => versions.map(({ value }) => value))
    .filter(({ kind }) => kind === 'device');
  return indexHandovers([...ofDevices]);
}

/** Who was in charge before the hand-over with which the record of a device begins. */
function withOwnersBefore(
  id: string,
  recorded: Versions<Recorded>,
  handovers: HandoverIndex,
): InventoryDevice['versions'] {
  const versions = recorded.map(
    ({ value, ...version }): Version<DeviceEntry> => ({
      ...version,
      value: value.entry,
    }),
  );
  const [first, ...later] = versions;
  if (!first) return [];
  // Only those of its own instant: the version that they began does not know of later ones.
  const own = handovers.get(`device:${id}`)?.filter(({ atMs }) => atMs === first.sinceMs) ?? [];
  if (own.length === 0) return versions;
  const { agency: _agency, contractor: _contractor, contracts: _contracts, ...rest } = first.value;
  const before = ownershipAt({ ...first.value, id }, new Map([[`device:${id}`, own]]), first.sinceMs - 1);
  return [
    { ...first, toMs: first.sinceMs, value: { ...rest, ...before } },
    { ...first, fromMs: first.sinceMs },
    ...later,
  ];
}

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

/** Cuts a body down to what figures need. Equal texts and lists become one: most devices are like many others. */
function createPicker(): (device: Device) => Recorded {
  const text = createInterner<string>((value) => value);
  const texts = createInterner<readonly string[]>((list) => list.join('\t'));
  const steps = createInterner<readonly LifecycleStep[]>((list) =>
    list.map(({ stage, atMs }) => `${stage} ${atMs}`).join('\t'),
  );
  return (device) => {
    const { kind, cameraClass, site, agency, contractor, programme, contracts, certificate } = device;
    const { maker = '', model = '', serial = '' } = device;
    const entry: DeviceEntry = {
      kind,
      ...(cameraClass !== undefined && { cameraClass }),
      site: text(site),
      ...(agency !== undefined && { agency: text(agency) }),
      ...(contractor !== undefined && { contractor: text(contractor) }),
      ...(programme !== undefined && { programme: text(programme) }),
      contracts: texts(contracts),
      ...(certificate && {
        certificate: certificate.validToMs === undefined ? {} : { validToMs: certificate.validToMs },
      }),
      hardware: [maker, model, serial].join(' '),
      hasSerial: serial !== '',
    };
    // Documents of steps are not counted, and differ where the dates are the same.
    return {
      entry,
      lifecycle: steps(device.lifecycle.map(({ stage, atMs }) => ({ stage, atMs }))),
    };
  };
}

function createInterner<Value>(keyOf: (value: Value) => string): (value: Value) => Value {
  const known = new Map<string, Value>();
  return (value) => {
    const key = keyOf(value);
    const first = known.get(key) ?? value;
    known.set(key, first);
    return first;
  };
}
