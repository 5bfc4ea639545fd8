import { mkdir, writeFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import type { Device } from '#core/domain/inventory.ts';
import { createDeviceState, type DeviceState } from '#simulator/protocols/device/device-state.ts';
import { createHttpLogin } from '#simulator/protocols/device/http-login.ts';
import { createLoginLock } from '#simulator/protocols/device/login-lock.ts';
import type { VirtualDevice } from '#simulator/protocols/device/virtual-device.ts';
import { createOnvifService } from '#simulator/protocols/onvif/onvif-service.ts';
import { prepareStream } from '#simulator/protocols/rtsp/player.ts';
import { renderSdp } from '#simulator/protocols/rtsp/sdp.ts';
import { objectsOf } from '#simulator/protocols/snmp/agent.ts';
import { buildMib } from '#simulator/protocols/snmp/mib/mib.ts';
import { createOid, parseArcs } from '#simulator/protocols/snmp/mib/oid.ts';
import type { SnmpValue } from '#simulator/protocols/snmp/mib/values.ts';
import { buildVirtualCity } from '#simulator/virtual-city/build-virtual-city.ts';
import { isOldFirmware } from '#simulator/virtual-city/maker-habits.ts';

const PORTS = { onvif: 80, rtsp: 554, snmp: 161 } as const;
/** Stands for the address of whoever is asked. */
const HOST = '127.255.255.254';
const SERIAL = '@SERIAL@';
/** 80,000 cameras on 5,000 recorders. */
const CHANNELS = 16;

/** What the servers in C need: `devices.txt`, and for each protocol what each model answers. */
export async function writeAnswers(devices: ReadonlyMap<string, Device>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const models = new Map<string, { readonly number: number; readonly virtual: VirtualDevice | undefined }>();
  const rows: { readonly address: string; readonly line: string }[] = [];
  for (const device of devices.values()) {
    const { address, serial } = device;
    if (address === undefined || !isIPv4(address)) continue;
    const key = keyOf(device);
    const model = models.get(key) ?? { number: models.size, virtual: buildModel(device) };
    models.set(key, model);
    rows.push({ address, line: `${address} ${model.number} ${serial ?? '-'}` });
  }
  const spoken = models.values().flatMap(({ number, virtual }) => (virtual ? [{ number, virtual }] : []));
  const all = [...spoken].map(({ number, virtual }) => ({
    number,
    state: createDeviceState(virtual, Date.now),
  }));
  const lines = rows.toSorted((a, b) => numberOf(a.address) - numberOf(b.address)).map(({ line }) => line);
  await writeFile(join(folder, 'devices.txt'), `${lines.join('\n')}\n`);
  await writeFile(join(folder, 'onvif.txt'), Buffer.concat(all.flatMap(onvifAnswers)));
  await writeFile(join(folder, 'rtsp.txt'), Buffer.concat(all.flatMap(rtspAnswers)));
  await writeFile(join(folder, 'snmp.txt'), all.map(snmpObjects).join(''));
}

const keyOf = ({ kind, maker, model, profile, interfaces }: Device) =>
  [kind, maker, model, profile, ...interfaces].join('|');

const numberOf = (address: string) =>
  address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);

/** The device of the simulator that all of this model are like. */
function buildModel(device: Device): VirtualDevice | undefined {
  const id =
    Array.from({ length: 1_000 }, (_, index) => `model-${index}`).find(
      (one) => !isOldFirmware({ id: one, minFirmware: device.minFirmware }),
    ) ?? 'model';
  const own: Device = { ...device, id, serial: SERIAL, address: HOST, upstreams: [] };
  const channels = Array.from({ length: device.kind === 'nvr' ? CHANNELS : 0 }, (_, index): Device => {
    const { address, ...rest } = own;
    return {
      ...rest,
      id: `${id}-${index + 1}`,
      kind: 'camera',
      channelOf: { recorder: id, channel: index + 1 },
    };
  });
  const [virtual] = buildVirtualCity({
    network: { devices: new Map([own, ...channels].map((one) => [one.id, one])), links: new Map() },
    nowMs: Date.now(),
    ports: PORTS,
    accessOf: () => ACCESS,
  });
  const interfaces = virtual?.interfaces.map((port) => ({
    ...port,
    oper: 'up' as const,
    ...(port.poeMilliwatts !== undefined && { poeMilliwatts: CAMERA_MILLIWATTS }),
  }));
  return virtual && interfaces && { ...virtual, interfaces };
}

const CAMERA_MILLIWATTS = 7_200;
const ACCESS = { login: { user: 'camwatch', password: 'made-up' } } as const;

type Model = { readonly number: number; readonly state: DeviceState };

const OPERATIONS = {
  device_service: [
    'GetSystemDateAndTime',
    'GetDeviceInformation',
    'GetServices',
    'GetCapabilities',
    'GetServiceCapabilities',
    'GetHostname',
    'GetScopes',
    'GetNTP',
    'GetNetworkInterfaces',
    'GetStorageConfigurations',
  ],
  media_service: ['GetProfiles', 'GetStreamUri', 'GetSnapshotUri', 'GetVideoSources'],
  recording_service: ['GetRecordings', 'GetRecordingJobs', 'GetRecordingJobState'],
  search_service: ['GetRecordingSummary', 'GetRecordingInformation'],
} as const;

