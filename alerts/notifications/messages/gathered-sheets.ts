import { cutTo } from '../../../core/text/clean-line.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type {
  AgencyReport,
  DigestOccasion,
  EscalationOccasion,
  NewsOccasion,
  ReportOccasion,
  TestOccasion,
} from '../../../ledger/record/outbox/occasion.ts';
import { pageAddress } from './addresses.ts';
import type { Writing } from './incident-rows.ts';
import type { ComposeOptions } from './words/compose-options.ts';
import { brief, loss, renderSubject, restoredMs } from './words/incident-words.ts';
import { acknowledgePress, firstCall } from './words/next-steps.ts';
import { viewRoot } from './words/root-view.ts';
import { acknowledgeCommand, nameIncident, nameRoot, tellIncidentId } from './words/root-words.ts';
import type { Block, Item, Sheet } from './words/sheet.ts';

/** Incidents that are written of in a digest, and in each list of a report; the others are counted. */
const MOST_ITEMS = 40;
const MOST_OF_A_LIST = 25;
const MOST_AGENCIES = 200;
/** Of one incident, and of a person. */
const MOST_OF_A_LINE = 160;
const MOST_OF_A_PERSON = 60;

type DigestItem = NewsOccasion | EscalationOccasion;

/** Several messages as one: each incident once, as it stands now, with what was to be told of it. */
export function digestSheet(occasion: DigestOccasion, writing: Writing, options: ComposeOptions): Sheet {
  const { texts, formats } = writing;
  const { items, more, fromMs, toMs, reason } = occasion;
  const byIncident = [...Map.groupBy(items, ({ incident }) => incident.id).values()];
  const messages = items.length + more;
  const incidents = occasion.incidents ?? byIncident.length;
  const isAllOver = items.every((item) => item.type === 'news' && item.news === 'resolved');
  const [only = []] = byIncident;
  const alone = incidents === 1 ? ofOneIncident(only, messages, writing) : undefined;
  return {
    subject: renderSubject(alone ?? [texts.subject.digest(messages, incidents, formats.range(fromMs, toMs))]),
    tone: isAllOver ? 'well' : 'lost',
    badge: formats.range(fromMs, toMs),
    headline: alone ? oneLine(alone) : texts.headline.digest(messages, incidents),
    lead: [texts.lead.digest[reason]],
    blocks: [
      {
        type: 'list',
        title: texts.titles.incidents,
        items: byIncident.slice(0, MOST_ITEMS).flatMap((some) => digestItem(some, writing)),
        ...moreItems(byIncident.length + more, Math.min(byIncident.length, MOST_ITEMS), writing),
      },
      ...pageLink(writing, options),
    ],
    footer: [texts.footer.sender(formats.timeZone)],
  };
}

/** As a message of its own would say it. */
function ofOneIncident(
  items: readonly DigestItem[],
  messages: number,
  writing: Writing,
): readonly (string | undefined)[] | undefined {
  const last = items.toSorted((a, b) => a.atMs - b.atMs).at(-1);
  if (!last) return undefined;
  const [first = '', ...rest] = brief(last, writing);
  return [messages === 1 ? first : writing.texts.subject.digestOfOne(messages, first), ...rest];
}

const MOST_NEWS = 6;

function digestItem(some: readonly DigestItem[], writing: Writing): readonly Item[] {
  const { texts, formats } = writing;
  const inOrder = some.toSorted((a, b) => a.atMs - b.atMs);
  const last = inOrder.at(-1);
  if (!last) return [];
  const { incident } = last;
  const news = inOrder
    .slice(-MOST_NEWS)
    .map(
      (one) =>
        `${texts.news[one.type === 'news' ? one.news : 'escalation']} ${formats.timeAndDate(one.atMs)}`,
    );
  const isOver = last.type === 'news' && last.news === 'resolved';
  return [
    {
      text: oneLine(brief(last, writing)),
      details: [
        texts.item.since(formats.timeAndDate(incident.sinceMs)),
        texts.item.news(texts.list(news)),
        ...(isOver ? [] : openDetails(incident, writing)),
      ],
      ...(!isOver && acknowledging(incident, writing)),
    },
  ];
}

function openDetails(incident: IncidentSummary, writing: Writing): readonly string[] {
  const { texts, city } = writing;
  const call = firstCall(viewRoot(incident.root, city), city, MOST_OF_A_PERSON);
  return [
    ...(call === undefined ? [] : [texts.item.call(call)]),
    incident.acknowledgedBy === undefined
      ? texts.item.notAcknowledged
      : texts.item.acknowledgedBy(cutTo(city.personName(incident.acknowledgedBy), MOST_OF_A_PERSON)),
  ];
}

function acknowledging(incident: IncidentSummary, writing: Writing): Pick<Item, 'command' | 'press'> {
  if (incident.acknowledgedBy !== undefined) return {};
  const id = tellIncidentId(incident.id, writing.city);
  const press = acknowledgePress(id, writing);
  return press ? { press } : { command: acknowledgeCommand(writing, id) };
}

