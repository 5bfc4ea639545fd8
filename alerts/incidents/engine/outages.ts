import { isLost, type UnknownReason } from '../../../core/domain/state.ts';
import type { ChangeEvent } from '../../../ledger/record/incidents/incident-inputs.ts';
import { forgetFall, rememberFall } from './common-cause.ts';
import type { EngineContext } from './engine-context.ts';
import { findPastRoot } from './find-root.ts';
import type { Flapping } from './flapping.ts';
import type { Grouping } from './grouping.ts';
import { isTop } from './hangs-on.ts';
import type { Fall, Node, Outage, Task } from './model.ts';
import type { Network } from './network.ts';

/** What goes down and comes back, as the record has it. */
export interface Outages {
  readonly take: (change: ChangeEvent) => void;
  /** It is not watched any more. */
  readonly giveUp: (node: Node) => void;
  /** It is down, and settled when what it hangs on has been asked. */
  readonly wait: (node: Node) => void;
  readonly settle: (node: Node, outage: Outage) => void;
  readonly settleEarly: (task: PromptTask) => void;
}

export type PromptTask = Extract<Task, { readonly kind: 'prompt' }>;

const SWITCHED_OFF = 'switched-off' satisfies UnknownReason;
const MEASURING_FAULT = 'measuring-fault' satisfies UnknownReason;

export interface OutageParts {
  readonly network: Network;
  readonly grouping: Grouping;
  readonly flapping: Flapping;
}

export function createOutages(
  { options, agenda, book, nowMs }: EngineContext,
  { network, grouping, flapping }: OutageParts,
): Outages {
  const { known } = network;
  return { take, giveUp, wait, settle, settleEarly };

  /** It is not watched any more: what it was says nothing now. */
  function giveUp(node: Node): void {
    known.forgetAll(node);
    node.shut = undefined;
    if (node.cut) endCut(node, nowMs());
    if (node.outage) endOutage(node, node.outage);
    if (node.flapsUntilMs !== undefined) flapping.stop(node);
  }

  function take(change: ChangeEvent): void {
    const { indicator, state, atMs } = change;
    const node = network.nodeOf(change.entity);
    const before = known.of(node, indicator);
    if (before && atMs < before.atMs) return;
    if (state === 'unknown') {
      if (change.reason === SWITCHED_OFF) shut(node, change);
      if (change.reason === MEASURING_FAULT) forget(node, change);
      return;
    }
    const isDown = isLost(change);
    const wasShut = node.shut !== undefined;
    if (wasShut) open(node, atMs, isDown);
    known.set(node, indicator, { atMs, isDown });
    if (isDown) fall(node, change, before?.isDown !== true);
    else if (before?.isDown) rise(node, change);
    if (wasShut && isDown) grouping.nameCause(node);
  }

  /** What was decided to be a fault of ours was no outage of its: nobody goes on with it. */
  function forget(node: Node, { indicator, atMs }: ChangeEvent): void {
    known.forget(node, indicator);
    if (indicator === 'reach') endCut(node, atMs);
    if (known.isWell(node) && node.outage) endOutage(node, node.outage);
  }

  /** That it is switched off is nobody's outage; what is behind it is cut off by that all the same. */
  function shut(node: Node, { afterMs, atMs, recordedMs }: ChangeEvent): void {
    const { port } = node.facts;
    if (port === undefined || node.shut !== undefined) return;
    node.shut = port;
    node.cut ??= { afterMs, atMs, recordedMs };
    grouping.nameCause(node);
  }

  function open(node: Node, atMs: number, isDown: boolean): void {
    node.shut = undefined;
    if (isDown || node.outage) return;
    if (node.own?.status === 'open') node.own.backMs = atMs;
    endCut(node, atMs);
  }

  function fall(node: Node, change: ChangeEvent, isNew: boolean): void {
    const { atMs, recordedMs } = change;
    // Nothing was known before, so nothing says that it was up then.
    const afterMs = change.afterMs < atMs ? change.afterMs : Number.NEGATIVE_INFINITY;
    const isLate = recordedMs - atMs > options.lateMs;
    const fallen: Outage = { afterMs, atMs, recordedMs, isQuiet: isLate, isCounted: false };
    const cutsAnew = isNew && change.indicator === 'reach';
    if (cutsAnew) node.cut = goOn(node, fallen);
    if (!node.outage) {
      for (const spot of node.spots) spot.down++;
      beginOutage(node, fallen);
    } else if (node.outage.isQuiet && !isLate) beginOutage(node, fallen);
    else if (cutsAnew && !node.outage.isQuiet) wait(node);
  }

  /** What comes back only for a moment was not back: nobody behind it was asked. */
  function goOn({ lastCut }: Node, fallen: Fall): Fall {
    if (!lastCut || lastCut.endMs + options.settleMs < fallen.atMs) return fallen;
    const afterMs = Math.min(lastCut.afterMs, fallen.afterMs);
    return { afterMs, atMs: lastCut.atMs, recordedMs: fallen.recordedMs };
  }

  function beginOutage(node: Node, outage: Outage): void {
    node.outage = outage;
    if (outage.isQuiet) return;
    rememberFall(node, outage);
    if (node.own && node.own.status !== 'resolved') book.move(node, node.own);
    wait(node);
    flapping.prolong(node);
  }

  function wait(node: Node): void {
    const { outage } = node;
    if (!outage) return;
    const untilMs = nowMs() + options.settleMs;
    agenda.add(untilMs, { kind: 'settle', node, outage });
    if (isTop(node)) lookSoon({ kind: 'prompt', node, outage, untilMs });
  }

  /** Unless it is settled as soon. */
  function lookSoon(task: PromptTask): void {
    if (nowMs() + 2 * options.promptMs <= task.untilMs) agenda.add(nowMs() + options.promptMs, task);
  }

  function rise(node: Node, change: ChangeEvent): void {
    if (change.indicator === 'reach') endCut(node, change.atMs);
    if (known.isWell(node) && node.outage) endOutage(node, node.outage, change.atMs);
  }

  function endCut(node: Node, atMs: number): void {
    node.lastCut = node.cut && { ...node.cut, endMs: atMs };
    node.cut = undefined;
    grouping.letGo(node);
    if (node.below.length > 0 || node.own?.status === 'open')
      agenda.add(nowMs() + options.returnMs, { kind: 'recheck', node });
  }

  function endOutage(node: Node, { isQuiet }: Outage, backMs?: number): void {
    node.outage = undefined;
    for (const spot of node.spots) spot.down--;
    if (!isQuiet) forgetFall(node);
    grouping.unhold(node);
    book.remove(node, backMs);
    flapping.prolong(node);
  }

  function settleEarly(task: PromptTask): void {
    const { node, outage, untilMs } = task;
    if (node.outage !== outage || outage.isQuiet) return;
    if (grouping.settleEarly(node, outage, untilMs) === 'later') lookSoon(task);
  }

  function settle(node: Node, outage: Outage): void {
    const isPresent = node.outage === outage;
    if (isPresent) grouping.settle(node);
    if (outage.isCounted || outage.isQuiet) return;
    outage.isCounted = true;
    const { incident } = node;
    const isOwn = isPresent
      ? incident?.root.kind === 'entity' && incident.root.node === node
      : !findPastRoot(node, outage);
    if (isOwn) flapping.countTurn(node, outage.atMs);
  }
}
