import type { Identity, NetworkTime, ReportParts } from '../../core/domain/device-report.ts';
import type { DeviceTime } from './device-time.ts';
import { DEVICE_NAMESPACE as namespace, type OnvifClient } from './onvif-client.ts';
import { child, children, textAt, type Xml } from './xml.ts';

/** Asks who the device is. @throws ProbeError */
export async function readIdentity(client: OnvifClient): Promise<ReportParts> {
  const told = await client.call({ name: 'GetDeviceInformation', namespace });
  return { identity: parseIdentity(told) };
}

/** Reads a GetDeviceInformationResponse. */
export function parseIdentity(response: Xml): Identity {
  const maker = textAt(response, 'Manufacturer');
  const model = textAt(response, 'Model');
  const firmware = textAt(response, 'FirmwareVersion');
  const serial = textAt(response, 'SerialNumber');
  return {
    ...(maker && { maker }),
    ...(model && { model }),
    ...(firmware && { firmware }),
    ...(serial && { serial }),
  };
}

/** Asks which time servers are set. @throws ProbeError */
export async function readNetworkTime(
  client: OnvifClient,
  source: DeviceTime['source'],
): Promise<ReportParts> {
  if (source === undefined) return {};
  const told = await client.call({ name: 'GetNTP', namespace });
  return { networkTime: { source, servers: parseTimeServers(told) } };
}

/** Reads a GetNTPResponse: the servers that are used, those of DHCP where they come from there. */
export function parseTimeServers(response: Xml): NetworkTime['servers'] {
  const told = child(response, 'NTPInformation');
  const isFromDhcp = textAt(told, 'FromDHCP') === 'true';
  const entries = children(told, isFromDhcp ? 'NTPFromDHCP' : 'NTPManual').slice(0, 8);
  return entries.flatMap(
    (entry) => textAt(entry, 'DNSname') ?? textAt(entry, 'IPv4Address') ?? textAt(entry, 'IPv6Address') ?? [],
  );
}
