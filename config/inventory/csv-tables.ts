import type { Device, Handover, Link, Site } from '../../core/domain/inventory.ts';
import { formatBitRate } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';
import { DEVICE_COLUMNS } from './device-table.ts';
import { HANDOVER_COLUMNS, UNDETERMINED } from './handover-table.ts';
import { LINK_COLUMNS } from './link-table.ts';
import { renderCsv, renderLifecycle, renderList, renderUpstreams } from './render-fields.ts';
import { SITE_COLUMNS } from './site-table.ts';

/** CSV files of the inventory, rendered: the exact inverse of reading them. Lists cannot hold `|`, nor any field bare spaces at its ends. */

export function renderSitesCsv(sites: Iterable<Site>): string {
  return renderCsv(
    Object.keys(SITE_COLUMNS),
    Iterator.from(sites).map(({ dutyContact, ...site }) => ({ ...site, duty_contact: dutyContact })),
  );
}

export function renderDevicesCsv(devices: Iterable<Device>, timeZone: string): string {
  const zone = createZone(timeZone);
  const rows = Iterator.from(devices).map((device) => {
    const { certificate, channelOf } = device;
    return {
      id: device.id,
      name: device.name,
      kind: device.kind,
      site: device.site,
      class: device.cameraClass,
      maker: device.maker,
      model: device.model,
      serial: device.serial,
      direction: device.directionDegrees,
      agency: device.agency ?? UNDETERMINED,
      contractor: device.contractor,
      programme: device.programme,
      contracts: renderList(device.contracts),
      funding: device.funding,
      ...renderLifecycle(device.lifecycle, zone),
      certificate: certificate?.number,
      certificate_until:
        certificate?.validToMs === undefined ? undefined : zone.renderInstant(certificate.validToMs),
      security_level: device.securityLevel,
      upstreams: renderUpstreams(device.upstreams),
      profile: device.profile,
      address: device.address,
      port: device.port,
      channel_of: channelOf && `${channelOf.recorder}#${channelOf.channel}`,
      interfaces: renderList(device.interfaces),
      credentials: device.credentials,
      min_firmware: device.minFirmware,
      tls_pin: device.tlsPins && renderList(device.tlsPins),
      attached: device.attachedTo && `${device.attachedTo.device}#${device.attachedTo.name}`,
    };
  });
  return renderCsv(Object.keys(DEVICE_COLUMNS), rows);
}

export function renderLinksCsv(links: Iterable<Link>): string {
  const rows = Iterator.from(links).map((link) => ({
    id: link.id,
    name: link.name,
    near: link.near,
    far: link.far,
    medium: link.medium,
    carrier: link.carrier,
    circuit: link.circuit,
    hotline: link.hotline,
    capacity:
      link.capacityBitsPerSecond === undefined ? undefined : formatBitRate(link.capacityBitsPerSecond),
    contracts: renderList(link.contracts),
    interface: link.interface && `${link.interface.device}#${link.interface.name}`,
  }));
  return renderCsv(Object.keys(LINK_COLUMNS), rows);
}

export function renderHandoversCsv(handovers: Iterable<Handover>, timeZone: string): string {
  const zone = createZone(timeZone);
  const rows = Iterator.from(handovers).map(({ atMs, from, to, ...handover }) => ({
    ...handover,
    at: zone.renderInstant(atMs),
    from: from ?? UNDETERMINED,
    to: to ?? UNDETERMINED,
  }));
  return renderCsv(Object.keys(HANDOVER_COLUMNS), rows);
}
