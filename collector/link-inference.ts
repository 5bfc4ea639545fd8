import type { Inventory } from '../core/inventory.ts';
import { type Change, linkEntity, type State, type UnknownReason } from '../core/state.ts';
import { linksInFrontOf } from '../core/topology.ts';
import type { BareChange, Status } from './judge.ts';

/** What the inference needs to know of a device's `reach`; `undefined` where it is not watched now. */
type ReachOf = (deviceId: string) => Status | undefined;

export type LinkStatus = Pick<Status, 'state' | 'reason' | 'sinceMs' | 'afterMs'>;

/**
 * Decides the state of links that have no interface to poll, from the end nearer the collector (design, rule 8):
 * near end up and everything behind silent: down, `inferred`, disputable; near end not up: unknown;
 * anything behind that answers: up. Devices with another way to the collector are no witnesses.
 */
export interface LinkInference {
  /** Looks again at the links that these devices stand behind or at the near end of. */
  readonly review: (deviceIds: Iterable<string>, reachOf: ReachOf, nowMs: number) => readonly Change[];
  /** Links that left the inventory, or that nothing watched stands behind any more: what they were must not count on. */
  readonly closeUnwitnessed: (nowMs: number) => readonly Change[];
  readonly statuses: () => ReadonlyMap<string, LinkStatus>;
}

export function createLinkInference(
  inventory: Pick<Inventory, 'devices' | 'links'>,
  isWitness: (deviceId: string) => boolean,
  initial: ReadonlyMap<string, LinkStatus>,
): LinkInference {
  const { links, linksByDevice } = gatherLinks(inventory, isWitness);
  const statuses = new Map(initial.entries().filter(([id]) => links.has(id)));
  /** To be looked at again: nothing known yet, or all silent while the near end has not been probed since. */
  let waiting = new Set(links.keys().filter((id) => !statuses.has(id)));

  return {
    review: (deviceIds, reachOf, nowMs) => {
      const touched = new Set(waiting);
      for (const deviceId of deviceIds) {
        for (const id of linksByDevice.get(deviceId) ?? []) touched.add(id);
      }
      waiting = new Set();
      const changes: Change[] = [];
      for (const id of touched) {
        const link = links.get(id);
        const verdict = link && inferLink(link, statuses.get(id), reachOf, nowMs);
        if (verdict === 'wait') waiting.add(id);
        if (verdict === 'wait' || verdict === undefined) continue;
        statuses.set(id, { ...verdict, sinceMs: verdict.atMs });
        changes.push({ entity: linkEntity(id), indicator: 'reach', ...verdict });
      }
      return changes;
    },
    closeUnwitnessed: (nowMs) => {
      const changes: Change[] = [];
      for (const [id, before] of initial) {
        if (before.state === 'unknown' || (links.get(id)?.behind.length ?? 0) > 0) continue;
        const change = changed(before, 'unknown', nowMs, before.sinceMs, { reason: NOT_MEASURED });
        if (change === undefined) continue;
        if (links.has(id)) statuses.set(id, { ...change, sinceMs: change.atMs });
        changes.push({ entity: linkEntity(id), indicator: 'reach', ...change });
      }
      return changes;
    },
    statuses: () => statuses,
  };
}

/** A link with everything that cannot be reached without it. */
interface WatchedLink {
  readonly near: string | undefined;
  readonly behind: readonly string[];
}

function gatherLinks(
  inventory: Pick<Inventory, 'devices' | 'links'>,
  isWitness: (deviceId: string) => boolean,
) {
  const behind = new Map<string, string[]>();
  const linksByDevice = new Map<string, string[]>();
  const append = (map: Map<string, string[]>, key: string, value: string) => {
    const values = map.get(key);
    if (values) values.push(value);
    else map.set(key, [value]);
  };
  for (const [deviceId, linkIds] of linksInFrontOf(inventory)) {
    if (!isWitness(deviceId)) continue;
    for (const linkId of linkIds) {
      append(behind, linkId, deviceId);
      append(linksByDevice, deviceId, linkId);
    }
  }
  const links = new Map<string, WatchedLink>();
  for (const { id, near } of inventory.links.values()) {
    const nearDevice = near === 'core' ? undefined : near.slice('device:'.length);
    links.set(id, { near: nearDevice, behind: behind.get(id) ?? [] });
    if (nearDevice !== undefined) append(linksByDevice, nearDevice, id);
  }
  return { links, linksByDevice };
}

const NOT_MEASURED = 'not-measured' satisfies UnknownReason;
const NEAR_END_DOWN = 'near-end-down' satisfies UnknownReason;

const edgeOf = ({ sinceMs, afterMs }: Status) => ({ atMs: sinceMs, afterMs });

