import type {
  Contact,
  Contract,
  Contractor,
  Device,
  DeviceKind,
  Link,
  Site,
} from '../../../../core/domain/inventory.ts';
import { devicesAtSites, sitesOfCabinet } from '../../../../core/domain/places.ts';
import { parseEntity } from '../../../../core/domain/state.ts';
import type {
  IncidentRoot,
  ProbableCommonCause,
  ToldClockDoubt,
} from '../../../../ledger/record/incidents/incident-event.ts';
import { deviceOfPort } from '../../../incidents/engine/device-of-port.ts';
import type { ToldCity } from './told-city.ts';

/** What failed, with what the inventory knows of it and this recipient may read. */
export interface RootView {
  readonly what: RootKind;
  readonly common?: ProbableCommonCause;
  readonly collector?: string;
  /** Why the collector records nothing, where its clock is not believed. */
  readonly clockDoubt?: ToldClockDoubt;
  readonly device?: Device;
  /** Name of the interface of the device that was switched off. */
  readonly port?: string;
  readonly link?: Link;
  readonly site?: Site;
  /** Id of the ward. */
  readonly area?: string;
  readonly dutyContact?: Contact;
  readonly carrier?: Contractor;
  /** Of the carrier: that of the line before that of the company. */
  readonly carrierHotline?: string;
  readonly contractors: readonly Contractor[];
  readonly contracts: readonly Contract[];
}

export type RootKind = DeviceKind | 'link' | 'collector' | 'common' | 'withheld';

/** Agencies and contractors whose it is. */
export const organisationsIn = ({ device, carrier, contractors, contracts }: RootView): ReadonlySet<string> =>
  new Set(
    [
      device?.agency,
      carrier?.id,
      ...contractors.map(({ id }) => id),
      ...contracts.flatMap(({ agency, contractor }) => [agency, contractor]),
    ].filter((id) => id !== undefined),
  );

export function viewRoot(root: IncidentRoot, city: ToldCity): RootView {
  switch (root.kind) {
    case 'collector': {
      const { collector, clockDoubt } = root;
      return {
        what: 'collector',
        collector,
        ...(clockDoubt && { clockDoubt }),
        contractors: [],
        contracts: [],
      };
    }
    case 'common':
      return viewCommon(root, city);
    case 'entity': {
      const parsed = parseEntity(deviceOfPort(root) ?? root.entity);
      const link = parsed?.kind === 'link' ? city.link(parsed.id) : undefined;
      const device = parsed?.kind === 'device' ? city.device(parsed.id) : undefined;
      if (link) return viewLink(link, city);
      if (!device) return WITHHELD;
      const port = root.port?.slice(device.id.length + 1);
      return { ...viewDevice(device, city), ...(port !== undefined && { port }) };
    }
  }
}

const WITHHELD: RootView = { what: 'withheld', contractors: [], contracts: [] };

function viewDevice(device: Device, city: ToldCity): RootView {
  return {
    what: device.kind,
    device,
    ...viewSite(city.site(device.site), city),
    ...viewParties(device.contracts, [device.contractor], city),
  };
}

function viewLink(link: Link, city: ToldCity): RootView {
  return {
    what: 'link',
    link,
    ...viewSite(city.siteAtFarEnd(link), city),
    ...viewCarrier(link.carrier, link.hotline, city),
    ...viewParties(link.contracts, [], city, link.carrier),
  };
}

function viewCommon(root: ProbableCommonCause, city: ToldCity): RootView {
  const { by, name } = root;
  switch (by) {
    case 'switch': {
      const device = city.device(name);
      return device ? { ...viewDevice(device, city), what: 'common', common: root } : WITHHELD;
    }
    case 'site':
    case 'cabinet': {
      const site = by === 'site' ? city.site(name) : city.siteOfCabinet(name);
      if (!site) return WITHHELD;
      const there = by === 'site' ? [site] : sitesOfCabinet(city.inventory, name);
      return { what: 'common', common: root, ...viewSite(site, city), ...partiesAt(there, city) };
    }
    case 'area':
      return { what: 'common', common: root, area: name, contractors: [], contracts: [] };
    case 'area-carrier': {
      const [area = name, carrier] = name.split(' ');
      return {
        what: 'common',
        common: root,
        area,
        ...viewCarrier(carrier, undefined, city),
        contractors: [],
        contracts: [],
      };
    }
  }
}

/** Who keeps working what stands in a place. */
function partiesAt(sites: readonly Site[], city: ToldCity): Pick<RootView, 'contractors' | 'contracts'> {
  const devices = devicesAtSites(
    city.inventory,
    sites.map(({ id }) => id),
  );
  const ids = new Set(devices.flatMap(({ contracts }) => contracts));
  return viewParties([...ids], [], city);
}

function viewSite(site: Site | undefined, { inventory }: ToldCity) {
  const dutyContact = inventory.contacts.get(site?.dutyContact ?? '');
  return { ...(site && { site, area: site.area }), ...(dutyContact && { dutyContact }) };
}

function viewCarrier(id: string | undefined, ownHotline: string | undefined, { inventory }: ToldCity) {
  const carrier = inventory.contractors.get(id ?? '');
  const carrierHotline = ownHotline ?? carrier?.hotline;
  return { ...(carrier && { carrier }), ...(carrierHotline !== undefined && { carrierHotline }) };
}

/** Nobody calls more. */
const MOST_PARTIES = 5;

/** Who keeps it working, named by itself or by its contracts; its carrier stands elsewhere. */
function viewParties(
  contractIds: readonly string[],
  contractorIds: readonly (string | undefined)[],
  { inventory }: ToldCity,
  carrier?: string,
): Pick<RootView, 'contractors' | 'contracts'> {
  const contracts = contractIds.slice(0, MOST_PARTIES).flatMap((id) => inventory.contracts.get(id) ?? []);
  const ids = new Set([...contractorIds, ...contracts.map(({ contractor }) => contractor)]);
  const contractors = [...ids].flatMap((id) =>
    id === carrier ? [] : (inventory.contractors.get(id ?? '') ?? []),
  );
  return { contractors, contracts };
}
