import type { Picture } from '../../../core/domain/notifier.ts';
import { cutTo } from '../../../core/text/clean-line.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { EscalationOccasion, NewsOccasion, Occasion } from '../../../ledger/record/outbox/occasion.ts';
import type { Writing } from './incident-rows.ts';
import { isOver, isRemark } from './incident-sheet.ts';
import { type BranchesBehind, createBranchFinder } from './pictures/branches.ts';
import { drawTimeline } from './pictures/draw-timeline.ts';
import { drawTopology } from './pictures/draw-topology.ts';
import { planTopology } from './pictures/plan-topology.ts';
import { viewRoot } from './words/root-view.ts';
import { nameRoot } from './words/root-words.ts';

/** Steps from which on a picture shows more than the sentence beside it. */
const LEAST_STEPS = 3;
const MOST_OF_AN_ALT_TEXT = 400;

/** What is shown of an incident: where it is while it lasts, and how it went once there is something to see. */
export function drawPictures(
  occasion: Occasion,
  writing: Writing,
  branchesBehind = createBranchFinder(),
): readonly Picture[] {
  if (occasion.type !== 'news' && occasion.type !== 'escalation') return [];
  if (isRemark(occasion)) return [];
  const pictures = [
    isOver(occasion) ? undefined : topology(occasion, writing, branchesBehind),
    timeline(occasion, writing),
  ];
  return pictures.filter((picture) => picture !== undefined);
}

function topology(
  occasion: NewsOccasion | EscalationOccasion,
  writing: Writing,
  branchesBehind: BranchesBehind,
): Picture | undefined {
  const { texts, city } = writing;
  const { incident, members } = occasion;
  const view = viewRoot(incident.root, city);
  const plan = planTopology({ incident, members, view, words: writing, branchesBehind });
  if (!plan) return undefined;
  const { topology: alt, moreBoxes } = texts.pictures;
  const parts = [
    ...plan.boxes.map(({ title, detail }) => `${title} (${detail})`),
    ...(plan.more > 0 ? [moreBoxes(plan.more)] : []),
  ];
  return {
    id: 'topology@camwatch',
    fileName: 'topology.png',
    contentType: 'image/png',
    bytes: drawTopology(plan, moreBoxes),
    alt: cutTo(alt(nameRoot(view, writing), texts.list(parts)), MOST_OF_AN_ALT_TEXT),
  };
}

function timeline(
  { timeline: steps }: NewsOccasion | EscalationOccasion,
  { texts, formats }: Writing,
): Picture | undefined {
  const inOrder = steps.toSorted((a, b) => a.atMs - b.atMs);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  const most = inOrder.reduce((top, { cameras }) => Math.max(top, cameras), 0);
  if (!first || !last || inOrder.length < LEAST_STEPS || most === 0) return undefined;
  const { timeline: alt, timelineTitle } = texts.pictures;
  const isShort = last.atMs - first.atMs < 24 * 3_600_000;
  return {
    id: 'timeline@camwatch',
    fileName: 'timeline.png',
    contentType: 'image/png',
    bytes: drawTimeline(inOrder, {
      title: timelineTitle,
      step: (kind) => upFirst(texts.course[kind]),
      clock: (atMs) => (isShort ? formats.time(atMs).slice(0, 5) : formats.timeAndDate(atMs)),
      count: formats.count,
    }),
    alt: alt(formats.timeAndDate(first.atMs), formats.timeAndDate(last.atMs), texts.cameras(most)),
  };
}
