import type { Picture } from '../../../core/domain/notifier.ts';
import { cleanLine, MOST_OF_A_NOTE } from '../../../core/text/clean-line.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type {
  EscalationOccasion,
  NewsOccasion,
  TimelineStep,
} from '../../../ledger/record/outbox/occasion.ts';
import { addressesOf } from './addresses.ts';
import { entityList, extentRows, placeRows, type Writing } from './incident-rows.ts';
import type { ComposeOptions } from './words/compose-options.ts';
import { brief, nameAreas, renderSubject, restoredMs, tellCameras } from './words/incident-words.ts';
import { firstParty, nextSteps, withPhone } from './words/next-steps.ts';
import { type RootView, viewRoot } from './words/root-view.ts';
import { nameRoot, tellIncidentId } from './words/root-words.ts';
import type { Block, Row, Sheet, Tone } from './words/sheet.ts';

/** What is written of one step of an incident, or of one that nobody takes. */
export function incidentSheet(
  occasion: NewsOccasion | EscalationOccasion,
  writing: Writing,
  options: ComposeOptions,
  pictures: readonly Picture[],
): Sheet {
  const { texts, city, formats } = writing;
  const { incident, members } = occasion;
  const view = viewRoot(incident.root, city);
  const extent: Block = {
    type: 'rows',
    title: texts.titles.extent,
    rows: [
      ...numberRow(incident, writing, options),
      timeRow(occasion, writing),
      ...extentRows(incident, members, view, writing),
    ],
  };
  const links: Block = {
    type: 'links',
    title: texts.titles.links,
    links: addressesOf(incident, view, writing, options, isOver(occasion) ? occasion.atMs : undefined),
  };
  const blocks: readonly (Block | undefined)[] = isRemark(occasion)
    ? [extent, links]
    : [
        isOver(occasion) ? undefined : stepsBlock(incident, view, writing),
        extent,
        { type: 'rows', title: texts.titles.place, rows: placeRows(view, writing) },
        ...pictures.map((picture) => ({ type: 'picture', picture }) as const),
        ...changes(occasion, writing),
        isOver(occasion) || members.count < 2
          ? undefined
          : entityList(texts.titles.members, members, writing),
        courseBlock(occasion, writing),
        toldBlock(occasion, writing),
        links,
      ];
  const id = tellIncidentId(incident.id, city);
  return {
    subject: renderSubject(brief(occasion, writing)),
    tone: toneOf(occasion),
    badge: texts.badge(texts.news[newsOf(occasion)], texts.severities[incident.severity]),
    headline: headlineOf(occasion, view, writing),
    lead: leadOf(occasion, view, writing),
    blocks: blocks.filter((block) => block !== undefined).filter(hasContent),
    footer: [...(id === undefined ? [] : [texts.footer.incident(id)]), texts.footer.sender(formats.timeZone)],
  };
}

export const isOver = (occasion: NewsOccasion | EscalationOccasion): boolean =>
  occasion.type === 'news' && occasion.news === 'resolved';

/** Of what a person did: nothing else has changed. */
export const isRemark = (occasion: NewsOccasion | EscalationOccasion): boolean =>
  occasion.type === 'news' && (occasion.news === 'acknowledged' || occasion.news === 'noted');

export function newsOf(occasion: NewsOccasion | EscalationOccasion): keyof Writing['texts']['news'] {
  if (occasion.type === 'escalation') return 'escalation';
  return occasion.news === 'resolved' && occasion.mergedInto !== undefined ? 'merged' : occasion.news;
}

function hasContent(block: Block): boolean {
  switch (block.type) {
    case 'rows':
      return block.rows.length > 0;
    case 'links':
      return block.links.length > 0;
    case 'steps':
    case 'list':
    case 'picture':
      return true;
  }
}

function toneOf(occasion: NewsOccasion | EscalationOccasion): Tone {
  if (isRemark(occasion)) return 'neutral';
  if (isOver(occasion)) return newsOf(occasion) === 'merged' ? 'neutral' : 'well';
  return occasion.incident.service === 'degraded' || occasion.incident.severity === 'minor'
    ? 'degraded'
    : 'lost';
}

