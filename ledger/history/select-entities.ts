import type { Device, Link } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type Versions, valueAt, versionsIn } from '../../core/time/versions.ts';
import { DecisionError } from '../decisions/decision-error.ts';
import type { InventoryHistory } from './history.ts';

export const SELECTOR_KINDS = ['device', 'link', 'site', 'area', 'agency', 'contract', 'cabinet'] as const;
export type SelectorKind = (typeof SELECTOR_KINDS)[number];

/** What people name: devices and links by themselves, and all that each of the other kinds has in common. */
export type Selector = Readonly<Partial<Record<SelectorKind, readonly string[]>>>;

/**
 * The devices and links that are meant, as things were at some instant of the interval, in order of their names:
 * those named by themselves, and those that match all the other kinds that are given, any one name of each.
 * A link stands where its far end stands.
 * @throws SELECTION_UNKNOWN for a name that is not on record, and where nothing is meant.
 */
export function selectEntities(
  history: InventoryHistory,
  selector: Selector,
  interval: Interval,
): readonly Entity[] {
  const { device = [], link = [], ...rest } = selector;
  checkNames(history, selector);
  const entities = new Set<Entity>([...device.map(deviceEntity), ...link.map(linkEntity)]);
  const matches = createMatcher(history, rest, interval);
  if (Object.values(rest).some((names) => names.length > 0)) {
    for (const [id, versions] of history.devices)
      if (versionsIn(versions, interval).some(({ value }) => matches.device(value)))
        entities.add(deviceEntity(id));
    for (const [id, versions] of history.links)
      if (versionsIn(versions, interval).some(({ value }) => matches.link(value)))
        entities.add(linkEntity(id));
  }
  if (entities.size > 0) return [...entities].sort();
  throw new DecisionError('SELECTION_UNKNOWN', {
    en: `expected devices or links, found none at that time for ${renderSelector(selector) || 'no selection'}`,
    vi: `cần thiết bị, đường truyền, vào lúc đó không có cho ${renderSelector(selector) || 'lựa chọn trống'}`,
  });
}

/** `--area ba-dinh --contract keeper`: as it is typed. */
export function renderSelector(selector: Selector): string {
  return SELECTOR_KINDS.flatMap((kind) => (selector[kind] ?? []).map((name) => `--${kind} ${name}`)).join(
    ' ',
  );
}

function createMatcher(
  history: InventoryHistory,
  { site = [], area = [], agency = [], contract = [], cabinet = [] }: Omit<Selector, 'device' | 'link'>,
  { fromMs }: Interval,
) {
  const sites = new Map(
    [...history.sites].map(([id, versions]) => [id, valueAt(versions, fromMs) ?? versions[0]?.value]),
  );
  const isPlace = (siteId: string | undefined): boolean => {
    const place = siteId === undefined ? undefined : sites.get(siteId);
    return isAny(site, siteId) && isAny(area, place?.area) && isAny(cabinet, place?.cabinet);
  };
  const device = (one: Device): boolean =>
    isPlace(one.site) &&
    isAny(agency, one.agency) &&
    (contract.length === 0 || one.contracts.some((id) => contract.includes(id)));
  const farDevice = ({ far }: Link): Device | undefined =>
    far.startsWith('device:') ? latest(history.devices.get(far.slice('device:'.length)), fromMs) : undefined;
  const link = (one: Link): boolean => {
    const end = farDevice(one);
    const siteId = end?.site ?? one.far.replace(/^site:/, '');
    return (
      isPlace(siteId) &&
      isAny(agency, end?.agency) &&
      (contract.length === 0 || one.contracts.some((id) => contract.includes(id)))
    );
  };
  return { device, link };
}

const latest = <Value>(versions: Versions<Value> | undefined, atMs: number): Value | undefined =>
  valueAt(versions, atMs) ?? versions?.[0]?.value;

/** A kind that nobody asked for excludes nothing. */
const isAny = (names: readonly string[], name: string | undefined): boolean =>
  names.length === 0 || (name !== undefined && names.includes(name));

function checkNames(history: InventoryHistory, selector: Selector): void {
  const known: Readonly<Record<SelectorKind, () => readonly string[]>> = {
    device: () => [...history.devices.keys()],
    link: () => [...history.links.keys()],
    site: () => [...history.sites.keys()],
    area: () => [...history.areas.keys()],
    agency: () => [...history.agencies.keys()],
    contract: () => [...history.contracts.keys()],
    cabinet: () =>
      [...history.sites.values()].flatMap((versions) => versions.flatMap(({ value }) => value.cabinet ?? [])),
  };
  for (const kind of SELECTOR_KINDS) {
    const names = selector[kind] ?? [];
    if (names.length === 0) continue;
    const all = new Set(known[kind]());
    const unknown = names.find((name) => !all.has(name));
    if (unknown === undefined) continue;
    const suggestion = suggestName(unknown, [...all]);
    throw new DecisionError('SELECTION_UNKNOWN', {
      en: `--${kind}: expected one that is on record, got "${unknown}"${suggestion === undefined ? '' : `; perhaps "${suggestion}"`}`,
      vi: `--${kind}: cần mục có trong sổ ghi, nhận được "${unknown}"${suggestion === undefined ? '' : `; có phải "${suggestion}"`}`,
    });
  }
}
