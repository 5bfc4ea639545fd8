import { type HandoverIndex, indexHandovers, ownershipAt } from '../../config/ownership.ts';
import type { Device, LifecycleStep, Stage } from '../../core/inventory.ts';
import type { RevisionKind } from '../../core/revision.ts';
import type { RecordedBefore } from '../../ledger/change-reads.ts';
import type { LedgerReader } from '../../ledger/read-ledger.ts';
import { parseRecordedBody, type RecordedKinds } from '../../settlement/recorded-bodies.ts';
import { serviceIntervals } from '../../settlement/service-intervals.ts';
import { foldVersions, type Step, type Version, type Versions } from '../../settlement/versions.ts';
import { type Interval, type IntervalSet, intersect, union } from '../../sla/intervals.ts';
import type { DeviceEntry, FiguresInventory, InventoryDevice } from './figures-inventory.ts';

/**
 * Reads the inventory as it was at every instant, as far as it was on record by then. What was recorded first also holds
 * before, as in the history that contracts are settled by; bodies are many and long, so that each is cut down at once.
 */
export function readInventory(reader: LedgerReader, query: RecordedBefore): FiguresInventory {
  const read = <Kind extends RevisionKind>(kind: Kind) => readSteps(reader, { ...query, kind }, asIs);
  return reader.snapshot(() => ({
    devices: readDevices(reader, query),
    sites: read('site'),
    areas: read('area'),
    agencies: read('agency'),
    districts: read('district'),
    programmes: read('programme'),
    contractors: read('contractor'),
  }));
}

const asIs = <Value>(value: Value): Value => value;

/** The versions by id, in order of time; the first reaches back to ever. */
function readSteps<Kind extends RevisionKind, Value>(
  reader: LedgerReader,
  query: RecordedBefore & { readonly kind: Kind },
  pick: (body: RecordedKinds[Kind]) => Value,
): ReadonlyMap<string, Versions<Value>> {
  const steps = new Map<string, Step<Value>[]>();
  for (const { id, seq, fromMs, body } of reader.revisions(query)) {
    const value = body === undefined ? undefined : pick(parseRecordedBody(query.kind, id, body));
    const own = steps.get(id);
    if (own) own.push({ seq, fromMs, value });
    else steps.set(id, [{ seq, fromMs, value }]);
  }
  const all = new Map<string, Versions<Value>>();
  for (const [id, own] of steps) {
    const versions = foldVersions(own);
    if (versions.length > 0) all.set(id, reachBack(versions));
  }
  return all;
}

const EVER_MS = Number.NEGATIVE_INFINITY;

function reachBack<Value>([first, ...later]: Versions<Value>): Versions<Value> {
  return first ? [{ ...first, fromMs: EVER_MS }, ...later] : [];
}

interface Recorded {
  readonly entry: DeviceEntry;
  readonly lifecycle: readonly LifecycleStep[];
}

function readDevices(reader: LedgerReader, query: RecordedBefore): ReadonlyMap<string, InventoryDevice> {
  const handovers = readHandovers(reader, query);
  const pick = createPicker();
  const devices = new Map<string, InventoryDevice>();
  for (const [id, recorded] of readSteps(reader, { ...query, kind: 'device' }, pick)) {
    const last = recorded.at(-1);
    if (!last) continue;
    const { lifecycle } = last.value;
    const versions = withOwnersBefore(id, recorded, handovers);
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

function readHandovers(reader: LedgerReader, query: RecordedBefore): HandoverIndex {
  const recorded = readSteps(reader, { ...query, kind: 'handover' }, asIs);
  const ofDevices = recorded
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
