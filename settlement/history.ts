import {
  contractPartiesAt,
  type HandoverIndex,
  indexHandovers,
  ownershipAt,
  withOwnership,
  withParties,
} from '../config/ownership.ts';
import type { Contract, Device } from '../core/inventory.ts';
import type { RevisionKind } from '../core/revision.ts';
import type { RecordedBefore } from '../ledger/change-reads.ts';
import type { LedgerReader, RecordedRevision } from '../ledger/read-ledger.ts';
import { parseRecordedBody, type RecordedKinds } from './recorded-bodies.ts';
import { foldVersions, type Step, type Version, type Versions } from './versions.ts';

type HistoryOf<Kind extends RevisionKind> = ReadonlyMap<string, Versions<RecordedKinds[Kind]>>;

/** The inventory as it was at every instant, by id, as far as it is on record. */
export interface InventoryHistory {
  readonly agencies: HistoryOf<'agency'>;
  readonly contractors: HistoryOf<'contractor'>;
  readonly contracts: HistoryOf<'contract'>;
  readonly calendars: HistoryOf<'calendar'>;
  readonly programmes: HistoryOf<'programme'>;
  readonly districts: HistoryOf<'district'>;
  readonly areas: HistoryOf<'area'>;
  readonly sites: HistoryOf<'site'>;
  readonly devices: HistoryOf<'device'>;
  readonly links: HistoryOf<'link'>;
}

/**
 * Reads how the inventory was, from its revisions. What was recorded first of an entry also holds before, since its
 * own dates (acceptance, beginning of a contract) say when it began, and the record only when we learnt of it; who was
 * in charge before a hand-over that is on record follows from that. Links have no such dates: only those that were there
 * when the first links were recorded reach back.
 */
export function readHistory(reader: LedgerReader, query: RecordedBefore = {}): InventoryHistory {
  const recorded = emptySteps();
  let firstLinksMs: number | undefined;
  reader.snapshot(() => {
    // Bodies are many and long: each is read into its value at once, and none is kept.
    for (const revision of reader.revisions(query)) {
      addStep(recorded, revision.kind, revision);
      if (revision.kind === 'link') firstLinksMs ??= revision.fromMs;
    }
  });
  const fold = <Kind extends RevisionKind>(kind: Kind): HistoryOf<Kind> =>
    mapValues(recorded[kind], foldVersions);
  const handovers = indexHandovers(
    [...fold('handover').values()].flatMap((versions) => versions.map(({ value }) => value)),
  );
  return {
    agencies: mapValues(fold('agency'), reachBack),
    contractors: mapValues(fold('contractor'), reachBack),
    contracts: mapValues(fold('contract'), (versions) => reachBackOver(versions, beforeContract(handovers))),
    calendars: mapValues(fold('calendar'), reachBack),
    programmes: mapValues(fold('programme'), reachBack),
    districts: mapValues(fold('district'), reachBack),
    areas: mapValues(fold('area'), reachBack),
    sites: mapValues(fold('site'), reachBack),
    devices: mapValues(fold('device'), (versions) => reachBackOver(versions, beforeDevice(handovers))),
    links: mapValues(fold('link'), (versions) =>
      (versions[0]?.fromMs ?? 0) <= (firstLinksMs ?? Number.NEGATIVE_INFINITY)
        ? reachBack(versions)
        : versions,
    ),
  };
}

type Steps = { readonly [Kind in RevisionKind]: Map<string, Step<RecordedKinds[Kind]>[]> };

const emptySteps = (): Steps => ({
  agency: new Map(),
  contractor: new Map(),
  contract: new Map(),
  calendar: new Map(),
  programme: new Map(),
  district: new Map(),
  area: new Map(),
  site: new Map(),
  device: new Map(),
  link: new Map(),
  handover: new Map(),
});

function addStep<Kind extends RevisionKind>(
  recorded: Steps,
  kind: Kind,
  { id, seq, fromMs, body }: RecordedRevision,
): void {
  const value = body === undefined ? undefined : parseRecordedBody(kind, id, body);
  const steps: Map<string, Step<RecordedKinds[Kind]>[]> = recorded[kind];
  const own = steps.get(id);
  if (own) own.push({ seq, fromMs, value });
  else steps.set(id, [{ seq, fromMs, value }]);
}

function mapValues<Value, Result>(
  map: ReadonlyMap<string, Value>,
  change: (value: Value) => Result,
): ReadonlyMap<string, Result> {
  return new Map(map.entries().map(([key, value]) => [key, change(value)]));
}

function reachBack<Value>(versions: Versions<Value>): Versions<Value> {
  const [first, ...others] = versions;
  return first ? [{ ...first, fromMs: Number.NEGATIVE_INFINITY }, ...others] : [];
}

/** @param before What held before a version that a hand-over began; `undefined` where none did. */
function reachBackOver<Value>(
  versions: Versions<Value>,
  before: (first: Version<Value>) => Value | undefined,
): Versions<Value> {
  const [first] = versions;
  const value = first && before(first);
  if (!first || value === undefined) return reachBack(versions);
  return [{ ...first, fromMs: Number.NEGATIVE_INFINITY, toMs: first.fromMs, value }, ...versions];
}

const beforeDevice =
  (handovers: HandoverIndex) =>
  ({ value, fromMs }: Version<Device>): Device | undefined => {
    const own = handoversAt(handovers, `device:${value.id}`, fromMs);
    return own && withOwnership(value, ownershipAt(value, own, fromMs - 1));
  };

const beforeContract =
  (handovers: HandoverIndex) =>
  ({ value, fromMs }: Version<Contract>): Contract | undefined => {
    const own = handoversAt(handovers, `contract:${value.id}`, fromMs);
    return own && withParties(value, contractPartiesAt(value, own, fromMs - 1));
  };

/** Only the hand-overs of one instant: the version that they began does not know of later ones. */
function handoversAt(handovers: HandoverIndex, key: string, atMs: number): HandoverIndex | undefined {
  const own = handovers.get(key)?.filter((handover) => handover.atMs === atMs) ?? [];
  return own.length > 0 ? new Map([[key, own]]) : undefined;
}