export function headlineOf(
  occasion: NewsOccasion | EscalationOccasion,
  view: RootView,
  writing: Writing,
): string {
  const { texts, formats } = writing;
  const { incident, atMs } = occasion;
  const root = nameRoot(view, writing);
  const at = formats.timeAndDate(atMs);
  if (newsOf(occasion) === 'merged') return texts.headline.merged(root, at);
  if (isOver(occasion)) {
    const backMs = restoredMs(incident, atMs);
    return texts.headline.resolved(
      root,
      formats.timeAndDate(backMs),
      texts.duration(backMs - incident.sinceMs),
    );
  }
  const since = formats.timeAndDate(incident.sinceMs);
  if (view.clockDoubt) return texts.headline.clockSince(root, since);
  return view.what === 'collector'
    ? texts.headline.blindSince(root, since)
    : texts.headline.lostSince(root, since);
}

export function leadOf(
  occasion: NewsOccasion | EscalationOccasion,
  view: RootView,
  writing: Writing,
): readonly string[] {
  const { lead } = writing.texts;
  const { incident } = occasion;
  if (isOver(occasion)) return newsLead(occasion, view, writing);
  if (isRemark(occasion)) {
    return [...newsLead(occasion, view, writing), ...camerasLead(incident, view, writing)];
  }
  return [
    ...camerasLead(incident, view, writing),
    ...callLead(incident, view, writing),
    ...(incident.behind && incident.lostNow <= incident.behind.things ? [lead.early(incident.behind)] : []),
    ...newsLead(occasion, view, writing),
    ...(incident.service === 'degraded' ? [lead.degraded] : []),
    ...(view.what === 'collector' ? [blindLead(view, writing)] : []),
    ...(view.common ? [lead.probable] : []),
    ...(incident.isFlapping ? [lead.flapping] : []),
    ...(incident.isMuted ? [lead.muted] : []),
  ];
}

function blindLead({ clockDoubt }: RootView, { texts: { lead, exactDuration } }: Writing): string {
  if (!clockDoubt) return lead.blind;
  return lead.clock(exactDuration(Math.abs(clockDoubt.offMs)), clockDoubt.offMs > 0);
}

/** Of one camera that is down by itself the headline says it. */
function camerasLead(incident: IncidentSummary, view: RootView, writing: Writing): readonly string[] {
  const { texts } = writing;
  const { camerasLost, lostNow } = incident;
  if (camerasLost === 0 || lostNow <= 1) return [];
  const lost = tellCameras(incident, view, texts);
  return [texts.lead.cameras(lost, nameAreas(incident, view, writing))];
}

/** Whom to call stands among the first lines: a telephone shows no more of a mail. */
function callLead(incident: IncidentSummary, view: RootView, { texts, city }: Writing): readonly string[] {
  const party = incident.acknowledgedBy === undefined ? firstParty(view, city) : undefined;
  return party ? [`${texts.item.call(withPhone(party.name, party.phone, texts))}.`] : [];
}

function newsLead(
  occasion: NewsOccasion | EscalationOccasion,
  view: RootView,
  writing: Writing,
): readonly string[] {
  const { texts, city, formats } = writing;
  const { lead } = texts;
  if (occasion.type === 'escalation') return [lead.escalation(texts.duration(occasion.afterMs))];
  const by = city.personName(occasion.by ?? '');
  const at = formats.timeAndDate(occasion.atMs);
  const note = occasion.note === undefined ? [] : [lead.note(cleanLine(occasion.note, MOST_OF_A_NOTE))];
  switch (occasion.news) {
    case 'reopened':
      return [lead.again(occasion.incident.times)];
    case 'cause-changed':
      return [lead.causeChanged(nameRoot(view, writing))];
    case 'unmuted':
      return [lead.unmuted];
    case 'acknowledged':
      return [lead.acknowledged(by, at), ...note];
    case 'noted':
      return [lead.noted(by, at), ...note];
    case 'resolved': {
      if (occasion.mergedInto === undefined) return note;
      const into = tellIncidentId(occasion.mergedInto, city);
      return [into === undefined ? lead.mergedElsewhere : lead.mergedInto(into)];
    }
    case 'opened':
    case 'grew':
    case 'shrank':
    case 'flapping':
      return [];
  }
}

