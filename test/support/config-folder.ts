import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Config, loadConfig } from '#config/load-config.ts';

/** The instant that the folders below are judged at: everything before July 2025 is over. */
export const NOW_MS = Date.UTC(2025, 10, 25);

/** A small city without a flaw: two agencies (one abolished), two wards, a recorder, a switch, cameras behind a line. */
export const SOUND_FILES: Readonly<Record<string, string>> = {
  'camwatch.yaml': `city: { name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01 }
collector:
  canaries: [{ address: 127.0.0.1 }]
profiles:
  camera:
    reach: { prober: icmp, interval: 60s }
`,
  'agencies.yaml': `agencies:
  - { id: police, name: Công an thành phố, kind: police }
  - { id: dost, name: Sở Khoa học và Công nghệ, kind: department }
  - { id: dic, name: Sở Thông tin và Truyền thông, kind: department, valid_to: 2025-03-01, successors: [dost] }
`,
  'contractors.yaml': `contractors:
  - { id: keeper, name: Nhà thầu A, kind: maintenance }
  - { id: carrier, name: Viễn thông 1, kind: carrier }
`,
  'contracts.yaml': `contracts:
  - { id: upkeep, name: Bảo trì, contractor: keeper, from: 2025-01-01, sample: true, terms: { rules: 2, availability: 98.5% } }
`,
  'programmes.yaml': 'programmes:\n  - { id: key-targets, name: Mục tiêu trọng điểm, task: II.2 }\n',
  'areas.yaml': `list_version: 2025-07-01
districts:
  - { id: ba-dinh, code: "001", name: Quận Ba Đình, name_en: Ba Dinh District, kind: quan }
areas:
  - { id: ba-dinh, code: "00004", name: Phường Ba Đình, name_en: Ba Dinh Ward, kind: phuong, district: ba-dinh, point: [105.83, 21.03] }
  - { id: ngoc-ha, code: "00008", name: Phường Ngọc Hà, name_en: Ngoc Ha Ward, kind: phuong, district: ba-dinh, point: [105.81, 21.04] }
`,
  'contacts.yaml': 'contacts:\n  - { id: desk, name: Trực ban, phone: 024 0000 0001 }\n',
  'sites.csv': `id,name,area,longitude,latitude,kind,purpose,duty_contact
pole-1,Nút giao 1,ba-dinh,105.8301,21.0301,junction,traffic,desk
pole-2,Nút giao 2,ngoc-ha,105.8199,21.0401,junction,traffic,
`,
  'devices.csv': `id,name,kind,site,class,direction,agency,contractor,contracts,accepted,retired,upstreams,profile,address,port,channel_of,interfaces,credentials
sw-1,Switch 1,switch,pole-1,,,police,keeper,upkeep,2025-01-01,,link:line-1,camera,10.0.0.2,,,ge-0/0/1|ge-0/0/2,
nvr-1,Đầu ghi 1,nvr,pole-1,,,police,keeper,upkeep,2025-01-01,,device:sw-1,camera,10.0.0.3,,,,env:NVR
cam-1,Camera 1,camera,pole-1,fixed,90,police,keeper,upkeep,2025-01-01,,device:sw-1,camera,10.0.0.4,,,,
cam-2,Camera 2,camera,pole-1,fixed,270,dost,keeper,upkeep,2025-01-01,,device:sw-1,camera,,,nvr-1#1,,
`,
  'links.csv': `id,name,near,far,medium,carrier,capacity,interface
line-1,Đường truyền 1,core,site:pole-1,rented-internet,carrier,100Mbit/s,
line-2,Đường truyền 2,device:sw-1,site:pole-2,own-fibre,,1Gbit/s,sw-1#ge-0/0/2
`,
  'handovers.csv': `at,kind,id,field,from,to,document
2025-03-01,device,cam-2,agency,dic,dost,1/QĐ
`,
};

/** Writes a folder that is removed when the test is over; `undefined` leaves a file of the sound folder out. */
export async function writeConfigFolder(
  changed: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-folder-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ ...SOUND_FILES, ...changed })) {
    if (content !== undefined) await writeFile(join(dir, name), content);
  }
  return dir;
}

export async function loadFolder(
  changed: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): Promise<Config> {
  return await loadConfig(await writeConfigFolder(changed), { nowMs: NOW_MS });
}

/** The lines of the message of the error that loading the folder ends with, its first line (the folder) left out. */
export async function problemsOf(
  changed: Readonly<Record<string, string | Uint8Array | undefined>>,
): Promise<readonly string[]> {
  try {
    await loadFolder(changed);
  } catch (error) {
    if (error instanceof Error)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

/** One of the sound files with a text in it replaced. */
export function replaced(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = SOUND_FILES[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  return { [file]: text.replace(from, to) };
}
