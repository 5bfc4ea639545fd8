import type { Formats } from '../../../core/language/formats.ts';
import { cleanLine, knownLine } from '../../../core/text/clean-line.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import { MOST_NAMED, type NamedSome } from '../../../ledger/record/outbox/occasion.ts';
import { totalCameras } from './words/incident-words.ts';
import { callCarrier, callDuty, optionally, withPhone } from './words/next-steps.ts';
import type { RootView } from './words/root-view.ts';
import { nameEntity, tellIncidentId, type Words } from './words/root-words.ts';
import type { Block, Item, Row } from './words/sheet.ts';

/** Places beyond that are counted. */
const MOST_PLACES = 12;

export interface Writing extends Words {
  readonly formats: Formats;
}

/** How much is lost, and why: counts first. */
export function extentRows(
  incident: IncidentSummary,
  members: NamedSome,
  view: RootView,
  writing: Writing,
): readonly Row[] {
  const { texts, city, formats } = writing;
  const { labels } = texts;
  const { root, camerasLost, lostNow, lostEver, acknowledgedBy, leftFrom } = incident;
  const total = totalCameras(incident, view);
  const percent = optionally(total, (of) => formats.share(camerasLost, of));
  const left = optionally(leftFrom, (id) => tellIncidentId(id, city));
  return rows([
    [
      labels.evidence,
      root.kind === 'common' && view.common
        ? texts.evidence({ ...root, from: formats.time(root.firstMs), to: formats.time(root.lastMs) })
        : undefined,
    ],
    [
      labels.cameras,
      camerasLost === 0
        ? undefined
        : total === undefined
          ? formats.count(camerasLost)
          : texts.outOf(camerasLost, total, percent),
    ],
    [labels.areas, areaList(incident, view, writing)],
    [labels.blindSpots, blindSpotList(incident, view, writing)],
    [labels.lostNow, lostNow > 0 ? texts.things(lostNow) : undefined],
    [labels.lostEver, lostNow > 0 || lostEver === 0 ? undefined : texts.things(lostEver)],
    [labels.yours, members.count > 0 && members.count < lostNow ? texts.things(members.count) : undefined],
    [labels.acknowledged, optionally(acknowledgedBy, city.personName)],
    [labels.leftFrom, left],
  ]);
}

function areaList({ areas }: IncidentSummary, view: RootView, { texts, city }: Writing): string | undefined {
  if (view.what === 'withheld' || areas.length === 0) return undefined;
  const inOrder = areas.toSorted((a, b) => b.lost - a.lost);
  return listed(
    inOrder.map(({ area, lost, of }) => `${city.areaName(area)} ${texts.outOf(lost, of)}`),
    texts,
  );
}

function blindSpotList(
  { blindSpots }: IncidentSummary,
  view: RootView,
  { texts, city }: Writing,
): string | undefined {
  if (view.what === 'withheld' || blindSpots.length === 0) return undefined;
  const names = blindSpots.map(({ kind, name }) => {
    if (kind === 'area') return city.areaName(name);
    const site = city.site(name);
    return site ? texts.junction(cleanLine(site.name)) : texts.unnamedSite;
  });
  return listed(names, texts);
}

function listed(items: readonly string[], { list, moreAreas }: Writing['texts']): string {
  const more = items.length - MOST_PLACES;
  return list([...items.slice(0, MOST_PLACES), ...(more > 0 ? [moreAreas(more)] : [])]);
}

/** Where to go and whom to call. */
export function placeRows(view: RootView, { texts, city }: Writing): readonly Row[] {
  const { labels } = texts;
  const { site, area, link, contractors, contracts } = view;
  const { latitude, longitude } = site ?? {};
  return rows([
    [labels.site, knownLine(site?.name)],
    [labels.address, knownLine(site?.address)],
    [labels.area, optionally(area, city.areaName)],
    [
      labels.coordinates,
      latitude === undefined || longitude === undefined ? undefined : `${latitude}, ${longitude}`,
    ],
    [labels.cabinet, knownLine(site?.cabinet)],
    [labels.circuit, knownLine(link?.circuit)],
    [labels.carrier, callCarrier(view, texts)],
    [labels.duty, callDuty(view, texts)],
    ...contractors.map(({ name, hotline }) => [labels.contractor, withPhone(name, hotline, texts)] as const),
    ...contracts.map(
      ({ number, name }) => [labels.contract, texts.contract(knownLine(number), cleanLine(name))] as const,
    ),
  ]);
}

/** Those that are named first; what may not be named is counted. */
export function entityList(title: string, { some, count }: NamedSome, writing: Writing): Block | undefined {
  const { texts } = writing;
  if (count === 0) return undefined;
  const named = some.slice(0, MOST_NAMED).map((entity) => nameEntity(entity, writing));
  const hidden = named.filter((name) => name === undefined).length;
  const items: Item[] = named.flatMap((text) => (text === undefined ? [] : [{ text }]));
  if (hidden > 0) items.push({ text: `${texts.things(hidden)}: ${texts.unnamedSite}` });
  const more = count - named.length;
  return { type: 'list', title, items, ...(more > 0 && { more: texts.more(more) }) };
}

const rows = (all: readonly (readonly [label: string, value: string | undefined])[]): readonly Row[] =>
  all.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
