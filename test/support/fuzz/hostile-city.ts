import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVirtualDevices } from '#simulator/protocols/create-virtual-devices.ts';
import type { VirtualDevice, VirtualEndpoints } from '#simulator/protocols/device/virtual-device.ts';
import { makeAuthority } from '../certificate-authority.ts';
import { nextPort } from '../next-port.ts';
import { COMMUNITY, LOGIN, LOOPBACK, sampleCamera, sampleInterface } from '../virtual-device.ts';
import { type RelayContext, relayTcp, relayUdp } from './hostile-relay.ts';

const V3 = { user: 'giamsat', auth: 'matkhau-xac-thuc', privacy: 'matkhau-rieng-tu' } as const;
const HERE = { address: LOOPBACK, port: 0 } as const;

/** What is asked in earnest: what it answers goes through a relay that spoils it. */
const GENUINE: readonly VirtualDevice[] = [
  sampleCamera({ id: 'camera-login', onvif: {} }),
  sampleCamera({ id: 'camera-open', access: {} }),
  sampleCamera({
    id: 'recorder',
    kind: 'nvr',
    channels: [1, 2, 3, 4].map((number) => ({
      number,
      name: `Kênh ${number}`,
      video: number === 3 ? 'lost' : 'present',
      recording: 'on',
    })),
    disks: [{ name: 'HDD 1', sizeBytes: 8e12, freeBytes: 5e11, state: 'ok' }],
    oldestRecordingAgeMs: 34 * 86_400_000,
  }),
  switchOf('switch-2c', { version: '2c', community: COMMUNITY }),
  switchOf('switch-3', {
    version: '3',
    user: V3.user,
    auth: { protocol: 'sha256', password: V3.auth },
    privacy: { protocol: 'aes', password: V3.privacy },
  }),
];

function switchOf(id: string, snmp: NonNullable<VirtualDevice['access']['snmp']>): VirtualDevice {
  return sampleCamera({
    id,
    kind: 'switch',
    maker: 'Zyxel',
    endpoints: { snmp: HERE },
    access: { snmp },
    interfaces: Array.from({ length: 24 }, (_, index) => sampleInterface(index + 1)),
    streams: [],
  });
}

interface Kind {
  readonly genuine: string;
  readonly kind: 'camera' | 'nvr' | 'switch';
  readonly profile: string;
  readonly credentials: string;
}

const KINDS: readonly Kind[] = [
  { genuine: 'switch-2c', kind: 'switch', profile: 'agent', credentials: 'env:FUZZ_2C' },
  { genuine: 'switch-3', kind: 'switch', profile: 'agent', credentials: 'env:FUZZ_3' },
  { genuine: 'camera-login', kind: 'camera', profile: 'plain', credentials: 'env:FUZZ_LOGIN' },
  { genuine: 'camera-open', kind: 'camera', profile: 'plain', credentials: '' },
  { genuine: 'camera-open', kind: 'camera', profile: 'over-tls', credentials: '' },
  { genuine: 'recorder', kind: 'nvr', profile: 'recorder', credentials: 'env:FUZZ_LOGIN' },
];

/** What `camwatch run` must have in its environment. */
export const FUZZ_ENV = {
  FUZZ_LOGIN: JSON.stringify(LOGIN),
  FUZZ_2C: JSON.stringify({ snmp: { community: COMMUNITY } }),
  FUZZ_3: JSON.stringify({
    snmp: { version: '3', user: V3.user, auth_password: V3.auth, privacy_password: V3.privacy },
  }),
} as const;

