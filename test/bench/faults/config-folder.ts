import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wireRows } from './wires.ts';

export const CANARY = '127.255.0.1';

/** 127.1.0.1 and on. */
export const addressOf = (index: number): string =>
  `127.${1 + Math.floor(index / 64_516)}.${Math.floor(index / 254) % 254}.${1 + (index % 254)}`;

interface FolderOptions {
  readonly devices: number;
  readonly intervalMs: number;
  readonly influxUrl: string;
}

/** A city of cameras that are asked by ICMP alone. */
export async function writeFolder(
  dir: string,
  { devices, intervalMs, influxUrl }: FolderOptions,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  const files = {
    'camwatch.yaml': `city: { name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01 }
collector: { id: faults-1, icmp: fping, canary_interval: 1s, canaries: [{ address: ${CANARY} }] }
profiles:
  camera:
    reach: { prober: icmp, interval: ${intervalMs}ms, timeout: 300ms, recheck: 1s }
page: { port: 18080, anonymous: read }
influx: { url: '${influxUrl}' }
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
    'devices.csv': devicesCsv(devices),
    'links.csv': 'id,name,near,far,medium\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
}

/** A tenth of them by another name, where one is given. */
export function devicesCsv(count: number, name = 'Camera'): string {
  const row = (index: number) =>
    `cam-${index},${index % 10 === 0 ? name : 'Camera'} ${index},camera,pole-1,fixed,police,2025-08-01,camera,${addressOf(index)}`;
  const rows = [...Array.from({ length: count }, (_, index) => row(index)), ...wireRows()];
  return `id,name,kind,site,class,agency,accepted,profile,address\n${rows.join('\n')}\n`;
}
