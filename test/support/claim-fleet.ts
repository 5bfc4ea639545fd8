import type { Contract } from '#core/domain/inventory.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { device, inventoryOf, link, openSite } from './inventory.ts';
import { hanoiAreas, sampleSettings } from './sample-fleet.ts';

/** The city of {@link createClaimCity} as pages show it, with names for people. */
export function claimFleet(terms: Contract['terms'] = {}): Shown {
  const camera = (id: string, name: string, site: string) =>
    device({
      ...{ id, name, site, agency: 'x', contractor: 'a', contracts: ['keeper'], upstreams: [['link:l-1']] },
    });
  const contract = (id: string, name: string, contractor: string): Contract => ({
    ...{ id, name, contractor, agency: 'x', fromMs: 0, sample: true },
    terms: { indicator: 'reach', period: 'month', ...terms },
  });
  const devices = [
    camera('cam-1', 'Camera Phố Huế 1', 'site-1'),
    camera('cam-2', 'Camera Phố Huế 2', 'site-1'),
    camera('cam-3', 'Camera Láng 1', 'site-2'),
  ];
  const links = [
    link({
      id: 'l-1',
      name: 'Phố Huế',
      far: 'site:site-1',
      carrier: 'b',
      contracts: ['line'],
      circuit: 'HN-1',
    }),
  ];
  const byId = <One extends { readonly id: string }>(all: readonly One[]) =>
    new Map(all.map((one) => [one.id, one]));
  return {
    settings: sampleSettings(),
    inventory: {
      ...inventoryOf({ devices, links }),
      ...hanoiAreas(),
      agencies: byId([{ id: 'x', name: 'Sở X', kind: 'department', successors: [] }]),
      contractors: byId([
        { id: 'a', name: 'Nhà thầu A', kind: 'maintenance', successors: [] },
        { id: 'b', name: 'Viễn thông B', kind: 'carrier', successors: [] },
      ]),
      contracts: byId([
        contract('keeper', 'Bảo trì camera nội thành', 'a'),
        contract('line', 'Thuê đường truyền', 'b'),
      ]),
      sites: byId([openSite('site-1', 'ba-dinh'), openSite('site-2', 'lang')]),
    },
  };
}