/** Writes a folder of `devices` hostile devices, a sixth of each kind, on addresses of 127.67, and serves them until the process ends. */
export async function openHostileCity(
  dir: string,
  devices: number,
  context: Omit<RelayContext, 'tls'>,
): Promise<void> {
  const authority = await makeAuthority();
  await authority.remove();
  const virtual = await createVirtualDevices(GENUINE);
  const stranger = createSocket('udp4');
  stranger.bind(0, '127.67.255.1').on('error', () => undefined);
  await once(stranger, 'listening');

  const ports = {
    snmp: nextPort(),
    onvif: nextPort(),
    rtsp: nextPort(),
    onvifs: nextPort(),
    rtsps: nextPort(),
  };
  const relaying: RelayContext = { ...context, tls: { key: authority.key, cert: authority.cert } };
  const fleet = Array.from({ length: devices }, (_, index) => ({
    id: `device-${index}`,
    address: `127.67.${Math.floor(index / 250)}.${1 + (index % 250)}`,
    of: KINDS[index % KINDS.length] as Kind,
  }));
  for (const { address, of } of fleet) {
    const genuine = virtual.endpoints.get(of.genuine) ?? {};
    await relayAll(address, genuine, of.profile === 'over-tls');
  }
  await writeFolder(dir, ports, fleet);

  async function relayAll(address: string, { snmp, onvif, rtsp }: VirtualEndpoints, isTls: boolean) {
    if (snmp) await relayUdp({ address, port: ports.snmp }, snmp, stranger, relaying);
    const [http, streams] = isTls ? [ports.onvifs, ports.rtsps] : [ports.onvif, ports.rtsp];
    if (onvif) await relayTcp({ address, port: http, isTls }, onvif, 'http', relaying);
    if (rtsp) await relayTcp({ address, port: streams, isTls }, rtsp, 'rtsp', relaying);
  }
}

type Ports = Readonly<Record<'snmp' | 'onvif' | 'rtsp' | 'onvifs' | 'rtsps', number>>;

async function writeFolder(
  dir: string,
  ports: Ports,
  fleet: readonly { readonly id: string; readonly address: string; readonly of: Kind }[],
): Promise<void> {
  const often = 'interval: 1s, timeout: 900ms, recheck: 1s, details: 10s';
  const reach = '    reach: { prober: icmp, interval: 10s, timeout: 300ms }';
  const rows = fleet.map(
    ({ id, address, of }) =>
      `${id},${id},${of.kind},pole-1,${of.kind === 'camera' ? 'fixed' : ''},police,2025-08-01,${of.profile},${address},${of.credentials}`,
  );
  const files = {
    'camwatch.yaml': `city: { name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01 }
collector: { id: fuzz, canary_interval: 1s, canaries: [{ address: 127.0.0.1 }] }
profiles:
  agent:
${reach}
    service: { prober: snmp, port: ${ports.snmp}, ${often} }
  plain:
${reach}
    service: { prober: onvif, port: ${ports.onvif}, ${often} }
    stream: { prober: rtsp, port: ${ports.rtsp}, ${often} }
  over-tls:
${reach}
    service: { prober: onvif, port: ${ports.onvifs}, transport: tls, ${often} }
    stream: { prober: rtsp, port: ${ports.rtsps}, transport: tls, ${often} }
  recorder:
${reach}
    service: { prober: snmp, port: ${ports.snmp}, ${often} }
    recording: { prober: onvif, port: ${ports.onvif}, ${often} }
page: { port: 0, anonymous: read }
`,
    'agencies.yaml':
      'agencies: [{ id: police, name: Công an thành phố, name_en: City Police, kind: police }]\n',
    'contractors.yaml': 'contractors: []\n',
    'contracts.yaml': 'contracts: []\n',
    'programmes.yaml': 'programmes: []\n',
    'contacts.yaml': 'contacts: []\n',
    'areas.yaml': `list_version: 2025-07-01
districts: [{ id: ba-dinh, code: '001', name: Quận Ba Đình, name_en: Ba Dinh District, kind: quan }]
areas: [{ id: ba-dinh, code: '00004', name: Phường Ba Đình, name_en: Ba Dinh Ward, kind: phuong, district: ba-dinh, point: [105.84, 21.04] }]
`,
    'sites.csv': 'id,name,area,kind,purpose,secrecy\npole-1,Cột 1,ba-dinh,junction,security,public\n',
    'devices.csv': `id,name,kind,site,class,agency,accepted,profile,address,credentials\n${rows.join('\n')}\n`,
    'links.csv': 'id,name,near,far,medium\n',
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(dir, name), text)));
}
