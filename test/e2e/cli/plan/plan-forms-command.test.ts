import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCamwatch } from '../../../support/camwatch.ts';
import { fillFormFile, write } from '../../../support/fill-form.ts';
import { makeFormsCity } from '../../../support/forms-city.ts';

test('forms are written once, and not over what somebody may have filled in', async () => {
  const city = await makeFormsCity();
  const place = ['--year', '2025', '--config', city.config, '--ledger', city.ledger];

  const written = await runCamwatch('plan', 'forms', ...place, '--out', join(city.config, 'more'));
  const refused = await runCamwatch('plan', 'forms', ...place, '--out', city.folder);
  const stranger = await runCamwatch('plan', 'forms', ...place, '--out', city.folder, '--unit', 'x');
  const file = await runCamwatch('plan', 'forms', ...place, '--out', join(city.config, 'sites.csv', 'forms'));
  const otherYear = await runCamwatch('plan', 'forms', ...place, '--out', city.folder, '--year', '2031');

  expect([written.code, written.out]).toEqual([
    0,
    `wrote 2 forms to ${join(city.config, 'more')}\n  police.xlsx  4 devices  1 task\n  ward.xlsx    0 devices  1 task\n`,
  ]);
  expect([refused.code, refused.err]).toEqual([
    1,
    `camwatch: expected a folder without these forms, since a unit may have filled them in, got ${city.formOf('police')}, ${city.formOf('ward')} (--force writes over them)\n`,
  ]);
  expect([stranger.code, stranger.err]).toEqual([
    1,
    'camwatch: --unit: expected ids of agencies that hand in for 2025 (units in plan.yaml), got x, which is not on record\n',
  ]);
  expect([file.code, file.err]).toEqual([
    1,
    `camwatch: ${join(city.config, 'sites.csv', 'forms')}: expected a place that can be written to, got ENOTDIR\n`,
  ]);
  expect([otherYear.code, otherYear.err]).toEqual([
    1,
    `camwatch: ${city.config}/plan.yaml: expected the year 2031 among report.years, with its data and deadlines, got 2025\n`,
  ]);
});

test('a folder of forms is collected; what is wrong ends with the exit code 1', async () => {
  const city = await makeFormsCity();
  const options = ['--year', '2025', '--by', 'an', '--config', city.config, '--ledger', city.ledger];
  await fillFormFile(city.formOf('police'), (workbook) =>
    write(workbook, 'Kinh phí', { B4: 'A', D4: 'nhiều' }),
  );
  await writeFile(join(city.folder, 'thư.txt'), 'kính gửi');

  const planned = await runCamwatch('plan', 'collect', city.folder, ...options, '--dry-run', '--json');
  const collected = await runCamwatch(
    'plan',
    'collect',
    city.folder,
    ...options,
    '--received',
    '2025-11-19',
    '--lang',
    'vi',
  );

  expect(planned.code).toBe(1);
  expect(JSON.parse(planned.out)).toMatchObject({
    dryRun: true,
    forms: [
      {
        agency: 'police',
        outcome: 'refused',
        problems: [
          {
            code: 'dong',
            sheet: 'Kinh phí',
            cell: 'D4',
            message: 'police.xlsx, sheet "Kinh phí", cell D4: expected whole đồng, 0 or more, got "nhiều"',
          },
        ],
      },
      { agency: 'ward', outcome: 'planned', rows: 1 },
    ],
    notRead: [join(city.folder, 'thư.txt')],
  });
  expect([collected.code, collected.out.split('\n').slice(0, 5)]).toEqual([
    1,
    [
      'police.xlsx: có 1 lỗi, chưa lấy nội dung; đã ghi nhận là gửi có lỗi; tệp được giữ lại',
      '  police.xlsx, trang tính "Kinh phí", ô D4: cần số tiền bằng đồng, là số nguyên từ 0 trở lên, nhưng lại là "nhiều"',
      '  (police.xlsx, trang tính "Thiết bị": 4 trong 4 thiết bị chưa được xác nhận)',
      'ward.xlsx: đã ghi nhận: UBND phường Ba Đình, 0 thiết bị, 1 nội dung (1 dòng mới trong sổ ghi); biểu mẫu để trống',
      `không đọc: ${join(city.folder, 'thư.txt')}`,
    ],
  ]);
});

test('names of files move no cursor and end no line, and a link to a file is not read', async () => {
  const city = await makeFormsCity();
  const options = ['--year', '2025', '--by', 'an', '--config', city.config, '--ledger', city.ledger];
  const inbox = join(city.folder, 'inbox');
  await mkdir(inbox);
  await writeFile(join(inbox, 'a\u001b[31m\nb.xlsx'), 'no workbook');
  await writeFile(join(inbox, 'c\u001b[2K\rd.txt'), '');
  await symlink(city.formOf('police'), join(inbox, 'link.xlsx'));

  const { code, out } = await runCamwatch('plan', 'collect', inbox, ...options);

  expect(code).toBe(1);
  expect(out.split('\n').slice(0, 5)).toEqual([
    'a\\u{1b}[31m\\u{a}b.xlsx: 1 problem: none of its rows was taken; recorded as sent with errors, and kept',
    expect.stringMatching(/^ {2}a\\u\{1b\}\[31m\\u\{a\}b\.xlsx: /),
    'link.xlsx: 1 problem: none of its rows was taken; nothing was recorded',
    expect.stringMatching(/^ {2}link\.xlsx: .*a link to another file/),
    `not read: ${join(inbox, 'c')}\\u{1b}[2K\\u{d}d.txt`,
  ]);
});