/** What a shift, day or week brought: what is still down first, since somebody must take it over. */
export function reportSheet(occasion: ReportOccasion, writing: Writing, options: ComposeOptions): Sheet {
  const { texts, formats, city } = writing;
  const { titles } = texts;
  const { period, fromMs, toMs, counts, opened, resolved, unresolved, acknowledged } = occasion;
  const range = formats.range(fromMs, toMs);
  const lists: readonly Block[] = [
    list(titles.unresolved, unresolved, counts.unresolved, (incident) => ({
      text: oneLine(loss(incident, writing)),
      details: [texts.item.since(formats.timeAndDate(incident.sinceMs)), ...openDetails(incident, writing)],
      // Who reads of a day or a week is seldom who acknowledges.
      ...(period === 'shift' ? acknowledging(incident, writing) : {}),
    })),
    list(titles.opened, opened, counts.opened, (incident) => ({
      text: oneLine(loss(incident, writing)),
      details: [texts.item.since(formats.timeAndDate(incident.sinceMs))],
    })),
    list(titles.resolved, resolved, counts.resolved, ({ incident, resolvedMs }) => ({
      text: oneLine([nameRoot(viewRoot(incident.root, city), writing)]),
      details: [
        texts.item.since(formats.timeAndDate(incident.sinceMs)),
        resolvedAfter(incident, restoredMs(incident, resolvedMs), writing),
      ],
    })),
    list(titles.acknowledged, acknowledged, acknowledged.length, ({ incident, by, atMs }) => ({
      text: texts.item.acknowledged(
        oneLine([nameIncident(incident, writing)]),
        cutTo(city.personName(by), MOST_OF_A_PERSON),
        formats.timeAndDate(atMs),
      ),
    })),
  ];
  const isQuiet = lists.every((block) => isEmpty(block));
  const { some: agencies = [], count: agencyCount = 0 } = occasion.agencies ?? {};
  const byAgency = list(
    titles.agencies,
    agencies,
    agencyCount,
    (one) => agencyItem(one, writing),
    MOST_AGENCIES,
  );
  return {
    subject: renderSubject([texts.subject.report(period, range), texts.subject.reportCounts(counts)]),
    tone: counts.unresolved > 0 ? 'degraded' : 'neutral',
    badge: texts.subject.report(period, range),
    headline: texts.subject.reportCounts(counts),
    lead: isQuiet ? [texts.lead.nothing] : [],
    blocks: [...[byAgency, ...lists].filter((block) => !isEmpty(block)), ...pageLink(writing, options)],
    footer: [texts.footer.sender(formats.timeZone)],
  };

  function list<Given>(
    title: string,
    given: readonly Given[],
    count: number,
    write: (one: Given) => Item,
    most = MOST_OF_A_LIST,
  ): Block {
    const items = given.slice(0, most).map(write);
    return {
      type: 'list',
      title,
      items,
      ...moreItems(Math.max(count, given.length), items.length, writing),
    };
  }
}

function agencyItem({ agency, longest, ...counts }: AgencyReport, writing: Writing): Item {
  const { texts, city } = writing;
  const name = agency === undefined ? texts.noAgency : city.agencyName(agency);
  return {
    text: `${cutTo(name, MOST_OF_A_PERSON)}: ${texts.subject.reportCounts(counts)}`,
    ...(longest && { details: [longestOf(longest, writing)] }),
  };
}

function longestOf(
  { incident, isOpen, untilMs }: NonNullable<AgencyReport['longest']>,
  writing: Writing,
): string {
  const { texts, city } = writing;
  const root = oneLine([nameRoot(viewRoot(incident.root, city), writing)]);
  const endMs = isOpen ? untilMs : restoredMs(incident, untilMs);
  return texts.item.longest(root, texts.duration(endMs - incident.sinceMs), isOpen);
}

const resolvedAfter = ({ sinceMs }: IncidentSummary, backMs: number, { texts, formats }: Writing): string =>
  texts.item.resolvedAfter(formats.timeAndDate(backMs), texts.duration(backMs - sinceMs));

const isEmpty = (block: Block): boolean =>
  block.type === 'list' && block.items.length === 0 && block.more === undefined;

function moreItems(all: number, listed: number, { texts }: Writing): { readonly more?: string } {
  return all > listed ? { more: texts.moreIncidents(all - listed) } : {};
}

export function testSheet({ atMs, by }: TestOccasion, writing: Writing, options: ComposeOptions): Sheet {
  const { texts, formats, city } = writing;
  return {
    subject: renderSubject([texts.subject.test, formats.timeAndDate(atMs)]),
    tone: 'neutral',
    badge: texts.subject.test,
    headline: texts.headline.test(formats.timeAndDate(atMs)),
    lead: [texts.lead.test(city.personName(by)), texts.lead.testEnd],
    blocks: pageLink(writing, options),
    footer: [texts.footer.sender(formats.timeZone)],
  };
}

function pageLink({ texts }: Writing, { links, language }: ComposeOptions): readonly Block[] {
  const page = links?.page;
  if (!page) return [];
  const link = { text: texts.links.page, url: pageAddress(page.url, '/', language) };
  return [{ type: 'links', title: texts.titles.links, links: [link] }];
}

const oneLine = (parts: readonly (string | undefined)[]): string =>
  cutTo(upFirst(parts.filter((part) => part !== undefined).join(' · ')), MOST_OF_A_LINE);
