import { expect, onTestFinished, test, vi } from 'vitest';
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
    ['probe', 'cam-0001', '--times', '0', ...PLAN],
    "giá trị '0' của tùy chọn '--times <count>' không hợp lệ. cần số nguyên từ 1 đến 100",
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
  [
    ['incidents', 'list', '--limit', '0', '--lang', 'vi'],
    "giá trị '0' của tùy chọn '--limit <count>' không hợp lệ. cần số nguyên từ 1 trở lên",
  ],
  [
    ['incidents', 'list', '--since', 'soon', '--lang', 'vi'],
    '--since: cần thời điểm như 2026-10-01 hoặc khoảng thời gian như 7d, nhận được "soon"',
  ],
  [
    ['incidents', 'ack', 'x', '--note', 'no', '--lang', 'vi'],
    "giá trị 'no' của tùy chọn '--note <text>' không hợp lệ. cần từ 3 đến 2000 ký tự trên một dòng",
  ],
  [
    ['incidents', 'ack', 'x', '--as', 'nobody', '--lang', 'vi'],
    "giá trị 'nobody' của tùy chọn '--as <party>' không hợp lệ. cần operator, agency:ID hoặc contractor:ID",
  ],
  [
    ['incidents', 'note', 'x', 'no', '--lang', 'vi'],
    "giá trị 'no' của đối số 'text' không hợp lệ. cần từ 3 đến 2000 ký tự trên một dòng",
  ],
  [
    ['incidents', 'log', '--from', '2026-10-05 08:00', '--to', '2026-10-05 07:00', '--lang', 'vi'],
    '--from: cần thời điểm trước --to',
  ],
  [
    ['incidents', 'log', '--shift', '--from', '2026-10-05 08:00', '--lang', 'vi'],
    'cần --shift, hoặc --from và --to',
  ],
  [
    ['incidents', 'log', '--shift', 'nobody', ...PLAN],
    '--shift: cần một lịch trực của cấu hình (alerts.rosters): một trong truc-nen-tang; hoặc ghi --from và --to',
  ],
  [
    ['alerts', 'outbox', '--limit', 'x', '--lang', 'vi'],
    "giá trị 'x' của tùy chọn '--limit <count>' không hợp lệ. cần số nguyên từ 1 trở lên",
  ],
  [
    ['alerts', 'resend', 'x', '--lang', 'vi'],
    "giá trị 'x' của đối số 'number' không hợp lệ. cần số của một tin nhắn",
  ],
  [['statement', 'document', '--lang', 'vi'], 'cần tệp đã niêm phong, hoặc --contract và --period'],
  [
    ['statement', 'document', 'x.json', '--format', 'odt', '--lang', 'vi'],
    "giá trị 'odt' của tùy chọn '--format <formats>' không hợp lệ. cần một số trong docx, xlsx, pdf, cách nhau bằng dấu phẩy",
  ],
  [['statement', 'verify', '--lang', 'vi'], 'cần một tệp, hoặc --proof'],
  [
    ['statement', 'verify', 'x.json', '--fingerprint', '9f2c', '--lang', 'vi'],
    "giá trị '9f2c' của tùy chọn '--fingerprint <digits>' không hợp lệ. cần 64 chữ số thập lục phân",
  ],
])('%j: what is wrong with its words is told in Vietnamese', async (words, expected) => {
  const { path } = await createClaimCity();

  const { code, err } = await runCamwatch(...words, '--ledger', path);

  expect({ code, err }).toEqual({ code: 2, err: `lỗi: ${expected}\n` });
});

test.each([
  [['report', 'annual'], 'cần --year, hoặc --from với số liệu đã niêm phong'],
  [
    ['report', 'annual', '--year', '1999'],
    "giá trị '1999' của tùy chọn '--year <year>' không hợp lệ. cần năm như 2025",
  ],
  [
    ['report', 'annual', '--year', '2025', '--recorded-before', '2025-11-20'],
    "giá trị '2025-11-20' của tùy chọn '--recorded-before <instant>' không hợp lệ. cần thời điểm kèm độ lệch múi giờ, như 2025-11-20T10:00:00Z",
  ],
  [
    ['report', 'annual', '--year', '2025', '--format', 'odt'],
    "giá trị 'odt' của tùy chọn '--format <formats>' không hợp lệ. cần một số trong docx, pdf, xlsx, json, cách nhau bằng dấu phẩy",
  ],
  [
    ['alerts', 'simulate', 'storm', '--start', 'soon'],
    '--start: cần thời điểm như 2025-10-01T08:00:00+07:00 hoặc 2025-10-01 08:00, nhận được "soon"',
  ],
  [
    ['ledger', 'show', 'cam-1', '--from', 'soon'],
    '--from: cần ngày như 2025-10-01, thời điểm như 2025-10-01T08:00+07:00, hoặc khoảng thời gian đến nay như 24h, nhận được "soon"',
  ],
  [
    ['ledger', 'verify', '--head', '7'],
    "giá trị '7' của tùy chọn '--head <row:hash>' không hợp lệ. cần số của một dòng, dấu hai chấm và 64 chữ số thập lục phân",
  ],
  [
    ['ledger', 'import', 'x.csv', '--source', 'z', '--covers', '2025-10-02..2025-10-01'],
    '--covers: cần hai ngày hoặc thời điểm như 2025-01-01..2025-10-01 (không gồm điểm cuối), nhận được "2025-10-02..2025-10-01"',
  ],
  [
    ['checkpoint', 'cosign', 'x.txt', '--key', 'our.pem', '--name', 'a+b'],
    "giá trị 'a+b' của tùy chọn '--name <name>' không hợp lệ. cần tên không có khoảng trắng và dấu cộng",
  ],
  [['sla', '--csv', '--json'], "tùy chọn '--csv' không dùng cùng tùy chọn '--json'"],
  [['report', 'monthly'], 'cần --period, hoặc --from với số liệu đã niêm phong'],
  [
    ['report', 'monthly', '--period', '2025-13'],
    "giá trị '2025-13' của tùy chọn '--period <month>' không hợp lệ. cần tháng như 2025-10",
  ],
  [['report', 'agency'], 'cần mã đơn vị và --year, hoặc --from với số liệu đã niêm phong'],
  [['report', 'figures'], 'cần --year hoặc --month'],
  [['report', 'figure', 'x', '--month', '2025-10', '--agency', 'a'], 'cần --year khi có --agency'],
])('%j, without --lang: told in the language of the environment', async (words, expected) => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  onTestFinished(() => void vi.unstubAllEnvs());

  expect(await runCamwatch(...words)).toEqual({ code: 2, out: '', err: `lỗi: ${expected}\n` });
});
