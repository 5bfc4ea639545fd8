import type { FindingObservation } from '../../core/domain/findings.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { createLinksInFront } from '../../core/domain/links-in-front.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import { type Change, linkEntity } from '../../core/domain/state.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import {
  changed,
  inferLink,
  type LinkStatus,
  NOT_MEASURED,
  type ReachOf,
  type WatchedLink,
} from './infer-link.ts';
import { isContradicted, lastAnswerMs } from './judge-port.ts';
import type { PortView } from './port-looks.ts';

/** What is said of the port that a link is measured at; `undefined` where there is none. */
type PortOf = (linkId: string) => PortView | undefined;

/**
 * Decides the state of links from the end nearer the collector (design, rule 8): near end down: unknown; its port down:
 * down; everything behind silent: down, `inferred`, disputable; anything behind that answers: up. Devices with another
 * way to the collector are no witnesses.
 */
export interface LinkInference {
  /** Looks again at the links that these devices stand behind or at the near end of. */
  readonly review: (touched: Touched, reachOf: ReachOf, nowMs: number) => Steps<readonly Change[]>;
  /** Whether the ports of these links are at odds with what stands behind them. */
  readonly compare: (linkIds: Iterable<string>, reachOf: ReachOf) => readonly FindingObservation[];
  /** Links that left the inventory, or that nothing watched stands behind any more: what they were must not count on. */
  readonly closeUnwitnessed: (nowMs: number) => readonly Change[];
  readonly statuses: () => ReadonlyMap<string, LinkStatus>;
  readonly live: () => Iterable<LiveStatus>;
  readonly liveOf: (linkId: string) => LiveStatus | undefined;
}

interface Touched {
  readonly devices: Iterable<string>;
  readonly links?: Iterable<string>;
}

export function* createLinkInference(
  inventory: Judged,
  isWitness: (deviceId: string) => boolean,
  initial: ReadonlyMap<string, LinkStatus>,
  portOf: PortOf = () => undefined,
): Steps<LinkInference> {
  const { links, linksOf } = yield* gatherLinks(inventory, isWitness);
  const statuses = new Map(initial.entries().filter(([id]) => links.has(id)));
  /** To be looked at again: all of them at first, since others may stand behind them now, and those that something is awaited of. */
  let waiting = new Set(links.keys());
  /** The latest answer behind ports that were not up when they were last compared. */
  const answersMs = new Map<string, number>();

  return {
    *review({ devices, links: linkIds = [] }, reachOf, nowMs) {
      const touched = new Set([...waiting, ...linkIds]);
      for (const deviceId of devices) {
        for (const id of linksOf(deviceId)) touched.add(id);
      }
      waiting = new Set();
      const changes: Change[] = [];
      for (const id of touched) {
        yield;
        const link = links.get(id);
        const verdict = link && inferLink(link, statuses.get(id), reachOf, nowMs, portOf(id));
        if (verdict === 'wait') waiting.add(id);
        if (verdict === 'wait' || verdict === undefined) continue;
        statuses.set(id, { ...verdict, sinceMs: verdict.atMs });
        changes.push({ entity: linkEntity(id), indicator: 'reach', ...verdict });
      }
      return changes;
    },
    compare: (linkIds, reachOf) => {
      const observations: FindingObservation[] = [];
      for (const id of linkIds) {
        const link = links.get(id);
        const port = portOf(id);
        // The ordinary case first: thousands may stand behind.
        const behind = link && port && port.state !== 'up' ? link.behind.map(reachOf) : [];
        const isPresent = port && isContradicted(port, behind, answersMs.get(id));
        if (behind.length > 0) answersMs.set(id, lastAnswerMs(behind));
        else answersMs.delete(id);
        if (isPresent === undefined) continue;
        const values = { interface: link?.interfaceName ?? '', port: port?.oper ?? port?.state ?? '' };
        const entity = linkEntity(id);
        observations.push({
          entity,
          code: 'contradiction',
          subject: 'port',
          isPresent,
          atMs: port?.lastMs ?? 0,
          values,
        });
      }
      return observations;
    },
    closeUnwitnessed: (nowMs) => {
      const changes: Change[] = [];
      for (const [id, before] of initial) {
        if (before.state === 'unknown' || (links.get(id)?.behind.length ?? 0) > 0) continue;
        if (links.has(id) && portOf(id)) continue;
        const change = changed(before, 'unknown', nowMs, before.sinceMs, { reason: NOT_MEASURED });
        if (change === undefined) continue;
        if (links.has(id)) statuses.set(id, { ...change, sinceMs: change.atMs });
        changes.push({ entity: linkEntity(id), indicator: 'reach', ...change });
      }
      return changes;
    },
    statuses: () => statuses,
    live: function* () {
      for (const [id, status] of statuses) yield toLive(id, status);
    },
    liveOf: (id) => {
      const status = statuses.get(id);
      return status && toLive(id, status);
    },
  };
}

interface GatheredLinks {
  readonly links: ReadonlyMap<string, WatchedLink>;
  /** That a device stands behind, or at the near end of. */
  readonly linksOf: (deviceId: string) => Iterable<string>;
}

/** Links of another collector's share are not judged here. */
type Judged = Pick<Inventory, 'devices' | 'links' | 'share'>;

function* gatherLinks(inventory: Judged, isWitness: (deviceId: string) => boolean): Steps<GatheredLinks> {
  const devices = indexMap(inventory.devices);
  const behind = new Map<string, string[]>();
  const linksNear = new Map<string, string[]>();
  /** By the number of the device: those that hang on the same have the same set. */
  const inFront: ReadonlySet<string>[] = [];
  const append = (map: Map<string, string[]>, key: string, value: string) => {
    const values = map.get(key);
    if (values) values.push(value);
    else map.set(key, [value]);
  };
  const linksInFront = createLinksInFront(inventory);
  for (const { id: deviceId, upstreams } of devices.values()) {
    if (inFront.length % STEP === 0) yield;
    const found = isWitness(deviceId) ? linksInFront(upstreams) : NONE;
    inFront.push(found);
    for (const linkId of found) append(behind, linkId, deviceId);
  }
  const links = new Map<string, WatchedLink>();
  for (const link of inventory.links.values()) {
    if (inventory.share?.watchesLink(link) === false) continue;
    const { id, near, interface: place } = link;
    const nearDevice = near === 'core' ? undefined : near.slice('device:'.length);
    const interfaceName = place && `${place.device}#${place.name}`;
    links.set(id, { near: nearDevice, behind: behind.get(id) ?? [], interfaceName });
    if (nearDevice !== undefined) append(linksNear, nearDevice, id);
  }
  return {
    links,
    *linksOf(deviceId) {
      yield* inFront[devices.indexOf(deviceId) ?? -1] ?? NONE;
      yield* linksNear.get(deviceId) ?? [];
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

function toLive(id: string, status: LinkStatus): LiveStatus {
  return { entity: linkEntity(id), indicator: 'reach', ...status };
}