/** To the second, with the offset: what a contract is settled by. */
/** Of what stands at a secret site no number is told, as no id is. */
function numberRow(
  incident: IncidentSummary,
  { texts, city }: Writing,
  { numberOf }: ComposeOptions,
): readonly Row[] {
  const value = tellIncidentId(incident.id, city) === undefined ? undefined : numberOf?.(incident);
  return value === undefined ? [] : [{ label: texts.labels.number, value }];
}

function timeRow(
  occasion: NewsOccasion | EscalationOccasion,
  { texts: { labels, exactDuration }, formats }: Writing,
): Row {
  const { incident, atMs } = occasion;
  const { sinceMs } = incident;
  if (!isOver(occasion) || newsOf(occasion) === 'merged')
    return { label: labels.since, value: formats.exact(sinceMs) };
  const backMs = restoredMs(incident, atMs);
  const value = `${formats.exactRange(sinceMs, backMs)}: ${exactDuration(backMs - sinceMs)}`;
  return { label: labels.outage, value };
}

const stepsBlock = (incident: IncidentSummary, view: RootView, writing: Writing): Block => ({
  type: 'steps',
  title: writing.texts.titles.steps,
  steps: nextSteps(incident, view, writing),
});

/** Since the last message. What opens has all of its members listed anyway, and what is over none. */
function changes(
  occasion: NewsOccasion | EscalationOccasion,
  writing: Writing,
): readonly (Block | undefined)[] {
  if (occasion.type === 'escalation' || isOver(occasion) || occasion.news === 'opened') return [];
  const { titles } = writing.texts;
  return [
    entityList(titles.joined, occasion.joined, writing),
    entityList(titles.left, occasion.left, writing),
  ];
}

const FIRST_STEPS = 2;
const LAST_STEPS = 10;

function courseBlock(
  occasion: NewsOccasion | EscalationOccasion,
  { texts, formats }: Writing,
): Block | undefined {
  if (occasion.timeline.length < 2) return undefined;
  const timeline = wholeCourse(occasion);
  const counts = timeline.some(({ cameras }) => cameras > 0);
  const line = ({ kind, atMs, cameras }: CourseStep) => ({
    text: texts.courseLine(
      formats.timeAndDate(atMs),
      texts.course[kind],
      counts && (cameras > 0 || !WITHOUT_COUNT.has(kind)) ? texts.cameras(cameras) : undefined,
    ),
  });
  const isLong = timeline.length > FIRST_STEPS + LAST_STEPS;
  const items = isLong
    ? [...timeline.slice(0, FIRST_STEPS).map(line), { text: '…' }, ...timeline.slice(-LAST_STEPS).map(line)]
    : timeline.map(line);
  return { type: 'list', title: texts.titles.course, items };
}

type CourseStep = Omit<TimelineStep, 'kind'> & { readonly kind: TimelineStep['kind'] | 'back' };

const WITHOUT_COUNT: ReadonlySet<CourseStep['kind']> = new Set(['since', 'back', 'resolved']);

/** With what was found out only afterwards: when it began and, of what is over, when its cause was back. */
function wholeCourse(occasion: NewsOccasion | EscalationOccasion): readonly CourseStep[] {
  const { incident, timeline, atMs } = occasion;
  const backMs = isOver(occasion) ? restoredMs(incident, atMs) : atMs;
  const known: readonly CourseStep[] = [
    ...(incident.times === 1 && timeline[0]?.kind !== 'since'
      ? [{ kind: 'since', atMs: incident.sinceMs, cameras: 0 } as const]
      : []),
    ...(backMs < atMs ? [{ kind: 'back', atMs: backMs, cameras: 0 } as const] : []),
  ];
  return [...known, ...timeline].toSorted((a, b) => a.atMs - b.atMs);
}

const MOST_TOLD = 20;

function toldBlock(
  occasion: NewsOccasion | EscalationOccasion,
  { texts, city, formats }: Writing,
): Block | undefined {
  if (occasion.type !== 'escalation' || occasion.told.length === 0) return undefined;
  const items = occasion.told.slice(0, MOST_TOLD).map(({ recipient, atMs }) => ({
    text: texts.toldAt(city.recipientName(recipient), formats.timeAndDate(atMs)),
  }));
  return { type: 'list', title: texts.titles.told, items };
}
