import type { Device, Handover } from '../../core/domain/inventory.ts';
import { type HandoverIndex, indexHandovers, withOwnership } from '../../core/domain/ownership.ts';
import { REVISION_KINDS, type RevisionKind } from '../../core/domain/revision.ts';
import { deviceEntity, type Entity } from '../../core/domain/state.ts';
import { foldVersions, type Version, type Versions } from '../../core/time/versions.ts';
import type { RecordedBefore } from '../record/changes.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';
import type { RevisionQuery } from '../record/revisions.ts';
import { beforeContract, linkReachBack, ownershipBefore, reachBack, reachBackOver } from './reach-back.ts';
import { entitiesOfContract, readUpwards } from './read-contract-devices.ts';
import type { RecordedKinds } from './recorded-bodies.ts';
import { addRecorded, addStep, emptySteps, type Steps } from './revision-steps.ts';

export interface HistoryQuery extends RecordedBefore {
  /**
   * Of devices only those that this contract ever covered, and what they hang on, with their hand-overs; no sites: enough
   * to settle it.
   */
  readonly contractId?: string;
  /** For contracts, parties and lines alone: no devices and no sites. */
  readonly devices?: 'left-out';
  /** What is kept of a device: there are many, and most of what they say is about how they are asked. */
  readonly pickDevice?: (device: Device) => Device;
}

/** As many as the city has devices; how things are checked is read by itself. */
const OF_DEVICES: readonly RevisionKind[] = ['device', 'handover', 'site', 'profile', 'polling'];

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
export function readHistory(
  reader: LedgerReader,
  { contractId, devices, pickDevice, ...query }: HistoryQuery = {},
): InventoryHistory {
  const recorded = emptySteps();
  let firstLinksMs: number | undefined;
  const read = (wanted: RevisionQuery) => {
    // Bodies are many and long: each is read into its value at once, and none is kept.
    for (const revision of reader.revisions(wanted)) {
      if (pickDevice && revision.kind === 'device') addStep(recorded.device, 'device', revision, pickDevice);
      else addRecorded(recorded, revision.kind, revision);
      if (revision.kind === 'link') firstLinksMs ??= revision.fromMs;
    }
  };
  reader.snapshot(() => {
    if (contractId === undefined && devices === undefined) return read(query);
    for (const kind of REVISION_KINDS) if (!OF_DEVICES.includes(kind)) read({ ...query, kind });
    read({ ...query, handoversOf: ['contract'] });
    if (contractId === undefined) return;
    readUpwards(readContractEntities(reader, contractId, { ...query, links: recorded.link }), {
      links: recorded.link,
      devices: recorded.device,
      read: (ids) => {
        read({ ...query, kind: 'device', ids });
        read({ ...query, handoversOf: ids.map(deviceEntity) });
      },
    });
  });
  const fold = <Kind extends RevisionKind>(kind: Kind): HistoryOf<Kind> =>
    mapValues(recorded[kind], foldVersions);
  const handovers = indexHandovers(handoversOf(recorded.handover));
  return {
    agencies: mapValues(fold('agency'), reachBack),
    contractors: mapValues(fold('contractor'), reachBack),
    contracts: mapValues(fold('contract'), (versions) => reachBackOver(versions, beforeContract(handovers))),
    calendars: mapValues(fold('calendar'), reachBack),
    programmes: mapValues(fold('programme'), reachBack),
    districts: mapValues(fold('district'), reachBack),
    areas: mapValues(fold('area'), reachBack),
    sites: mapValues(fold('site'), reachBack),
    devices: devicesOf(recorded.device, handovers),
    links: mapValues(fold('link'), (versions) => linkReachBack(versions, firstLinksMs)),
  };
}

/** What a contract ever covered; in doubt it is among them. */
export const readContractEntities = (
  reader: LedgerReader,
  contractId: string,
  { links, ...query }: RecordedBefore & { readonly links: Parameters<typeof entitiesOfContract>[0] },
): readonly Entity[] =>
  entitiesOfContract(links, contractId, {
    mentioning: () => reader.idsMentioning({ ...query, kind: 'device', mentions: contractId }),
    handedOver: () => reader.handoversBetween({ ...query, contractId }),
  });

/** Reads the history of the devices among some entities, and of what all of these hang on. */
export function readDevicesUpwards(
  reader: LedgerReader,
  entities: readonly Entity[],
  { links, ...query }: RecordedBefore & Pick<InventoryHistory, 'links'>,
): InventoryHistory['devices'] {
  const { device, handover } = emptySteps();
  readUpwards(entities, {
    links,
    devices: device,
    read: (ids) => {
      for (const one of reader.revisions({ ...query, kind: 'device', ids }))
        addStep(device, 'device', one, asIs);
      for (const one of reader.revisions({ ...query, handoversOf: ids.map(deviceEntity) }))
        addStep(handover, 'handover', one, asIs);
    },
  });
  return devicesOf(device, indexHandovers(handoversOf(handover)));
}

/** Sites alone. */
export function readSites(reader: LedgerReader, query: RecordedBefore = {}): InventoryHistory['sites'] {
  const { site } = emptySteps();
  for (const one of reader.revisions({ ...query, kind: 'site' })) addStep(site, 'site', one, asIs);
  return mapValues(mapValues(site, foldVersions), reachBack);
}

const asIs = <Value>(value: Value): Value => value;

const handoversOf = (steps: Steps['handover']): readonly Handover[] =>
  [...steps.values()].flatMap((own) => foldVersions(own).map(({ value }) => value));

const devicesOf = (steps: Steps['device'], handovers: HandoverIndex): InventoryHistory['devices'] =>
  mapValues(steps, (own) => reachBackOver(foldVersions(own), beforeDevice(handovers)));

function mapValues<Value, Result>(
  map: ReadonlyMap<string, Value>,
  change: (value: Value) => Result,
): ReadonlyMap<string, Result> {
  return new Map(map.entries().map(([key, value]) => [key, change(value)]));
}

const beforeDevice =
  (handovers: HandoverIndex) =>
  ({ value, fromMs }: Version<Device>): Device | undefined => {
    const before = ownershipBefore(handovers, value, fromMs);
    return before && withOwnership(value, before);
  };
