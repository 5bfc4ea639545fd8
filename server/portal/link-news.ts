import type { Inventory } from '../../core/domain/inventory.ts';
import type { LiveStatus, LiveView } from '../../core/domain/sinks.ts';
import type { TrafficPlace, TrafficSample } from '../../core/domain/traffic.ts';
import type { LinkNews } from './portal-messages.ts';

type Links = Pick<Inventory, 'links'>['links'];

/** What is known of links, as far as it is another than what was told last: 10,000 are looked through in some milliseconds. */
export function createLinkNews(live: Pick<LiveView, 'linkStatuses' | 'traffic'>) {
  let told = new Map<string, string>();
  let toldAtMs = new Map<string, number>();
  let of: { readonly links: Links; readonly ports: ReadonlyMap<string, TrafficPlace> } | undefined;

  return (links: Links, hasBefore: boolean): LinkNews => {
    const isMore = hasBefore && of?.links === links;
    if (!isMore) [told, toldAtMs] = [new Map(), new Map()];
    if (of?.links !== links) of = { links, ports: portsOf(links) };
    const statuses = [...live.linkStatuses()].filter((status) => {
      const [key, text] = [`${status.indicator} ${status.entity}`, textOf(status)];
      if (told.get(key) === text) return false;
      told.set(key, text);
      return true;
    });
    const traffic: TrafficSample[] = [];
    for (const [id, port] of of.ports) {
      const sample = [...(live.traffic?.(port) ?? [])].find(({ linkId }) => linkId === id);
      if (!sample || toldAtMs.get(id) === sample.atMs) continue;
      toldAtMs.set(id, sample.atMs);
      traffic.push(sample);
    }
    return { statuses, traffic, ...(isMore && { isMore }) };
  };
}

function portsOf(links: Links): ReadonlyMap<string, TrafficPlace> {
  const ports = new Map<string, TrafficPlace>();
  for (const { id, interface: port } of links.values()) if (port) ports.set(id, port);
  return ports;
}

const textOf = ({ state, reason, sinceMs, afterMs, lastProbeMs, measuredMs }: LiveStatus): string =>
  `${state} ${reason} ${sinceMs} ${afterMs} ${lastProbeMs} ${measuredMs}`;