/** A new state with its edges; `wait` where the near end must be probed first; `undefined` where nothing changes. */
function inferLink(
  { near, behind }: WatchedLink,
  before: LinkStatus | undefined,
  reachOf: ReachOf,
  nowMs: number,
): BareChange | 'wait' | undefined {
  const nearEnd = near === undefined ? undefined : reachOf(near);
  if (near !== undefined && nearEnd?.state === 'down') {
    const { sinceMs, afterMs } = nearEnd;
    return changed(before, 'unknown', sinceMs, afterMs, { reason: NEAR_END_DOWN, evidence: { near } });
  }
  if (before && before.state !== 'unknown' && !behind.some((id) => isKnown(reachOf(id)))) {
    const latestMs = behind.reduce((latest, id) => Math.max(latest, reachOf(id)?.sinceMs ?? nowMs), 0);
    return changed(before, 'unknown', latestMs, before.sinceMs, { reason: NOT_MEASURED });
  }
  if (near !== undefined && !isAnswering(nearEnd)) return undefined;
  // The ordinary case first: one answer settles it, however many thousands stand behind.
  if (behind.some((id) => isAnswering(reachOf(id)))) {
    return before?.state === 'up' ? undefined : comeUp(before, behind.map(reachOf).filter(isAnswering));
  }

  const fall = before?.state === 'down' ? undefined : commonFall(behind, reachOf);
  if (fall === undefined) return before?.state === 'up' ? loseProof(before, behind.map(reachOf)) : undefined;
  if (nearEnd && (nearEnd.lastAnswerMs ?? 0) < fall.atMs) return 'wait';
  // A near end that is back says nothing of what is behind it until that was probed again.
  const isBack = nearEnd !== undefined && before?.reason === NEAR_END_DOWN;
  if (isBack && behind.some((id) => (reachOf(id)?.lastMs ?? nearEnd.sinceMs) < nearEnd.sinceMs))
    return 'wait';
  const edge = isBack && nearEnd.sinceMs > fall.atMs ? { ...fall, ...edgeOf(nearEnd) } : fall;
  return changed(before, 'down', edge.atMs, edge.afterMs, {
    reason: 'unreachable',
    evidence: {
      inferred: true,
      near: near ?? 'core',
      silent: behind.length,
      fellTogether: fall.count,
      witnesses: behind.slice(0, WITNESSES_NAMED),
    },
  });
}

/** A link is up since the first device behind it answered, counted from the link's own last change. */
function comeUp(before: LinkStatus | undefined, answering: readonly Status[]): BareChange | undefined {
  const linkSinceMs = before?.sinceMs ?? Number.NEGATIVE_INFINITY;
  let atMs = Number.POSITIVE_INFINITY;
  let afterMs = Number.POSITIVE_INFINITY;
  for (const status of answering) {
    if (status.sinceMs >= atMs) continue;
    ({ sinceMs: atMs, afterMs } = status);
  }
  return changed(before, 'up', Math.max(atMs, linkSinceMs), Math.max(afterMs, linkSinceMs), {});
}

/** Nothing behind it answers, and that is no proof of its being down: since the last of them fell, nobody knows. */
function loseProof(before: LinkStatus, behind: readonly (Status | undefined)[]): BareChange | undefined {
  let { sinceMs: atMs, afterMs } = before;
  for (const status of behind) if (status && status.sinceMs > atMs) ({ sinceMs: atMs, afterMs } = status);
  return changed(before, 'unknown', atMs, afterMs, { reason: NOT_MEASURED });
}

const WITNESSES_NAMED = 20;
/** One device that falls says as much about itself as about its link. */
const MIN_FALLEN_TOGETHER = 2;

/**
 * The instant at which everything behind fell silent: after the last good probe of any witness, and not later than
 * the first failed one since. Those that were silent before are no evidence: at least two must have fallen together.
 */
function commonFall(behind: readonly string[], reachOf: ReachOf) {
  const fallen: Status[] = [];
  for (const id of behind) {
    const status = reachOf(id);
    if (status === undefined) continue;
    if (status.state !== 'down') return undefined;
    // One that was never seen to answer was not seen to fall: it bounds nothing.
    if (status.afterMs < status.sinceMs) fallen.push(status);
  }
  const afterMs = fallen.reduce(
    (latest, status) => Math.max(latest, status.afterMs),
    Number.NEGATIVE_INFINITY,
  );
  const together = fallen.filter(({ sinceMs }) => sinceMs >= afterMs);
  if (together.length < MIN_FALLEN_TOGETHER) return undefined;
  const atMs = together.reduce((first, { sinceMs }) => Math.min(first, sinceMs), Number.POSITIVE_INFINITY);
  return { afterMs, atMs, count: together.length };
}

const isKnown = (status: Status | undefined) => status !== undefined && status.state !== 'unknown';

function isAnswering(status: Status | undefined): status is Status {
  return status?.state === 'up' || status?.state === 'degraded';
}

function changed(
  before: LinkStatus | undefined,
  state: State,
  atMs: number,
  afterMs: number,
  more: Pick<BareChange, 'reason' | 'evidence'>,
): BareChange | undefined {
  if (before?.state === state && before.reason === more.reason) return undefined;
  const notBeforeMs = Math.max(atMs, before?.sinceMs ?? atMs);
  return { state, atMs: notBeforeMs, afterMs: Math.min(afterMs, notBeforeMs), ...more };
}
