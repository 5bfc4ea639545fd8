import { cutTo } from '../../../../core/text/clean-line.ts';
import { upFirst } from '../../../../core/text/up-first.ts';
import type { IncidentWords } from '../../../../core/words/incident-words-en.ts';
import type { IncidentSummary } from '../../../../ledger/record/incidents/incident-event.ts';
import type { EscalationOccasion, NewsOccasion } from '../../../../ledger/record/outbox/occasion.ts';
import { type RootView, viewRoot } from './root-view.ts';
import { nameCause, nameRoot, type Words } from './root-words.ts';
import type { MessageTexts } from './texts.ts';

const MOST_OF_A_SUBJECT = 120;
const PREFIX = '[camwatch] ';
/** So that all that a subject is made of has room in it. */
const MOST_OF_A_NAME = 48;

/** One line of at most 120 characters, the most important first: lists of mails are narrow. */
export function renderSubject(parts: readonly (string | undefined)[]): string {
  const line = parts.filter((part) => part !== undefined).join(' · ');
  return cutTo(`${PREFIX}${upFirst(line)}`, MOST_OF_A_SUBJECT);
}

/** When its cause was back: what hangs on it is asked only later. Where that is not known, when it was closed. */
export function restoredMs({ sinceMs, backMs }: IncidentSummary, closedMs: number): number {
  return backMs !== undefined && backMs >= sinceMs && backMs <= closedMs ? backMs : closedMs;
}

/** Of the wards that an incident is in. */
export function totalCameras({ areas }: IncidentSummary, view: RootView): number | undefined {
  if (view.what === 'withheld' || areas.length === 0) return undefined;
  return areas.reduce((sum, { of }) => sum + of, 0);
}

/** `212/230 cameras lost`, or, as long as not all were asked, how many hang on the root. */
export function tellCameras(incident: IncidentSummary, view: RootView, texts: MessageTexts): string {
  const { camerasLost, behind } = incident;
  if (behind && behind.cameras > camerasLost) return texts.camerasBehind(behind.cameras, camerasLost);
  return texts.camerasLost(camerasLost, totalCameras(incident, view));
}

/** `Hoan Kiem Ward and 3 other wards`, the one that lost most first. */
export function nameAreas(
  incident: IncidentSummary,
  view: RootView,
  { texts, city }: Words,
): string | undefined {
  if (view.what === 'withheld') return undefined;
  const [first, ...others] = incident.areas.toSorted((a, b) => b.lost - a.lost);
  const area = first?.area ?? view.area;
  if (area === undefined) return undefined;
  return others.length === 0 ? city.areaName(area) : texts.andMoreAreas(city.areaName(area), others.length);
}

/** What else is to be known of an incident before it is believed or worked on. */
export function tellFlags(
  { service, isFlapping, isMuted, times }: IncidentSummary,
  flags: IncidentWords['flags'],
): readonly string[] {
  return [
    ...(service === 'degraded' ? [flags.degraded] : []),
    ...(isFlapping ? [flags.flapping] : []),
    ...(isMuted ? [flags.muted] : []),
    ...(times > 1 ? [flags.again] : []),
  ];
}

/** Many sites are named with their ward: a subject has no room to say it twice. */
const unlessSaid = (area: string | undefined, name: string): string | undefined =>
  area !== undefined && name.includes(area) ? undefined : area;

/** What is lost, where and why: `212/230 cameras lost`, `Hoan Kiem Ward`, `link Hàng Bài`. */
export function loss(incident: IncidentSummary, words: Words): readonly (string | undefined)[] {
  const { texts, city } = words;
  const view = viewRoot(incident.root, city);
  const name = nameRoot(view, words, MOST_OF_A_NAME);
  const area = nameAreas(incident, view, words);
  if (view.clockDoubt) return [texts.subject.clock(name)];
  if (view.what === 'collector') return [texts.subject.blind(name)];
  if (incident.service === 'degraded') return [texts.subject.degraded(name), unlessSaid(area, name)];
  const isOneAlone = incident.lostNow <= 1 && incident.root.kind === 'entity';
  if (isOneAlone || incident.camerasLost === 0) {
    const saysWhere = view.common?.by === 'area' || view.common?.by === 'area-carrier';
    return [texts.subject.lost(name), saysWhere ? undefined : unlessSaid(area, name)];
  }
  return [tellCameras(incident, view, texts), area, nameCause(view, words, MOST_OF_A_NAME)];
}

/** What a list of incidents says of one, and a subject less its prefix. */
export function brief(
  occasion: NewsOccasion | EscalationOccasion,
  words: Words,
): readonly (string | undefined)[] {
  const { texts, city } = words;
  const { incident } = occasion;
  const { subject } = texts;
  const [first = '', ...rest] = loss(incident, words);
  if (occasion.type === 'escalation') return [subject.escalation(first), ...rest];
  const view = viewRoot(incident.root, city);
  const name = nameRoot(view, words, MOST_OF_A_NAME);
  const area = unlessSaid(nameAreas(incident, view, words), name);
  switch (occasion.news) {
    case 'opened':
      return [first, ...rest];
    case 'reopened':
      return [subject.again(first), ...rest];
    case 'cause-changed':
      return [subject.causeChanged(first), ...rest];
    case 'grew':
      return [subject.grew(first), ...rest];
    case 'shrank':
      return [subject.shrank(first), ...rest];
    case 'flapping':
      return [subject.flapping(name), area];
    case 'unmuted':
      return [subject.unmuted(first), ...rest];
    case 'acknowledged':
      return [subject.acknowledged(first), ...rest];
    case 'noted':
      return [subject.noted(first), ...rest];
    case 'resolved':
      return occasion.mergedInto === undefined
        ? [
            subject.resolved(name),
            area,
            subject.after(texts.duration(restoredMs(incident, occasion.atMs) - incident.sinceMs)),
          ]
        : [subject.merged(name), area];
  }
}
