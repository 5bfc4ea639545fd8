import type { Inventory } from '../../core/domain/inventory.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import { deviceEntity, type Entity, INDICATORS, parseEntity, STATES } from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import type { PresentColumns, PresentSource } from '../../portal/city/present-source.ts';
import type { DeviceDetails, LinkNews, Present, SharedFrame, SharedStates } from './portal-messages.ts';

/** What the thread of the collector told last, as what is shown is made of it. */
export interface LiveMirror extends PresentSource {
  readonly take: (present: Present) => void;
  readonly takeDetails: (details: readonly DeviceDetails[]) => void;
  /** Devices that were asked about beyond their states and are not known so far. */
  readonly missing: () => readonly string[];
}

/** More than a page has are never asked about one by one. */
const MOST_MISSING = 1_000;

/** @param inventoryOf By its number. */
export function createLiveMirror(
  inventoryOf: (config: number) => Pick<Inventory, 'devices' | 'links'>,
): LiveMirror {
  let present: Present | undefined;
  let columns: PresentColumns | undefined;
  let frame: SharedFrame | undefined;
  let links = createLinks();
  const details = new Map<string, DeviceDetails>();
  const missing = new Set<string>();

  const detailsOf = (id: string) => {
    const known = details.get(id);
    if (!known && missing.size < MOST_MISSING) missing.add(id);
    return known;
  };

  return {
    take: (told) => {
      present = told;
      details.clear();
      missing.clear();
      if (told.frame) frame = told.frame;
      if (told.frame && frame) columns = openFrame(frame, inventoryOf(frame.config));
      if (told.states && columns) columns = { ...columns, ...told.states };
      if (!told.links.isMore) links = createLinks();
      links.take(told.links);
    },
    takeDetails: (told) => {
      for (const one of told) details.set(one.id, one);
      missing.clear();
    },
    missing: () => [...missing],
    columns: () => expect(columns),
    health: () => expect(present).health,
    linkStatuses: () => links.statuses(),
    status: (entity, indicator) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      if (kind !== 'device') return links.status(entity, indicator);
      const known = detailsOf(id)?.statuses.find((status) => status.indicator === indicator);
      const status = columns && statusIn(columns, id, indicator);
      // They were brought after the look: the state is of the look, like all that is shown beside it.
      return known && status ? { ...measuredBy(known), ...status } : status;
    },
    traffic: (at) => {
      if (at === undefined) return links.traffic();
      const onLink = at.name === undefined ? undefined : links.trafficAt(at.device, at.name);
      if (at.name !== undefined) return onLink ? [onLink] : [];
      return detailsOf(at.device)?.traffic ?? [];
    },
  };
}

function expect<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('asked before the first look');
  return value;
}

const NO_STATES: SharedStates = {
  version: -1,
  state: new Uint8Array(),
  reason: new Uint16Array(),
  reasons: [undefined],
  sinceMs: new Float64Array(),
  afterMs: new Float64Array(),
};

function openFrame(frame: SharedFrame, inventory: Pick<Inventory, 'devices'>): PresentColumns {
  const devices = indexMap(inventory.devices);
  const { size, firstRow, device, indicator } = frame;
  return {
    ...{ size, firstRow, device, indicator, ...NO_STATES },
    devices: {
      ...frame.devices,
      of: inventory.devices,
      idOf: (index) => devices.idAt(index) ?? '',
      indexOf: (id) => devices.indexOf(id) ?? -1,
    },
  };
}

/** What a status tells beside its state. */
function measuredBy({ reason: _, ...measured }: LiveStatus): LiveStatus {
  return measured;
}

/** As far as columns tell it. */
function statusIn(columns: PresentColumns, id: string, indicator: LiveStatus['indicator']) {
  const { devices, firstRow, state, reason, reasons, sinceMs, afterMs } = columns;
  const index = devices.indexOf(id);
  const end = firstRow[index + 1] ?? 0;
  for (let row = index < 0 ? end : (firstRow[index] ?? end); row < end; row++) {
    if (INDICATORS[columns.indicator[row] ?? -1] !== indicator) continue;
    const why = reasons[reason[row] ?? 0];
    return {
      ...{ entity: deviceEntity(id), indicator, state: STATES[state[row] ?? -1] ?? 'unknown' },
      ...(why !== undefined && { reason: why }),
      ...{ sinceMs: sinceMs[row] ?? 0, afterMs: afterMs[row] ?? 0 },
    } satisfies LiveStatus;
  }
  return undefined;
}

function createLinks() {
  const statuses = new Map<string, LiveStatus>();
  const traffic = new Map<string, TrafficSample>();
  const keyOf = (entity: Entity, indicator: string) => `${indicator} ${entity}`;
  return {
    take: (news: LinkNews) => {
      for (const status of news.statuses) statuses.set(keyOf(status.entity, status.indicator), status);
      for (const sample of news.traffic) traffic.set(`${sample.deviceId}\n${sample.interface}`, sample);
    },
    statuses: () => statuses.values(),
    status: (entity: Entity, indicator: string) => statuses.get(keyOf(entity, indicator)),
    traffic: () => traffic.values(),
    trafficAt: (device: string, name: string) => traffic.get(`${device}\n${name}`),
  };
}
