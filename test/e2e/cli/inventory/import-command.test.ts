import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { runCamwatch } from '../../../support/camwatch.ts';
import { writeConfigFolder } from '../../../support/config-folder.ts';
import { tempFolder } from '../../../support/temp-ledger.ts';

const POLES = `Danh sách cột;;;;;
Mã;Tên;Phường/Xã;Loại;Kinh độ;Vĩ độ
COT_01;Ngã tư A;P. Ngọc Hà;Nút giao;105,81;21,04
COT_02;"Ngã tư ""B""";Ba Đình;Nút giao;;
`;
const POLE_OPTIONS = [
  ...['--kind', 'sites', '--header-row', '2', '--slug', 'id', '--set', 'purpose=traffic'],
  ...['--map', 'id=Mã,name=Tên,area=Phường/Xã,longitude=Kinh độ,latitude=Vĩ độ,kind=Loại'],
  ...['--translate', 'kind:Nút giao=junction'],
];

async function writeWorkbook(
  path: string,
  fill: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void,
) {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('Danh sách'), workbook);
  await workbook.xlsx.writeFile(path);
}

const CAMERA_OPTIONS = [
  ...['--kind', 'devices', '--dates', 'dd/mm/yyyy', '--slug', 'id,site'],
  ...['--map', 'id=Mã,name=Tên camera,site=Cột,address=IP,accepted=Nghiệm thu,serial=Số sê-ri'],
  ...['--set', 'kind=camera,class=fixed,profile=camera,agency=police'],
];

