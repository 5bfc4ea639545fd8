import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LoopbackCity {
  readonly devices: number;
  /** So many devices hang on each pole; all on one where it is not said. */
  readonly perSite?: number;
  /** Lines appended to camwatch.yaml, such as an `influx:` section. */
  readonly more?: string;
  readonly interval?: string;
  /** What always answers near the collector. */
  readonly canary?: string;
  /** The network zone of a pole, by its number from 1 on. */
  readonly zoneOf?: (pole: number) => string;
  /** How many collectors watch each pole. */
  readonly watchers?: number;
}

/** Second octet of the addresses of its devices. */
export const LOOPBACK_BLOCK = 198;

export const loopbackAddressOf = (index: number): string =>
  `127.${LOOPBACK_BLOCK}.${Math.floor(index / 250)}.${1 + (index % 250)}`;

/** The configuration of a city of one ward, its devices on loopback addresses. */
export async function writeLoopbackCity(
  dir: string,
  {
    devices,
    perSite = Number.POSITIVE_INFINITY,
    more = '',
    interval = '2s',
    canary = '127.0.0.1',
    zoneOf,
    watchers,
  }: LoopbackCity,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFiles(dir, {
    'camwatch.yaml': `city: { name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01 }
collector: { id: test-1, canary_interval: 1s, canaries: [{ address: ${canary} }] }
profiles:
  camera:
    reach: { prober: icmp, interval: ${interval}, timeout: 300ms, recheck: 1s }
page: { port: 0, anonymous: read }
${more}`,
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
    'sites.csv': sitesCsv(Math.ceil(devices / perSite), {
      ...(zoneOf && { zoneOf }),
      ...(watchers !== undefined && { watchers }),
    }),
    'devices.csv': devicesCsv(devices, perSite),
    'links.csv': 'id,name,near,far,medium\n',
  });
}

/** With no more columns than are asked for. */
function sitesCsv(count: number, { zoneOf, watchers }: Pick<LoopbackCity, 'zoneOf' | 'watchers'>): string {
  const more = [
    ...(zoneOf ? [{ head: 'zone', cell: zoneOf }] : []),
    ...(watchers === undefined ? [] : [{ head: 'watchers', cell: () => watchers }]),
  ];
  const rows = Array.from({ length: Math.max(1, count) }, (_, index) => {
    const pole = index + 1;
    const cells = more.map(({ cell }) => `,${cell(pole)}`).join('');
    return `pole-${pole},Cột ${pole},ba-dinh,junction,security,public${cells}\n`;
  });
  const heads = more.map(({ head }) => `,${head}`).join('');
  return `id,name,area,kind,purpose,secrecy${heads}\n${rows.join('')}`;
}

export function devicesCsv(count: number, perSite = Number.POSITIVE_INFINITY): string {
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `cam-${index},Camera ${index},camera,pole-${1 + Math.floor(index / perSite)},fixed,police,2025-08-01,camera,${loopbackAddressOf(index)}`,
  );
  return `id,name,kind,site,class,agency,accepted,profile,address\n${rows.join('\n')}\n`;
}

async function writeFiles(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(dir, name), text)));
}
