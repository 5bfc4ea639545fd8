import type { DeviceState } from '../device/device-state.ts';
import { type Operations, servicesOf } from './operation.ts';
import { escapeXml, namespaceOf, type SoapFault } from './soap.ts';

/** The device management service (ONVIF Core §8). */
export const DEVICE_OPERATIONS: Operations = {
  GetSystemDateAndTime: ({ state }) =>
    `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>${timeType(state)}</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>${ZONE}</tt:TZ></tt:TimeZone>${renderTime(state)}</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`,
  GetDeviceInformation: ({ state: { device, serial } }) => {
    const fields = { Manufacturer: device.maker, Model: device.model, FirmwareVersion: device.firmware };
    const rendered = Object.entries({ ...fields, SerialNumber: serial(), HardwareId: '1.0' }).map(
      ([name, value]) => `<tds:${name}>${escapeXml(value)}</tds:${name}>`,
    );
    return `<tds:GetDeviceInformationResponse>${rendered.join('')}</tds:GetDeviceInformationResponse>`;
  },
  GetServices: ({ state, addressOf }) => {
    if (state.device.onvif?.directory === 'capabilities') return NOT_IMPLEMENTED;
    const services = servicesOf(state).map(
      (service) =>
        `<tds:Service><tds:Namespace>${namespaceOf(service)}</tds:Namespace><tds:XAddr>${escapeXml(addressOf(service))}</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>`,
    );
    return `<tds:GetServicesResponse>${services.join('')}</tds:GetServicesResponse>`;
  },
  GetCapabilities: ({ state, addressOf }) => {
    const services = new Set(servicesOf(state));
    const capability = (name: string, service: 'tds' | 'trt' | 'trc' | 'tse') =>
      services.has(service)
        ? `<tt:${name}><tt:XAddr>${escapeXml(addressOf(service))}</tt:XAddr></tt:${name}>`
        : '';
    const extension = capability('Recording', 'trc') + capability('Search', 'tse');
    return `<tds:GetCapabilitiesResponse><tds:Capabilities>${capability('Device', 'tds')}${capability('Media', 'trt')}${extension && `<tt:Extension>${extension}</tt:Extension>`}</tds:Capabilities></tds:GetCapabilitiesResponse>`;
  },
  GetServiceCapabilities: () =>
    '<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network NTP="1"/><tds:Security HttpDigest="true" UsernameToken="true"/><tds:System/></tds:Capabilities></tds:GetServiceCapabilitiesResponse>',
  GetHostname: ({ state: { device } }) =>
    `<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>${escapeXml(device.name)}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>`,
  GetScopes: ({ state }) => {
    const scopes = scopesOf(state).map(
      (scope) =>
        `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(scope)}</tt:ScopeItem></tds:Scopes>`,
    );
    return `<tds:GetScopesResponse>${scopes.join('')}</tds:GetScopesResponse>`;
  },
  GetNTP: ({ state: { device } }) => {
    const servers = (device.networkTime?.servers ?? []).map(
      (server) =>
        `<tt:NTPManual><tt:Type>DNS</tt:Type><tt:DNSname>${escapeXml(server)}</tt:DNSname></tt:NTPManual>`,
    );
    return `<tds:GetNTPResponse><tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP>${servers.join('')}</tds:NTPInformation></tds:GetNTPResponse>`;
  },
  GetNetworkInterfaces: ({ state: { device } }) => {
    const { address = '127.0.0.1' } = device.endpoints.onvif ?? {};
    const [port] = device.interfaces;
    return `<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="${escapeXml(port?.name ?? 'eth0')}"><tt:Enabled>true</tt:Enabled><tt:Info><tt:Name>${escapeXml(port?.name ?? 'eth0')}</tt:Name><tt:HwAddress>${hardwareAddress(address)}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info><tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${address}</tt:Address><tt:PrefixLength>26</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4></tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>`;
  },
  GetStorageConfigurations: ({ state: { device } }) => {
    const storages = device.disks.map(
      ({ name }, place) =>
        `<tds:StorageConfigurations token="storage-${place + 1}"><tds:Data type="LocalStorage"><tds:LocalPath>${escapeXml(name)}</tds:LocalPath></tds:Data></tds:StorageConfigurations>`,
    );
    return `<tds:GetStorageConfigurationsResponse>${storages.join('')}</tds:GetStorageConfigurationsResponse>`;
  },
};

/** Hanoi's time zone as POSIX writes it: the sign counts westwards. */
const ZONE = 'ICT-7';
const ZONE_OFFSET_MS = 7 * 3_600_000;

const NOT_IMPLEMENTED: SoapFault = {
  blame: 'Receiver',
  codes: ['ActionNotSupported'],
  reason: 'Optional Action Not Implemented',
};

const timeType = ({ device }: DeviceState): string =>
  device.networkTime?.source === 'ntp' ? 'NTP' : 'Manual';

function renderTime(state: DeviceState): string {
  const clockMs = state.clockMs();
  const utc = state.device.onvif?.time === 'local-only' ? '' : renderDate('UTCDateTime', clockMs);
  return utc + renderDate('LocalDateTime', clockMs + ZONE_OFFSET_MS);
}

function renderDate(name: string, epochMs: number): string {
  const date = new Date(epochMs);
  return `<tt:${name}><tt:Time><tt:Hour>${date.getUTCHours()}</tt:Hour><tt:Minute>${date.getUTCMinutes()}</tt:Minute><tt:Second>${date.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${date.getUTCFullYear()}</tt:Year><tt:Month>${date.getUTCMonth() + 1}</tt:Month><tt:Day>${date.getUTCDate()}</tt:Day></tt:Date></tt:${name}>`;
}

/** What a device says of itself when it is looked for. */
export function scopesOf({ device }: DeviceState): string[] {
  const scope = (name: string, value: string) => `onvif://www.onvif.org/${name}/${encodeURIComponent(value)}`;
  return [
    scope('type', device.kind === 'nvr' ? 'Network_Video_Recorder' : 'Network_Video_Transmitter'),
    'onvif://www.onvif.org/Profile/Streaming',
    ...(device.kind === 'nvr' ? ['onvif://www.onvif.org/Profile/G'] : []),
    scope('hardware', device.model),
    scope('name', `${device.maker} ${device.model}`),
  ];
}

/** Locally administered, from the address: nobody's in truth. */
export function hardwareAddress(address: string): string {
  const octets = address.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'));
  return ['02', '00', ...octets].join(':');
}
