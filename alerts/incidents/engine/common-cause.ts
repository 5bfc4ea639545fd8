import type { CommonCauseOptions } from './engine-input.ts';
import type { Fall, Group, Incident, Node, Onset, Outage } from './model.ts';

export interface CommonCause {
  readonly group: Group;
  readonly fallen: readonly Node[];
  readonly onset: Onset;
}

/** Keeps in mind what may have fallen together with others of its groups. */
export function rememberFall(node: Node, outage: Outage): void {
  for (const group of node.groups) {
    // Each has one outage at a time: twice as many as there are have half of them over.
    if (group.recent.length > 2 * group.size + 16) group.recent = group.recent.filter(isPresent);
    group.recent.push({ node, outage });
    group.standing++;
  }
}

/** Whether something else took it along: then it says nothing of what fell with it. */
export function setTaken(node: Node, isTaken: boolean): void {
  if (node.isTaken === isTaken) return;
  node.isTaken = isTaken;
  for (const group of node.groups) group.standing += isTaken ? -1 : 1;
}

/** It is well again. */
export function forgetFall(node: Node): void {
  setTaken(node, false);
  for (const group of node.groups) group.standing--;
}

const isPresent = ({ node, outage }: Group['recent'][number]) => node.outage === outage;

/**
 * Where enough of what is there fell together with `node`: the group of which the most fell, the narrowest of such.
 * `stood` tells what was on its own feet: what something else took along proves nothing.
 */
export function findCommonCause(
  node: Node,
  outage: Outage,
  options: CommonCauseOptions,
  stood: (node: Node) => boolean,
): CommonCause | undefined {
  let best: CommonCause | undefined;
  for (const group of node.groups) {
    const least = Math.max(options.leastCount, Math.ceil(options.leastRatio * group.size));
    if (group.standing < Math.max(least, (best?.fallen.length ?? 0) + 1)) continue;
    const together = fellTogether(group, outage, options.onsetMs).filter(
      (other) => other.node === node || stood(other.node),
    );
    const found = withoutParts(mostAtOnce(together, outage, options.onsetMs));
    if (found.length >= least && found.length > (best?.fallen.length ?? 0)) {
      best = {
        group,
        fallen: found.map((other) => other.node),
        onset: onsetOf(found.map((one) => one.outage)),
      };
    }
  }
  return best;
}

/** Whether others of a kind fell with it in one place, where so few might still become a common cause. */
export const hasCompany = (
  node: Node,
  outage: Outage,
  { leastCount, onsetMs }: CommonCauseOptions,
  isOfKind: (node: Node) => boolean,
): boolean =>
  node.groups.some(
    (group) =>
      group.size >= leastCount &&
      fellTogether(group, outage, onsetMs).some(({ node: other }) => other !== node && isOfKind(other)),
  );

function fellTogether(group: Group, outage: Outage, onsetMs: number): Group['recent'] {
  const together: Group['recent'] = [];
  for (let index = group.recent.length - 1; index >= 0; index--) {
    const entry = group.recent[index];
    if (!entry || entry.outage.recordedMs < outage.afterMs - onsetMs) break;
    if (isPresent(entry) && !entry.outage.isQuiet && areTogether([entry.outage, outage], onsetMs))
      together.push(entry);
  }
  return together;
}

function areTogether(falls: readonly Fall[], onsetMs: number): boolean {
  const { firstMs, lastAfterMs } = onsetOf(falls);
  return lastAfterMs - firstMs <= onsetMs;
}

/** The most that may all have fallen within one stretch of `onsetMs`, `outage` among them. */
function mostAtOnce(entries: Group['recent'], outage: Outage, onsetMs: number): Group['recent'] {
  const starts = entries.map((entry) => entry.outage.afterMs - onsetMs).sort((a, b) => a - b);
  const ends = entries.map((entry) => entry.outage.atMs).sort((a, b) => a - b);
  let started = 0;
  let best = { fromMs: outage.atMs, count: 0 };
  for (const [ended, fromMs] of ends.entries()) {
    while (started < starts.length && (starts[started] ?? 0) <= fromMs) started++;
    const isWithin = outage.afterMs - onsetMs <= fromMs && fromMs <= outage.atMs;
    // Of equal ends the first counts all of them.
    if (isWithin && started - ended > best.count) best = { fromMs, count: started - ended };
  }
  return entries.filter(
    (entry) => entry.outage.afterMs - onsetMs <= best.fromMs && best.fromMs <= entry.outage.atMs,
  );
}

/** A common cause goes over to another one as a whole or not at all: they would take each other's members in turn. */
function withoutParts(entries: Group['recent']): Group['recent'] {
  const nodes = new Set(entries.map(({ node }) => node));
  const isWhole = new Map<Incident, boolean>();
  return entries.filter(({ node: { incident } }) => {
    if (incident?.root.kind !== 'common') return true;
    const known = isWhole.get(incident) ?? incident.root.fallen.isSubsetOf(nodes);
    isWhole.set(incident, known);
    return known;
  });
}

export function onsetOf(falls: readonly Fall[]): Onset {
  let onset: Onset = { firstMs: Number.POSITIVE_INFINITY, lastMs: 0, lastAfterMs: Number.NEGATIVE_INFINITY };
  for (const fall of falls) onset = widen(onset, fall);
  return onset;
}

export const widen = (onset: Onset, { atMs, afterMs }: Fall): Onset => ({
  firstMs: Math.min(onset.firstMs, atMs),
  lastMs: Math.max(onset.lastMs, atMs),
  lastAfterMs: Math.max(onset.lastAfterMs, afterMs),
});

/** A common cause that goes on, if an outage may have begun together with all of its others. */
export function openCommonCause(
  node: Node,
  outage: Outage,
  { onsetMs }: CommonCauseOptions,
): Group | undefined {
  return node.groups.find(({ common }) => {
    if (common === node.incident || common?.status === 'resolved' || common?.root.kind !== 'common')
      return false;
    const { firstMs, lastAfterMs } = widen(common.root.onset, outage);
    return lastAfterMs - firstMs <= onsetMs;
  });
}
