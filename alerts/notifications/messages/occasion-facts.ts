import { cleanLine, cutTo, MOST_OF_A_NOTE } from '../../../core/text/clean-line.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type {
  EscalationOccasion,
  NewsOccasion,
  Occasion,
  ReportOccasion,
} from '../../../ledger/record/outbox/occasion.ts';
import { type MessageFacts, MOST_LISTED } from './facts.ts';
import { briefFacts, entitiesFacts, incidentFacts, present, referenceOf } from './incident-facts.ts';
import type { Writing } from './incident-rows.ts';
import { isOver, isRemark } from './incident-sheet.ts';
import type { ComposeOptions } from './words/compose-options.ts';
import { brief } from './words/incident-words.ts';
import { firstCall, optionally } from './words/next-steps.ts';
import { viewRoot } from './words/root-view.ts';
import type { Sheet } from './words/sheet.ts';

/** Of one SMS in some gateways, of two in others. */
const MOST_OF_A_SHORT_TEXT = 160;

export function occasionFacts(
  occasion: Occasion,
  sheet: Sheet,
  writing: Writing,
  options: ComposeOptions,
): MessageFacts {
  const { formats, city } = writing;
  const common = {
    version: 1,
    language: options.language,
    subject: sheet.subject,
    short: shortText(occasion, sheet, writing),
  } as const;
  switch (occasion.type) {
    case 'news': {
      const { news, atMs, incident, joined, left, members, mergedInto, by, note } = occasion;
      return {
        ...common,
        type: 'news',
        news,
        at: formats.iso(atMs),
        incident: incidentFacts(incident, writing, options, isOver(occasion) ? atMs : undefined),
        joined: entitiesFacts(joined, writing),
        left: entitiesFacts(left, writing),
        members: entitiesFacts(members, writing),
        ...present({
          merged_into: optionally(mergedInto, referenceOf),
          by: optionally(by, city.personName),
          note: optionally(note, (text) => cleanLine(text, MOST_OF_A_NOTE)),
        }),
      };
    }
    case 'escalation':
      return {
        ...common,
        type: 'escalation',
        at: formats.iso(occasion.atMs),
        incident: incidentFacts(occasion.incident, writing, options),
        members: entitiesFacts(occasion.members, writing),
        after_seconds: Math.round(occasion.afterMs / 1_000),
        told: occasion.told.slice(0, MOST_LISTED).map(({ recipient, atMs }) => ({
          recipient: cleanLine(recipient),
          at: formats.iso(atMs),
        })),
      };
    case 'digest':
      return {
        ...common,
        type: 'digest',
        reason: occasion.reason,
        from: formats.iso(occasion.fromMs),
        to: formats.iso(occasion.toMs),
        messages: occasion.items.length + occasion.more,
        items: occasion.items.slice(0, MOST_LISTED).map((item) => ({
          news: item.type === 'news' ? item.news : 'escalation',
          at: formats.iso(item.atMs),
          incident: briefFacts(item.incident, writing),
        })),
      };
    case 'report':
      return { ...common, ...reportFacts(occasion, writing) };
    case 'test':
      return { ...common, type: 'test', at: formats.iso(occasion.atMs), by: city.personName(occasion.by) };
  }
}

function reportFacts(occasion: ReportOccasion, writing: Writing) {
  const { formats, city } = writing;
  const { period, fromMs, toMs, counts, opened, resolved, unresolved, acknowledged } = occasion;
  return {
    type: 'report',
    period,
    from: formats.iso(fromMs),
    to: formats.iso(toMs),
    counts: { opened: counts.opened, resolved: counts.resolved, unresolved: counts.unresolved },
    ...(occasion.agencies && {
      agencies: occasion.agencies.some.map(({ agency, ...of }) => ({
        ...(agency !== undefined && { id: cleanLine(agency) }),
        name: agency === undefined ? writing.texts.noAgency : city.agencyName(agency),
        opened: of.opened,
        resolved: of.resolved,
        unresolved: of.unresolved,
      })),
    }),
    opened: opened.slice(0, MOST_LISTED).map((incident) => briefFacts(incident, writing)),
    resolved: resolved.slice(0, MOST_LISTED).map(({ incident, resolvedMs }) => ({
      incident: briefFacts(incident, writing),
      at: formats.iso(resolvedMs),
    })),
    unresolved: unresolved.slice(0, MOST_LISTED).map((incident) => briefFacts(incident, writing)),
    acknowledged: acknowledged.slice(0, MOST_LISTED).map(({ incident, by, atMs }) => ({
      incident: referenceOf(incident),
      by: city.personName(by),
      at: formats.iso(atMs),
    })),
  } as const;
}

function shortText(occasion: Occasion, { subject, headline }: Sheet, writing: Writing): string {
  const { texts } = writing;
  if (occasion.type === 'news' || occasion.type === 'escalation') return shortIncident(occasion, writing);
  const line = occasion.type === 'test' ? headline : subject.replace(/^\[camwatch\] /, '');
  return cutTo(texts.short([line]), MOST_OF_A_SHORT_TEXT);
}

const MOST_OF_A_NAME = 40;
const LEAST_OF_A_LOSS = 40;

/** What, where, why; since when; whom to call. The first is cut to make room: half a telephone number helps nobody. */
function shortIncident(occasion: NewsOccasion | EscalationOccasion, writing: Writing): string {
  const { texts, city, formats } = writing;
  const { incident } = occasion;
  const parts = brief(occasion, writing).filter((part) => part !== undefined);
  const what = upFirst(parts.join(', '));
  const isShort = isOver(occasion) || isRemark(occasion);
  const call = isShort ? undefined : firstCall(viewRoot(incident.root, city), city, MOST_OF_A_NAME);
  const after = [
    ...(isShort ? [] : [texts.item.since(formats.timeAndDate(incident.sinceMs))]),
    ...(call === undefined ? [] : [texts.item.call(call)]),
  ];
  const room = MOST_OF_A_SHORT_TEXT - texts.short(['', ...after]).length;
  return cutTo(texts.short([cutTo(what, Math.max(room, LEAST_OF_A_LOSS)), ...after]), MOST_OF_A_SHORT_TEXT);
}