function onvifAnswers({ number, state }: Model): Buffer[] {
  const { device } = state;
  if (device.endpoints.onvif === undefined) return [];
  const lock = createLoginLock({ nowMs: Date.now });
  const open = createOnvifService({ ...state, access: () => ({}) }, lock);
  const closed = createOnvifService(state, lock);
  const ask = (service: typeof open, path: string, operation: string, content = '') =>
    service({
      method: 'POST',
      path: `/onvif/${path}`,
      host: HOST,
      authorization: undefined,
      body: `<Envelope><Body><${operation}>${content}</${operation}></Body></Envelope>`,
    });
  const blocks = Object.entries(OPERATIONS).flatMap(([path, operations]) =>
    operations.flatMap((operation) =>
      tokensOf(operation, device).map(([key, content]) => ({
        key,
        answer: ask(open, path, operation, content),
      })),
    ),
  );
  const refused = { key: 'refused', answer: ask(closed, 'device_service', 'GetDeviceInformation') };
  const unknown = { key: 'unknown', answer: ask(open, 'device_service', 'GetNothing') };
  return [...blocks, refused, unknown].map(({ key, answer: { status, body, challenges } }) => {
    const text = Buffer.from(
      body
        .replaceAll(HOST, '@HOST@')
        .replace(/<tt:UTCDateTime>.*?<\/tt:UTCDateTime>/, '@UTC@')
        .replace(/<tt:LocalDateTime>.*?<\/tt:LocalDateTime>/, '@LOCAL@'),
    );
    const headers = Buffer.from(challenges.map((one) => `WWW-Authenticate: ${one}\r\n`).join(''));
    const head = Buffer.from(`${number} ${key} ${status} ${text.length} ${headers.length}\n`);
    return Buffer.concat([head, text, headers]);
  });
}

/** The answer by the token that it is about, and one without. */
function tokensOf(operation: string, device: VirtualDevice): readonly (readonly [string, string])[] {
  const by = (name: string, tokens: readonly string[]) =>
    tokens.map((token) => [`${operation}:${token}`, `<${name}>${token}</${name}>`] as const);
  const channels = device.channels.map(({ number }) => number);
  switch (operation) {
    case 'GetStreamUri':
    case 'GetSnapshotUri':
      return by(
        'ProfileToken',
        device.streams.map(({ id }) => id),
      );
    case 'GetRecordingJobState':
      return by(
        'JobToken',
        channels.map((channel) => `job-${channel}`),
      );
    case 'GetRecordingInformation':
      return by(
        'RecordingToken',
        channels.map((channel) => `recording-${channel}`),
      );
    default:
      return [[operation, '']];
  }
}

function rtspAnswers({ number, state: { device } }: Model): Buffer[] {
  const [planned] = device.streams;
  if (device.endpoints.rtsp === undefined || planned === undefined) return [];
  const text = Buffer.from(renderSdp(prepareStream(planned, new Map()), '127.0.0.1'));
  const schemes = device.rtsp?.auth === 'digest-sha256' ? (['SHA-256'] as const) : (['MD5'] as const);
  const { challenges } = createHttpLogin('camera', schemes, Date.now);
  const headers = Buffer.from(
    challenges(false)
      .map((one) => `WWW-Authenticate: ${one}\r\n`)
      .join(''),
  );
  return [Buffer.from(`${number} ${text.length} ${headers.length}\n`), text, headers];
}

const TAGS: Readonly<Record<SnmpValue['type'], number>> = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  counter64: 0x46,
};

const UPTIME = '1.3.6.1.2.1.1.3.0';
/** A hundredth of a second is 10 ms. */
const TICKS_PER_MS = 0.1;
/** Octets and packets of IF-MIB, by how much of 4 Mbit/s inwards and 0.4 outwards goes through. */
const [IN, OUT, PACKET_OCTETS] = [500, 50, 900];
const GROWING: readonly (readonly [string, number])[] = [
  ['1.3.6.1.2.1.2.2.1.10.', IN],
  ['1.3.6.1.2.1.2.2.1.11.', IN / PACKET_OCTETS],
  ['1.3.6.1.2.1.2.2.1.16.', OUT],
  ['1.3.6.1.2.1.2.2.1.17.', OUT / PACKET_OCTETS],
  ['1.3.6.1.2.1.31.1.1.1.6.', IN],
  ['1.3.6.1.2.1.31.1.1.1.7.', IN / PACKET_OCTETS],
  ['1.3.6.1.2.1.31.1.1.1.10.', OUT],
  ['1.3.6.1.2.1.31.1.1.1.11.', OUT / PACKET_OCTETS],
];

function ratePerMs(oid: string): number {
  if (oid === UPTIME) return TICKS_PER_MS;
  return GROWING.find(([column]) => oid.startsWith(column))?.[1] ?? 0;
}

function snmpObjects({ number, state }: Model): string {
  const { device } = state;
  if (device.endpoints.snmp === undefined) return '';
  const mib = buildMib(objectsOf(state), new Map());
  const lines: string[] = [];
  for (let entry = mib.after([0]); entry !== undefined; entry = mib.next(entry)) {
    const oid = entry.oid.arcs.join('.');
    const value = entry.read(Date.now());
    lines.push(`${number} ${oid} ${TAGS[value.type]} ${valueText(value)} ${ratePerMs(oid)}\n`);
  }
  return lines.join('');
}

function valueText({ type, value }: SnmpValue): string {
  switch (type) {
    case 'octets':
      return Buffer.from(value).toString('hex') || '-';
    case 'oid':
      return Buffer.from(createOid(parseArcs(value)).octets).toString('hex');
    case 'ipAddress':
      return Buffer.from(parseArcs(value)).toString('hex');
    case 'integer':
    case 'counter32':
    case 'counter64':
    case 'gauge32':
    case 'timeTicks':
      return String(value);
  }
}