describe('camwatch import', () => {
  test('turns a CSV file of poles into sites.csv', async () => {
    const dir = await writeConfigFolder({ 'poles.csv': POLES });

    const { code, out, err } = await runCamwatch(
      'import',
      join(dir, 'poles.csv'),
      ...POLE_OPTIONS,
      '--config',
      dir,
    );

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(
      out,
    ).toBe(`id,name,address,area,longitude,latitude,kind,purpose,cabinet,duty_contact,secrecy,zone,watchers
cot-01,Ngã tư A,,ngoc-ha,105.81,21.04,junction,traffic,,,public,,
cot-02,"Ngã tư ""B""",,ba-dinh,,,junction,traffic,,,public,,
`);
  });

  test('takes the same from a mapping file', async () => {
    const dir = await writeConfigFolder({
      'poles.csv': POLES,
      'mapping.yml': `kind: sites
header_row: 2
columns:
  id: { from: Mã, as: slug }
  name: Tên
  area: Phường/Xã
  kind: { from: Loại, translate: { Nút giao: junction } }
  purpose: { value: traffic }
`,
    });

    const { out } = await runCamwatch(
      'import',
      join(dir, 'poles.csv'),
      '--mapping',
      join(dir, 'mapping.yml'),
      '--config',
      dir,
    );

    expect(out).toContain('cot-01,Ngã tư A,,ngoc-ha,,,junction,traffic,,,public,,\n');
  });

  test('turns a workbook of cameras into a devices.csv that loads', async () => {
    const dir = await writeConfigFolder({ 'links.csv': undefined, 'handovers.csv': undefined });
    await writeWorkbook(join(dir, 'cameras.xlsx'), (sheet) => {
      sheet.addRow(['Mã', 'Tên camera', 'Cột', 'IP', 'Nghiệm thu', 'Số sê-ri']);
      sheet.addRow([
        'CAM 1',
        'Camera\nsố 1',
        'POLE_1',
        '10.0.0.1',
        new Date(Date.UTC(2025, 6, 1)),
        123_456_789,
      ]);
      sheet.addRow([
        'CAM 2',
        { formula: 'A3', result: 'Camera số 2' },
        'POLE_2',
        '10.0.0.2',
        '2/7/2025',
        null,
      ]);
    });

    const imported = await runCamwatch(
      ...[
        'import',
        join(dir, 'cameras.xlsx'),
        ...CAMERA_OPTIONS,
        '--out',
        join(dir, 'devices.csv'),
        '--force',
        '--json',
      ],
    );
    const checked = await runCamwatch('check', dir);

    expect(imported.err).toBe('');
    expect(JSON.parse(imported.out)).toMatchObject({ kind: 'devices', rows: 2 });
    expect(checked).toMatchObject({ code: 0, err: '' });
    const [header = '', first = ''] = (await readFile(join(dir, 'devices.csv'), 'utf8')).split('\n');
    expect(first).toMatch(/^cam-1,Camera số 1,camera,pole-1,fixed,,,123456789,,police,/);
    expect(first.split(',')[header.split(',').indexOf('accepted')]).toBe('2025-07-01');
  });

  test('names the sheet and the cell of every problem', async () => {
    const dir = await writeConfigFolder();
    await writeWorkbook(join(dir, 'cameras.xlsx'), (sheet) => {
      sheet.addRow(['Mã', 'Tên camera', 'Cột', 'IP', 'Nghiệm thu', 'Số sê-ri']);
      sheet.addRow(['CAM 1', 'Camera 1', 'POLE 1', '10.0.0.300', '32/7/2025', null]);
      sheet.addRow(['CAM 1', null, 'POLE 1', '10.0.0.2', null, null]);
      sheet.addRow(['CAM 3', 'Camera 3', 'POLE 1', { error: '#N/A' }, null, null]);
      sheet.addRow(['CAM 4', 'Camera 4', 'POLE 1', '10.0.0.4', null, null]);
      sheet.addRow(['CAM 5', 'Camera 5', 'POLE 1', '10.0.0.5', null, null]);
      sheet.mergeCells('C5:C6');
    });

    const { code, err } = await runCamwatch('import', join(dir, 'cameras.xlsx'), ...CAMERA_OPTIONS);

    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toEqual([
      'camwatch: cameras.xlsx cannot be imported:',
      '  cameras.xlsx:Danh sách!D2 address: expected an IPv4 or IPv6 address or a host name, got "10.0.0.300"',
      '  cameras.xlsx:Danh sách!E2 accepted: expected a date such as 2025-07-01, or an instant such as 2025-10-01T08:00+07:00, got "2025-07-32"',
      '  cameras.xlsx:Danh sách!A3 id: expected an id that is used once, got "cam-1", which line 2 has too',
      '  cameras.xlsx:Danh sách!B3 name: expected a text in one line, of characters that can be seen, got nothing',
      '  cameras.xlsx:Danh sách!D4 address: expected a value, got #N/A',
      '  cameras.xlsx:Danh sách!C5 site: expected a cell of its own, got one that is merged with its neighbours',
      '  cameras.xlsx:Danh sách!C6 site: expected a cell of its own, got one that is merged with C5',
    ]);
  });

  test('refuses codes of areas without the version of their list', async () => {
    const dir = await writeConfigFolder({ 'poles.csv': POLES.replace('P. Ngọc Hà', '00008') });
    const args = ['import', join(dir, 'poles.csv'), ...POLE_OPTIONS, '--config', dir];

    const without = await runCamwatch(...args);
    const withList = await runCamwatch(...args, '--area-list', '2025-07-01');

    expect(without).toMatchObject({ code: 1, out: '' });
    expect(without.err).toContain(
      'poles.csv:3:3 area: expected --area-list, the version of the list that codes belong to (they were reused), got the code "00008" without it',
    );
    expect(withList.out).toContain('cot-01,Ngã tư A,,ngoc-ha,');
  });

  test('says what a mapping lacks', async () => {
    const dir = await writeConfigFolder({ 'poles.csv': POLES });

    const { err } = await runCamwatch(
      ...['import', join(dir, 'poles.csv'), '--kind', 'sites', '--header-row', '2', '--config', dir],
      ...['--map', 'id=Mã,name=Tên cột,aera=Phường/Xã', '--set', 'kind=junction'],
    );

    expect(err.trimEnd().split('\n')).toEqual([
      'camwatch: poles.csv cannot be imported:',
      '  poles.csv name: expected a foreign column "Tên cột" in the header row, got none; it has "Mã", "Tên", "Phường/Xã", "Loại", "Kinh độ", "Vĩ độ"',
      '  poles.csv aera: expected one of id, name, address, area, longitude, latitude, kind, purpose, cabinet, duty_contact, secrecy, zone, watchers, got "aera"',
      '  poles.csv area: expected a foreign column (--map area=…) or a constant (--set area=…), got neither',
      '  poles.csv purpose: expected a foreign column (--map purpose=…) or a constant (--set purpose=…), got neither',
    ]);
  });

  test('asks which sheet where there are several, and refuses what is no workbook', async () => {
    const dir = await writeConfigFolder();
    await writeWorkbook(join(dir, 'two.xlsx'), (_sheet, workbook) => void workbook.addWorksheet('Ghi chú'));
    await writeFile(join(dir, 'old.xlsx'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));

    const two = await runCamwatch('import', join(dir, 'two.xlsx'), ...CAMERA_OPTIONS);
    const old = await runCamwatch('import', join(dir, 'old.xlsx'), ...CAMERA_OPTIONS);

    expect(two.err).toContain(
      'two.xlsx the sheet: expected the name of one of its sheets (--sheet): "Danh sách", "Ghi chú"',
    );
    expect(old.err).toContain(
      'old.xlsx the file: expected an Excel workbook (.xlsx) without a password, got an old or an encrypted workbook',
    );
  });

  test.each(['p.csv', 'p.xlsx'])('refuses a pipe or device of the name %s at once', async (name) => {
    const dir = tempFolder();
    execFileSync('mkfifo', [join(dir, name)]);
    symlinkSync('/dev/zero', join(dir, `zero-${name}`));

    const pipe = await runCamwatch('import', join(dir, name), ...CAMERA_OPTIONS);
    const device = await runCamwatch('import', join(dir, `zero-${name}`), ...CAMERA_OPTIONS);

    const told = 'the file: expected a file that can be read, got a pipe or device';
    expect([pipe.code, pipe.err]).toEqual([1, expect.stringContaining(`${name} ${told}`)]);
    expect([device.code, device.err]).toEqual([1, expect.stringContaining(`zero-${name} ${told}`)]);
  });

  test('writes over no file but with --force', async () => {
    const dir = await writeConfigFolder({ 'poles.csv': POLES });
    const out = join(dir, 'kept.csv');
    await writeFile(out, 'what somebody wrote');
    const args = ['import', join(dir, 'poles.csv'), ...POLE_OPTIONS, '--config', dir, '--out', out];

    const refused = await runCamwatch(...args);
    const kept = await readFile(out, 'utf8');
    const forced = await runCamwatch(...args, '--force');

    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining(`${out}: expected no such file, or --force, got one`),
    ]);
    expect(kept).toBe('what somebody wrote');
    expect(forced).toMatchObject({ code: 0, out: `wrote 2 sites to ${out}\n` });
  });
});
