import { MOST_OF_A_NAME } from '../../../core/text/clean-line.ts';
import { hours } from '../../../core/time/units.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { ComposeOptions, MessageLinks } from './words/compose-options.ts';
import type { RootView } from './words/root-view.ts';
import { tellIncidentId, type Words } from './words/root-words.ts';
import type { Link } from './words/sheet.ts';

/** Where more is to be seen of an incident; what an address would betray is not in it. */
export function addressesOf(
  incident: IncidentSummary,
  view: RootView,
  words: Words,
  { links = {}, language }: Pick<ComposeOptions, 'links' | 'language'>,
  endMs?: number,
): readonly Link[] {
  const { texts, city } = words;
  const { page, grafana } = links;
  const id = tellIncidentId(incident.id, city);
  const found: Link[] = [];
  if (page?.incidents !== undefined && id !== undefined) {
    const path = `${page.incidents}${inPath(id)}`;
    found.push({ text: texts.links.incident, url: pageAddress(page.url, path, language) });
  }
  if (page) {
    found.push({ text: texts.links.page, url: pageAddress(page.url, pathOf(view), language) });
  }
  if (grafana) {
    found.push({
      text: texts.links.grafana,
      url: grafanaAddress(grafana, view, words, { fromMs: incident.sinceMs - hours(1), endMs }),
    });
  }
  return found;
}

export const pageAddress = (url: string, path: string, language: ComposeOptions['language']): string =>
  `${withoutSlash(url)}${path}?lang=${language}`;

function pathOf({ device, link }: RootView): string {
  if (device && isShort(device.id)) return `/devices/${inPath(device.id)}`;
  return link && isShort(link.id) ? `/links/${inPath(link.id)}` : '/';
}

function grafanaAddress(
  { url, uids }: NonNullable<MessageLinks['grafana']>,
  view: RootView,
  { city }: Words,
  { fromMs, endMs }: { readonly fromMs: number; readonly endMs: number | undefined },
): string {
  const { device, link, area } = view;
  const district = city.inventory.areas.get(area ?? '')?.district;
  const [dashboard, variables] = target();
  const query = new URLSearchParams(
    Object.fromEntries([
      ...Object.entries(variables).flatMap(([name, value]) =>
        value === undefined ? [] : [[`var-${name}`, value] as const],
      ),
      ['from', String(fromMs)],
      ['to', endMs === undefined ? 'now' : String(endMs + hours(1))],
    ]),
  );
  return `${withoutSlash(url)}/d/${inPath(uids[dashboard])}?${query}`;

  function target(): readonly [keyof typeof uids, Readonly<Record<string, string | undefined>>] {
    if (device && isShort(device.id)) return ['device', { district, device: device.id }];
    if (link && isShort(link.id)) return ['links', { district, link: link.id }];
    if (view.collector !== undefined) return ['collector', {}];
    return district === undefined ? ['city', {}] : ['district', { district, area }];
  }
}

const withoutSlash = (url: string): string => (url.endsWith('/') ? url.slice(0, -1) : url);

/** Longer addresses are cut by mail programs. */
const isShort = (id: string): boolean => id.length <= MOST_OF_A_NAME;
const inPath = (id: string): string => encodeURIComponent(id.toWellFormed());
