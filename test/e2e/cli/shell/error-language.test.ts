import { expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { createClaimCity } from '#test/support/claim-city.ts';

test('what claim, statement and plan refuse is told in the language that was asked for', async () => {
  const { path } = await createClaimCity();
  const told = async (...args: readonly string[]) => {
    const { code, err } = await runCamwatch(...args, '--ledger', path);
    return { code, err };
  };

  expect(await told('claim', 'withdraw', '9', '--by', 'a', '--reason', 'gửi nhầm', '--lang', 'vi')).toEqual({
    code: 1,
    err: 'camwatch: cần số của đề nghị có trong sổ ghi, nhận được "9"\n',
  });
  expect(await told('claim', 'withdraw', '9', '--by', 'a', '--reason', 'a mistake', '--lang=en')).toEqual({
    code: 1,
    err: 'camwatch: expected the number of a claim that is on record, got "9"\n',
  });
  expect(await told('claim', 'withdraw', '--lang', 'vi')).toEqual({
    code: 2,
    err: "lỗi: thiếu tùy chọn bắt buộc '--by <party>'\n",
  });
  expect(await told('claim', 'show', '9', '--colour', '--lang', 'vi')).toEqual({
    code: 2,
    err: "lỗi: không có tùy chọn '--colour'\n",
  });
  expect(await told('statement', 'show', '--contract', 'keeper', '--period', 'soon', '--lang', 'vi')).toEqual(
    {
      code: 1,
      err: 'camwatch: --period: cần kỳ như 2026-10, 2026-Q4 hoặc 2026, nhận được "soon"\n',
    },
  );
  expect(await told('plan', 'status', '--task', 'II.99', '--config', 'config/hanoi', '--lang', 'vi')).toEqual(
    {
      code: 1,
      err: expect.stringMatching(
        /^camwatch: cần số của nhiệm vụ trong plan\.yaml \(.+\), nhận được "II\.99"\n$/,
      ),
    },
  );
});

const PLAN = ['--config', 'config/hanoi', '--lang', 'vi'];

test.each([
  [
    ['plan', 'status', '--year', '1999', ...PLAN],
    "giá trị '1999' của tùy chọn '--year <year>' không hợp lệ. cần năm như 2025",
  ],
  [
    ['plan', 'status', '--as-of', 'soon', ...PLAN],
    '--as-of: cần thời điểm như 2025-10-01T08:00:00+07:00 hoặc 2025-10-01 08:00, nhận được "soon"',
  ],
  [
    ['plan', 'set', 'task', 'II.3', 'percent', '--by', 'dost', ...PLAN],
    'cần key=value, như percent=40, nhận được "percent"',
  ],
  [
    ['plan', 'set', 'task', 'II.3', 'percent=40', 'percent=50', '--by', 'dost', ...PLAN],
    'mỗi khóa chỉ được ghi một lần, nhận được hai lần percent',
  ],
  [
    ['plan', 'set', 'task', 'II.3', 'evidence=a\u202eb', '--by', 'dost', ...PLAN],
    'evidence: cần văn bản đọc được, ký tự thứ 2 là U+202E, không nhìn thấy được',
  ],
  [
    ['plan', 'set', 'task', 'II.3', 'percent=40', '--by', 'dost', '--reason', 'no', ...PLAN],
    "giá trị 'no' của tùy chọn '--reason <text>' không hợp lệ. cần từ 3 đến 2000 ký tự trên một dòng",
  ],
  [
    ['plan', 'remove', 'inspection', 'x', '--by', 'dost', '--reason', 'no', ...PLAN],
    "giá trị 'no' của tùy chọn '--reason <text>' không hợp lệ. cần từ 3 đến 2000 ký tự trên một dòng",
  ],
  [
    ['plan', 'remind', '--by', 'nobody', ...PLAN],
    '--by: cần mã một đơn vị trong danh mục, nhận được "nobody"',
  ],
  [
    ['plan', 'remind', '--at', 'soon', ...PLAN],
    '--at: cần thời điểm như 2025-10-01T08:00:00+07:00 hoặc 2025-10-01 08:00, nhận được "soon"',
  ],
  [
    ['plan', 'remind', '--format', 'odt', ...PLAN],
    "giá trị 'odt' của tùy chọn '--format <formats>' không hợp lệ. cần một số trong docx, pdf, cách nhau bằng dấu phẩy",
  ],
  [
    ['plan', 'remind', '--letters', '--out', 'package.json', ...PLAN],
    '--out: package.json: cần thư mục, nhận được một tệp',
  ],
  [
    ['plan', 'forms', '--year', 'soon', '--out', 'x', ...PLAN],
    "giá trị 'soon' của tùy chọn '--year <year>' không hợp lệ. cần năm như 2025",
  ],
  [
    ['plan', 'collect', 'x', '--year', '2025', '--by', '-an', ...PLAN],
    "giá trị '-an' của tùy chọn '--by <account>' không hợp lệ. cần tên không quá 80 chữ cái, chữ số và dấu",
  ],
  [
    ['plan', 'collect', 'x', '--year', '2025', '--by', 'an', '--received', 'soon', ...PLAN],
    '--received: cần thời điểm như 2025-10-01T08:00:00+07:00 hoặc 2025-10-01 08:00, nhận được "soon"',
  ],
  [
    [
      'statement',
      'explain',
      'cam-1',
      '--contract',
      'a',
      '--period',
      '2026-10',
      '--outage',
      '0',
      '--lang',
      'vi',
    ],
    "giá trị '0' của tùy chọn '--outage <number>' không hợp lệ. cần số từ 1 trở lên",
  ],
])('%j: what is wrong with its words is told in Vietnamese', async (words, expected) => {
  const { path } = await createClaimCity();

  const { code, err } = await runCamwatch(...words, '--ledger', path);

  expect({ code, err }).toEqual({ code: 2, err: `lỗi: ${expected}\n` });
});
