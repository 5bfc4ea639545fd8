import type { Area, DeviceKind } from '../../core/domain/inventory.ts';
import type { City } from './city.ts';

/** A city in a few figures. */
export interface CitySurvey {
  readonly devices: number;
  readonly byKind: Readonly<Partial<Record<DeviceKind, number>>>;
  readonly fixedCameras: number;
  readonly ptzCameras: number;
  /** Cameras without an address of their own, reached through their recorder. */
  readonly channelCameras: number;
  /** Cameras that share the address of a router and differ by port. */
  readonly forwardedCameras: number;
  readonly undeterminedOwners: number;
  readonly sites: number;
  readonly areas: number;
  readonly districts: number;
  readonly links: number;
  /** Links with an interface to poll; the state of the others is inferred. */
  readonly measuredLinks: number;
  readonly handovers: number;
}

export function surveyCity(city: City, areas: ReadonlyMap<string, Area>): CitySurvey {
  const devices = [...city.devices.values()];
  const links = [...city.links.values()];
  const usedAreas = new Set(city.sites.values().map(({ area }) => area));
  const byKind: Partial<Record<DeviceKind, number>> = {};
  for (const { kind } of devices) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    devices: devices.length,
    byKind,
    fixedCameras: devices.filter(({ cameraClass }) => cameraClass === 'fixed').length,
    ptzCameras: devices.filter(({ cameraClass }) => cameraClass === 'ptz').length,
    channelCameras: devices.filter(({ channelOf }) => channelOf).length,
    forwardedCameras: devices.filter(({ kind, port }) => kind === 'camera' && port !== undefined).length,
    undeterminedOwners: devices.filter(({ agency }) => agency === undefined).length,
    sites: city.sites.size,
    areas: usedAreas.size,
    districts: new Set([...usedAreas].map((id) => areas.get(id)?.district)).size,
    links: links.length,
    measuredLinks: links.filter((link) => link.interface).length,
    handovers: city.handovers.length,
  };
}
