import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '#config/files/config-error.ts';
import { loadConfig } from '#config/load-config.ts';
import { BROKEN_FILES } from '../../support/broken-folder.ts';
import {
  loadFolder,
  NOW_MS,
  problemsOf,
  replaced,
  SOUND_FILES,
  writeConfigFolder,
} from '../../support/config-folder.ts';

const ALIAS_BEFORE: Readonly<Record<string, string>> = {
  b: '*a',
  c: '*b',
  d: '*c',
  e: '*d',
  f: '*e',
  g: '*f',
  h: '*g',
};

describe('loadConfig', () => {
  test('reads a sound folder', async () => {
    const { inventory, settings, findings, files } = await loadFolder();

    expect(findings).toEqual([]);
    expect(settings.city.timeZone).toBe('Asia/Ho_Chi_Minh');
    expect(files).toHaveLength(11);
    expect(inventory.devices.get('cam-2')).toEqual({
      id: 'cam-2',
      name: 'Camera 2',
      kind: 'camera',
      site: 'pole-1',
      profile: 'camera',
      cameraClass: 'fixed',
      directionDegrees: 270,
      agency: 'dost',
      contractor: 'keeper',
      contracts: ['upkeep'],
      lifecycle: [{ stage: 'accepted', atMs: Date.UTC(2024, 11, 31, 17) }],
      upstreams: [['device:sw-1']],
      channelOf: { recorder: 'nvr-1', channel: 1 },
      interfaces: [],
    });
    expect(inventory.agencies.get('dic')).toEqual({
      id: 'dic',
      name: 'Sở Thông tin và Truyền thông',
      kind: 'department',
      validToMs: Date.UTC(2025, 1, 28, 17),
      successors: ['dost'],
    });
    expect(inventory.areas.get('ba-dinh')).toMatchObject({
      code: '00004',
      listVersion: '2025-07-01',
      longitude: 105.83,
    });
    expect(inventory.contracts.get('upkeep')?.terms).toEqual({ rules: 2, availability: '98.5%' });
    expect(inventory.sites.get('pole-2')?.secrecy).toBe('public');
    expect(inventory.links.get('line-1')).toMatchObject({ near: 'core', capacityBitsPerSecond: 100e6 });
  });

  test('says everything that is wrong at once, each with its place', async () => {
    expect(await problemsOf(BROKEN_FILES)).toEqual([
      'camwatch.yaml:2:1 colector: expected a known key, got "colector"',
      'camwatch.yaml:5:38 profiles.camera.reach.interval: expected a duration with its unit, such as 30s or 5m, got 60',
      'camwatch.yaml:7:8 influx.url: expected an address such as http://127.0.0.1:8086, got [redacted]',
      'camwatch.yaml:8:13 influx.password: expected a reference such as env:NAME, file:/path or credential:NAME, never the secret itself, got [redacted]',
      'agencies.yaml:3:55 agencies[1].kind: expected one of police, department, ward, district, other, got "departement"',
      'agencies.yaml:5:11 agencies[3].id: expected an id that is used once, got "police", which line 2 has too',
      'contractors.yaml:3:90 contractors[1].successors[0]: expected a contractor of contractors.yaml, got "keper" (did you mean keeper?)',
      'contracts.yaml:2:60 contracts[0].from: expected a date such as 2025-07-01, or an instant such as 2025-10-01T08:00+07:00, got "2025-13-01"',
      'contracts.yaml:3:71 contracts[1].to: expected a date after from, got "2025-01-01"',
      'contracts.yaml:4:42 contracts[2].contractor: expected a contractor of contractors.yaml, got "nobody"',
      'areas.yaml:5:26 areas[0].code: expected a code of 5 digits in quotes, got 4',
      'areas.yaml:6:127 areas[1].point[1]: expected a latitude from -90 to 90, got 105.81',
      'sites.csv:2:5 latitude: expected a latitude beside the longitude, got nothing',
      'sites.csv:3:4 longitude: expected a number from -180 to 180, got "1050.8"',
      'sites.csv:3:6 kind: expected one of key-target, junction, gateway, public-place, school, hospital, residential, centre, other, got "crossing"',
      'sites.csv:4:3 area: expected one that still exists, got "old", abolished on 2025-07-01; succeeded by ba-dinh',
      'sites.csv:5:4 the row: expected 8 fields as in the header, got 3',
      'devices.csv:3:20 credentials: expected a reference such as env:NAME, file:/path or credential:NAME, never the secret itself, got [redacted]',
      'devices.csv:4:5 class: expected nothing for a switch, got "ptz"',
      'devices.csv:5:1 id: expected an id that is used once, got "sw-3", which line 4 has too',
      'devices.csv:5:16 address: expected an IPv4 or IPv6 address or a host name, got "10.0.0.300"',
      'devices.csv:7:14 upstreams: expected ways that lead to the core, got the circle device:sw-5 → device:sw-4 → device:sw-5',
      'devices.csv:8:7 agency: expected one that still exists, got "dic", abolished on 2025-03-01; succeeded by dost',
      'devices.csv:8:16 address: expected an address and port of its own, got 10.0.0.4, which is that of sw-4 in line 6',
      'devices.csv:9:4 site: expected a site of sites.csv, got "pole-9"',
      'devices.csv:9:6 direction: expected a number from 0 to 360, got "361"',
      'devices.csv:9:7 agency: expected an agency of agencies.yaml, got "polise" (did you mean police?)',
      'devices.csv:9:9 contracts: expected a contract of contracts.yaml, got "upkep"',
      'devices.csv:9:10 accepted: expected a date such as 2025-07-01, or an instant such as 2025-10-01T08:00+07:00, got "1/2/2025"',
      'devices.csv:9:16 address: expected an address for port 554, got nothing',
      'devices.csv:10:12 resumed: expected a date after paused (2025-03-01), got "2025-02-01"',
      'devices.csv:10:14 upstreams: expected a link of links.csv, got "none"',
      'devices.csv:11:13 retired: expected a date on or after accepted (2025-01-01), got "2024-01-01"',
      'devices.csv:13:18 channel_of: expected a channel of its own, got nvr-1#1, which is that of cam-4 in line 12',
      'devices.csv:14:18 channel_of: expected a device of kind nvr, got "sw-4", which is of kind switch',
      'devices.csv:15:2 the row: expected a closing quote, got none before the end of the file',
      'links.csv:1:6 carier: expected a known column, such as carrier, got "carier"',
      'links.csv:2:5 medium: expected one of rented-internet, rented-line, own-fibre, radio, got "internet"',
      'links.csv:2:7 capacity: expected a capacity such as 100Mbit/s, got "100 megabit"',
      'links.csv:3:4 far: expected device:ID or site:ID, got "pole-2"',
      'handovers.csv:2:6 to: expected one that still exists, got "dic", abolished on 2025-03-01; succeeded by dost',
      'handovers.csv:3:5 from: expected "dic", in charge of sw-4 since 2025-03-01, got "police"',
      'handovers.csv:3:6 to: expected "police", the agency of sw-4 in devices.csv, got "dost" (a new owner is a new row here, not an edit of the old one)',
      'handovers.csv:4:3 id: expected a device of devices.csv, got "cam-99"',
      'handovers.csv:5:4 field: expected agency or contractor for a contract, got "contract"',
      'handovers.csv:5:5 from: expected a contract of contracts.yaml, got "a"',
      'handovers.csv:5:6 to: expected a contract of contracts.yaml, got "b"',
    ]);
  });

  test('carries the problems and a stable code', async () => {
    const dir = await writeConfigFolder(
      replaced('sites.csv', ',junction,traffic,\n', ',junktion,traffic,\n'),
    );

    const error = await loadConfig(dir, { nowMs: NOW_MS }).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      code: 'CONFIG_INVALID',
      problems: [{ file: 'sites.csv', line: 3, col: 6, path: 'kind' }],
    });
    expect(String(error).split('\n')[0]).toBe(`ConfigError: ${dir} is not valid:`);
  });

  test('never prints what stands in the place of a reference to a secret', async () => {
    const printed = (await problemsOf(BROKEN_FILES)).join('\n');

    expect(printed).not.toContain('hunter2');
  });

  test.each([
    ['agencies.yaml', 'Công an thành phố', '"Công an\\u202E thành phố"', 'agencies[0].name'],
    ['agencies.yaml', 'Công an thành phố', '"Công an\\n thành phố"', 'agencies[0].name'],
    ['camwatch.yaml', 'name: Hà Nội', 'name: "Hà\\u200B Nội"', 'city.name'],
    ['sites.csv', 'Nút giao 1', 'Nút\u200B giao 1', 'name'],
  ])('refuses what nobody sees in a name of %s', async (file, from, to, path) => {
    const problems = await problemsOf(replaced(file, from, to));

    expect(problems).toEqual([
      expect.stringContaining(`${path}: expected a text in one line, of characters that can be seen`),
    ]);
  });

  test('stops printing after 200 problems and says how many more there are', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => `pole-${index},Cột,nowhere,,,junction,traffic,`);
    const lines = await problemsOf({
      'sites.csv': `${SOUND_FILES['sites.csv']?.split('\n')[0]}\n${rows.join('\n')}\n`,
    });

    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe('and 50 more');
  });

  test('reads the same folder whatever the byte order mark, line ends and delimiter of its CSV files', async () => {
    const sites = SOUND_FILES['sites.csv'] ?? '';
    const expected = (await loadFolder()).inventory.sites;

    const marked = await loadFolder({ 'sites.csv': `\ufeff${sites}` });
    const returned = await loadFolder({ 'sites.csv': sites.replaceAll('\n', '\r\n') });
    const semicolons = await loadFolder({ 'sites.csv': sites.replaceAll(',', ';').replaceAll('.', ',') });

    expect(marked.inventory.sites).toEqual(expected);
    expect(returned.inventory.sites).toEqual(expected);
    expect(semicolons.inventory.sites).toEqual(expected);
  });

  test('composes names that were typed decomposed', async () => {
    const sites = SOUND_FILES['sites.csv'] ?? '';

    const { inventory } = await loadFolder({ 'sites.csv': sites.normalize('NFD') });

    expect(inventory.sites.get('pole-1')?.name).toBe('Nút giao 1'.normalize('NFC'));
  });

  test.each([
    [
      'UTF-16',
      Buffer.from('\ufeffid,name\n', 'utf16le'),
      'sites.csv:1:1 the file: expected UTF-8 (in a spreadsheet: save as "CSV UTF-8"), got UTF-16',
    ],
    [
      'UTF-16 without a mark',
      Buffer.from('id,name\n', 'utf16le'),
      'sites.csv:1:1 the file: expected UTF-8 (in a spreadsheet: save as "CSV UTF-8"), got UTF-16 without a mark, or no text at all',
    ],
    [
      'Windows-1258',
      Buffer.from('id,name\na,N\xfat\n', 'latin1'),
      'sites.csv:2:1 the file: expected UTF-8 (in a spreadsheet: save as "CSV UTF-8"), got bytes of another encoding, such as Windows-1258',
    ],
  ])('refuses %s, and does not complain about what refers to the file', async (_name, bytes, expected) => {
    expect(await problemsOf({ 'sites.csv': bytes })).toEqual([expected]);
  });

  test('misses a file that it cannot do without, and only that', async () => {
    expect(await problemsOf({ 'agencies.yaml': undefined })).toEqual([
      'agencies.yaml:1:1 the file: expected a file of this name (who owns and runs devices), got none',
    ]);
  });

  test('does without the files that a small city does not have', async () => {
    const { inventory } = await loadFolder({
      'programmes.yaml': undefined,
      'handovers.csv': undefined,
    });

    expect(inventory.programmes.size).toBe(0);
  });

  test('finds a file whose name it does not read', async () => {
    const { findings } = await loadFolder({ 'device.csv': 'id\n' });

    expect(findings).toEqual([
      {
        code: 'UNREAD_FILE',
        file: 'device.csv',
        line: 1,
        message:
          'this file is not read; the names are camwatch.yaml, agencies.yaml, contractors.yaml, contracts.yaml, calendars.yaml, programmes.yaml, areas.yaml, contacts.yaml, sites.csv, devices.csv, links.csv, handovers.csv, plan.yaml',
      },
    ]);
  });

  test('points at a syntax error of YAML', async () => {
    expect(await problemsOf({ 'programmes.yaml': 'programmes:\n  - { id: a\n' })).toEqual([
      'programmes.yaml:3:1 the file: expected valid YAML, got Flow map in block collection must be sufficiently indented and end with a }',
    ]);
  });

  test.each([
    [
      'an alias that leads nowhere',
      '*nobody',
      'Unresolved alias (the anchor must be set before the alias): nobody',
    ],
    ['an alias that contains itself', '&a [*a]', 'an alias that contains itself'],
    [
      'aliases that grow into gigabytes',
      `[${'abcdefgh'.replaceAll(/./g, (name) => `&${name} [${Array(10).fill(ALIAS_BEFORE[name] ?? 'x')}],`)}]`,
      'Excessive alias count indicates a resource exhaustion attack',
    ],
    ['more brackets than the stack holds', '['.repeat(20_000), 'Maximum call stack size exceeded'],
  ])('points at the file with %s', async (_name, terms, expected) => {
    const [first] = await problemsOf(replaced('contracts.yaml', '{ rules: 2, availability: 98.5% }', terms));

    expect(first).toMatch(/^contracts\.yaml:\d+:\d+ the file: expected valid YAML, got /);
    expect(first).toContain(expected);
  });

  test.each(['-f', '10.0.0.1 10.0.0.2', '10.0.0.1\\n10.0.0.2', ''])(
    'takes no canary that a program could read as something else: "%s"',
    async (address) => {
      expect(
        await problemsOf(replaced('camwatch.yaml', 'address: 127.0.0.1', `address: "${address}"`)),
      ).toEqual([
        `camwatch.yaml:3:25 collector.canaries[0].address: expected an IPv4 or IPv6 address or a host name, got "${address}"`,
      ]);
    },
  );

  test('takes no address for signals of life that could never be asked, and does not print it', async () => {
    const deadman = 'deadman: { url: "https://an:s3cret@example.org/ping" }\n';
    expect(await problemsOf({ 'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}${deadman}` })).toEqual([
      'camwatch.yaml:7:17 deadman.url: expected an address without user and password, got [redacted]',
    ]);
  });

  test('has the same hash for the same files and another one after an edit', async () => {
    const dir = await writeConfigFolder();
    const first = await loadConfig(dir, { nowMs: NOW_MS });
    const again = await loadConfig(dir, { nowMs: NOW_MS });

    await writeFile(join(dir, 'handovers.csv'), `${SOUND_FILES['handovers.csv']}\n`);
    const edited = await loadConfig(dir, { nowMs: NOW_MS });

    expect(again.sourceHash).toBe(first.sourceHash);
    expect(edited.sourceHash).not.toBe(first.sourceHash);
  });

  test('reports progress up to the last row', async () => {
    const calls: (readonly [number, number])[] = [];
    const dir = await writeConfigFolder();

    await loadConfig(dir, { nowMs: NOW_MS, onProgress: (done, total) => calls.push([done, total]) });

    expect(calls.at(-1)).toEqual([9, 9]);
  });
});
