import { parseEntity } from '../../../../core/domain/state.ts';
import { cleanLine, MOST_OF_A_NAME } from '../../../../core/text/clean-line.ts';
import type {
  IncidentRoot,
  ProbableCommonCause,
} from '../../../../ledger/record/incidents/incident-event.ts';
import { GROUP_KINDS } from '../../../../ledger/record/incidents/incident-event.ts';
import { type RootView, viewRoot } from './root-view.ts';
import type { MessageTexts } from './texts.ts';
import type { ToldCity } from './told-city.ts';
import { renderCommand, type Ways } from './ways.ts';

export interface Words {
  readonly texts: MessageTexts;
  readonly city: ToldCity;
  readonly ways?: Ways;
}

/** `link Hàng Bài`, `collector hanoi-1`, `38 devices at cabinet T-12`. */
export function nameRoot(view: RootView, { texts, city }: Words, most = MOST_OF_A_NAME): string {
  const { what, device, port, link, common, collector } = view;
  if (collector !== undefined) return texts.collector(cleanLine(collector, most));
  if (common) return nameCommon(common, view, { texts, city }, most);
  if (link) return texts.named('link', cleanLine(link.name, most));
  if (!device || what === 'withheld') return texts.withheld;
  const name = texts.named(device.kind, cleanLine(device.name, most));
  return port === undefined ? name : texts.portOff(cleanLine(port, most), name);
}

/** As above; of a common cause it says that it is one, and of a collector whether its clock is why. */
export function nameCause(view: RootView, words: Words, most = MOST_OF_A_NAME): string {
  const name = nameRoot(view, words, most);
  if (view.clockDoubt) return words.texts.subject.clock(name);
  return view.common ? words.texts.commonCause(name) : name;
}

function nameCommon(
  { by, name, what, fallen }: ProbableCommonCause,
  { device, site, area, carrier }: RootView,
  { texts, city }: Words,
  most: number,
): string {
  const place = {
    switch: device?.name,
    site: site?.name,
    cabinet: name,
    area: area === undefined ? undefined : city.areaName(area),
    'area-carrier': area === undefined ? undefined : city.areaName(area),
  }[by];
  return texts.commonThings({
    by,
    name: cleanLine(place ?? name, most),
    what,
    fallen,
    ...(carrier && { carrier: city.contractorName(carrier) }),
  });
}

/** A device or link; `undefined` where it is not told. */
export function nameEntity(entity: string, { texts, city }: Words): string | undefined {
  const parsed = parseEntity(entity);
  if (!parsed) return undefined;
  if (parsed.kind === 'link') {
    const link = city.link(parsed.id);
    return link && texts.named('link', cleanLine(link.name));
  }
  const device = city.device(parsed.id);
  return device && texts.named(device.kind, cleanLine(device.name));
}

/** As it is called, without a word for what it is: in pictures, where room is scarce. */
export function bareNameOf(entity: string, { city }: Words): string | undefined {
  const parsed = parseEntity(entity);
  const found = parsed?.kind === 'link' ? city.link(parsed.id) : parsed && city.device(parsed.id);
  return found && cleanLine(found.name);
}

/** An incident of which only the id is known: what its root is called, else the id. */
export function nameIncident(id: string, words: Words): string {
  const root = rootOfId(id);
  if (tellIncidentId(id, words.city) === undefined || !root) return words.texts.withheld;
  return root.kind === 'common' ? id : nameRoot(viewRoot(root, words.city), words);
}

/** The id of an incident names its root: `undefined` where that is not told, or the id could not be copied. */
export function tellIncidentId(id: string, city: ToldCity): string | undefined {
  if (id !== cleanLine(id)) return undefined;
  const root = rootOfId(id);
  return root && viewRoot(root, city).what !== 'withheld' ? id : undefined;
}

function rootOfId(id: string): IncidentRoot | undefined {
  const [, name = '', atMs] = /^(.+)@(\d+)$/.exec(id) ?? [];
  const parsed = parseEntity(name);
  if (parsed?.kind === 'device') return { kind: 'entity', entity: `device:${parsed.id}` };
  if (parsed?.kind === 'link') return { kind: 'entity', entity: `link:${parsed.id}` };
  if (name.startsWith('collector:')) return { kind: 'collector', collector: name.slice('collector:'.length) };
  const [, what, kind, place = ''] = /^(device|link)s:([a-z-]+):(.+)$/.exec(name) ?? [];
  const by = GROUP_KINDS.find((one) => one === kind);
  if (by === undefined || (what !== 'device' && what !== 'link')) return undefined;
  const openedMs = Number(atMs);
  return { kind: 'common', by, name: place, what, fallen: 0, of: 0, firstMs: openedMs, lastMs: openedMs };
}

/** What acknowledges an incident, or lists those whose id is not told. */
export function acknowledgeCommand({ ways = {} }: Words, id: string | undefined, as?: string): string {
  if (id === undefined) return renderCommand(ways, ['incidents', 'list']);
  return renderCommand(ways, ['incidents', 'ack', id, ...(as === undefined ? [] : ['--as', as])]);
}
