import { SEVERITIES, type Severity } from '../../record/incidents/incident-event.ts';
import type { EscalationOccasion, NewsOccasion } from '../../record/outbox/occasion.ts';

/** A message that goes into a digest, without its body: ten thousand of them are a few megabytes. */
export interface Step {
  readonly id: number;
  readonly thread: string;
  readonly type: 'news' | 'escalation';
  /** Of `news`. */
  readonly news?: string;
  readonly severity: Severity;
  readonly atMs: number;
}

export interface FoldedSteps {
  /** Ids of those that are named, the gravest first. */
  readonly named: readonly number[];
  /** Lines beyond those. */
  readonly more: number;
  /** Those that are not named among them. */
  readonly incidents: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * One line an incident: its last step, which tells when it was opened and how it stands. What somebody wrote, and that
 * nobody acknowledged it, are lines of their own.
 */
export function foldSteps(steps: Iterable<Step>, mostNamed: number): FoldedSteps {
  const lines = new Map<string, Step>();
  const incidents = new Set<string>();
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const step of steps) {
    lines.set(lineOf(step), step);
    incidents.add(step.thread);
    fromMs = Math.min(fromMs, step.atMs);
    toMs = Math.max(toMs, step.atMs);
  }
  const sorted = [...lines.values()].sort(
    (a, b) => graveness(b) - graveness(a) || b.atMs - a.atMs || b.id - a.id,
  );
  const named = sorted.slice(0, mostNamed).map(({ id }) => id);
  return { named, more: sorted.length - named.length, incidents: incidents.size, fromMs, toMs };
}

function lineOf({ id, thread, type, news }: Step): string {
  if (type === 'escalation') return `escalation ${thread}`;
  return news === 'noted' ? `note ${id}` : `news ${thread}`;
}

/** What is over comes after what is not. */
const graveness = ({ severity, type, news }: Step): number =>
  SEVERITIES.indexOf(severity) + (news === 'resolved' ? 0 : 10) + (type === 'escalation' ? 20 : 0);

/** Without what no line of a digest tells. */
export function shorten(item: NewsOccasion | EscalationOccasion): NewsOccasion | EscalationOccasion {
  if (item.type === 'escalation') return { ...item, timeline: [] };
  const { joined, left } = item;
  return { ...item, timeline: [], joined: { ...joined, some: [] }, left: { ...left, some: [] } };
}
