import type { State, UnknownReason } from '../../core/domain/state.ts';
import type { BareChange, Status } from '../judge/status.ts';
import { judgePort, SWITCHED_OFF } from './judge-port.ts';
import type { PortView } from './port-looks.ts';

/** What the inference needs to know of a device's `reach`; `undefined` where it is not watched now. */
export type ReachOf = (deviceId: string) => Status | undefined;

export type LinkStatus = Pick<Status, 'state' | 'reason' | 'sinceMs' | 'afterMs'>;

/** A link with everything that cannot be reached without it. */
export interface WatchedLink {
  readonly near: string | undefined;
  readonly behind: readonly string[];
  /** `device#interface` it is measured at. */
  readonly interfaceName: string | undefined;
}

export const NOT_MEASURED = 'not-measured' satisfies UnknownReason;
const NEAR_END_DOWN = 'near-end-down' satisfies UnknownReason;

const PORT_DOWN = 'port-down';

/**
 * A new state with its edges; `wait` where the near end must be probed first; `undefined` where nothing changes.
 * The near end comes first, then its port, then what stands behind.
 */
export function inferLink(
  link: WatchedLink,
  before: LinkStatus | undefined,
  reachOf: ReachOf,
  nowMs: number,
  port: PortView | undefined,
): BareChange | 'wait' | undefined {
  const { near, behind } = link;
  const nearEnd = near === undefined ? undefined : reachOf(near);
  if (near !== undefined && nearEnd?.state === 'down') {
    const { sinceMs, afterMs } = nearEnd;
    return changed(before, 'unknown', sinceMs, afterMs, { reason: NEAR_END_DOWN, evidence: { near } });
  }
  if (port && link.interfaceName !== undefined) {
    // The ordinary case first: thousands may stand behind.
    const proof = port.state !== 'up' && judgePort(port, behind.map(reachOf), link.interfaceName);
    if (proof) return proven(before, proof);
    const isUp = port.isFresh && port.state === 'up';
    if (isUp && !behind.some((id) => isKnown(reachOf(id)))) {
      return changed(before, 'up', port.firstMs, port.afterMs ?? port.firstMs, {});
    }
    if (behind.length === 0) return loseSight(before, port);
  }
  if (before && before.state !== 'unknown' && !behind.some((id) => isKnown(reachOf(id)))) {
    if (port?.isFresh && port.count === 0) return 'wait';
    const latestMs = behind.reduce((latest, id) => Math.max(latest, reachOf(id)?.sinceMs ?? nowMs), 0);
    return changed(before, 'unknown', latestMs, before.sinceMs, { reason: NOT_MEASURED });
  }
  const isPortUp = port?.isFresh === true && port.state === 'up';
  // The ordinary case first: one answer settles it, however many thousands stand behind.
  if (behind.some((id) => isAnswering(reachOf(id)))) {
    if (before?.state === 'up') return undefined;
    const answering = behind.map(reachOf).filter(isAnswering);
    const back = cameBack(before, nearEnd, isPortUp ? port : undefined);
    return back ? comeBack(before, answering, back) : comeUp(before, answering);
  }
  if (near !== undefined && !isAnswering(nearEnd) && !isPortUp) {
    return port?.isFresh && port.state === 'down' ? undefined : loseNearEnd(before, nearEnd, port, nowMs);
  }

  // Nobody switched it on again, as far as is known.
  if (before?.reason === SWITCHED_OFF && !isPortUp) return undefined;
  if (before?.reason === PORT_DOWN && isPortUp && behind.length < MIN_FALLEN_TOGETHER) {
    return changed(before, 'unknown', port.firstMs, port.afterMs ?? port.firstMs, { reason: NOT_MEASURED });
  }
  const fall = before?.state === 'down' ? undefined : commonFall(behind, reachOf);
  if (fall === undefined) return before?.state === 'up' ? loseProof(before, behind.map(reachOf)) : undefined;
  // What the near end or its port said before the last of them fell may be older than its own fall.
  const seenMs = Math.max(nearEnd?.lastAnswerMs ?? 0, isPortUp ? port.lastMs : 0);
  if (nearEnd && seenMs < fall.lastMs) return 'wait';
  // A way that is back says nothing of what is behind it until that was probed again.
  const back = cameBack(before, nearEnd, port);
  if (back && behind.some((id) => (reachOf(id)?.lastMs ?? back.atMs) < back.atMs)) return 'wait';
  const edge = back && back.atMs > fall.atMs ? { ...fall, ...back } : fall;
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

/** A port proves more than silence does: `unreachable` may become `port-down`. A state that stays keeps its reason otherwise. */
function proven(before: LinkStatus | undefined, proof: BareChange): BareChange | undefined {
  const { state, atMs, reason, evidence } = proof;
  // With no look before the first one, the last thing known is the state that the record had.
  const afterMs = proof.afterMs < atMs ? proof.afterMs : (before?.sinceMs ?? atMs);
  return changed(before, state, atMs, afterMs, {
    ...(reason !== undefined && { reason }),
    ...(evidence && { evidence }),
  });
}

/** A link that only its port speaks for, and that says nothing any more. */
function loseSight(before: LinkStatus | undefined, port: PortView): BareChange | undefined {
  if (before === undefined || before.state === 'unknown') return undefined;
  const { isFresh, state, count, firstMs, afterMs = before.sinceMs, lastMs } = port;
  if (!isFresh) return changed(before, 'unknown', lastMs, before.sinceMs, { reason: NOT_MEASURED });
  const saysNeither = state === 'unclear' && count >= 2;
  return saysNeither ? changed(before, 'unknown', firstMs, afterMs, { reason: NOT_MEASURED }) : undefined;
}

/** All is silent behind, and nobody knows whether the near end is well: whose silence it is cannot be told. */
function loseNearEnd(
  before: LinkStatus | undefined,
  nearEnd: Status | undefined,
  port: PortView | undefined,
  nowMs: number,
): BareChange | undefined {
  if (before === undefined || before.state === 'unknown') return undefined;
  const lastSeenMs = port && port.count > 0 ? port.lastMs : Number.NEGATIVE_INFINITY;
  const atMs = Math.max(nearEnd?.sinceMs ?? nowMs, lastSeenMs);
  const afterMs = Math.max(nearEnd?.afterMs ?? before.sinceMs, before.sinceMs);
  return changed(before, 'unknown', atMs, afterMs, { reason: NOT_MEASURED });
}

/** The edge at which the way to what is behind came back, where that is why the state is unknown. */
function cameBack(before: LinkStatus | undefined, nearEnd: Status | undefined, port: PortView | undefined) {
  if (nearEnd && before?.reason === NEAR_END_DOWN) return { atMs: nearEnd.sinceMs, afterMs: nearEnd.afterMs };
  if (port && before?.reason === SWITCHED_OFF)
    return { atMs: port.firstMs, afterMs: port.afterMs ?? port.firstMs };
  return undefined;
}

/** A link is up again with the first answer through it after its near end, or its port, came back. */
function comeBack(
  before: LinkStatus | undefined,
  answering: readonly Status[],
  back: { readonly atMs: number; readonly afterMs: number },
): BareChange | 'wait' | undefined {
  const answersMs = answering.flatMap(({ sinceMs, lastAnswerMs = Number.NEGATIVE_INFINITY, answeredMs }) => {
    if (lastAnswerMs < back.atMs) return [];
    return sinceMs >= back.atMs ? sinceMs : (answeredMs ?? lastAnswerMs);
  });
  return answersMs.length === 0 ? 'wait' : changed(before, 'up', Math.min(...answersMs), back.afterMs, {});
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
  const lastMs = together.reduce((last, { sinceMs }) => Math.max(last, sinceMs), atMs);
  return { afterMs, atMs, lastMs, count: together.length };
}

const isKnown = (status: Status | undefined) => status !== undefined && status.state !== 'unknown';

function isAnswering(status: Status | undefined): status is Status {
  return status?.state === 'up' || status?.state === 'degraded';
}

export function changed(
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
