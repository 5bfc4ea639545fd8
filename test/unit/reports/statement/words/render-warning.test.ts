import { expect, test } from 'vitest';
import { renderWarning } from '#reports/statement/words/render-warning.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { instant, ZONE } from '#test/support/sla-input.ts';

const [vi, en] = [
  createWords('vi', ZONE, (_style, text) => text),
  createWords('en', ZONE, (_style, text) => text),
];
const atMs = instant('2026-11-10T00:00');

const CASES: readonly (readonly [Parameters<typeof renderWarning>[0], vi: string, en: string])[] = [
  [
    { code: 'covers-nothing' },
    'không có thiết bị, đường truyền nào của hợp đồng hoạt động trong kỳ',
    'the contract covers nothing that was in service',
  ],
  [
    { code: 'terms-changed', atMs: [atMs] },
    'điều khoản hoặc nhà thầu thay đổi từ 2026-11-10 00:00: số liệu và các khoản tiền tính riêng từng phần',
    'terms or contractor change at 2026-11-10 00:00: figures and money are by part',
  ],
  [
    { code: 'contract-recorded-late', sinceMs: atMs },
    'hợp đồng chỉ có trong sổ ghi từ 2026-11-10 00:00: thời gian trước đó coi như không khác',
    'the contract is on record from 2026-11-10 00:00 on: before that it is taken to have been the same',
  ],
  [
    { code: 'contract-recorded-late', sinceMs: atMs, before: 'left-out' },
    'hợp đồng chỉ có trong sổ ghi từ 2026-11-10 00:00: thời gian trước đó không được đối soát, không tính vào số liệu, phí và các khoản tiền',
    'the contract is on record from 2026-11-10 00:00 on: what is before that is not settled, and in no figure, fee or amount',
  ],
  [
    { code: 'contract-recorded-late', sinceMs: atMs, before: 'settled' },
    'hợp đồng chỉ có trong sổ ghi từ 2026-11-10 00:00: thời gian trước đó được đối soát theo cùng điều khoản, vì điều khoản quy định như vậy (before_record)',
    'the contract is on record from 2026-11-10 00:00 on: before that it is settled by the same terms, as these say (before_record)',
  ],
  [
    { code: 'not-measured', indicator: 'reach', count: 1_200, of: 1_300, entities: ['device:a', 'device:b'] },
    '1.200 trong 1.300 thiết bị, đường truyền không có số liệu nào về kết nối: device:a, device:b …; không bên nào bị phạt hay giảm trừ vì các thiết bị, đường truyền này',
    'nothing is known of the reach of 1,200 of 1,300 devices and lines: device:a, device:b …; nobody is charged for them',
  ],
  [
    { code: 'record-incomplete' },
    'sổ ghi chưa có đủ số liệu của kỳ: số liệu còn có thể thay đổi',
    'not all of the period is on record yet: figures may change',
  ],
  [
    { code: 'claim-pending', claim: 'claim:7' },
    'đề nghị loại trừ số 7 chưa được quyết định: nếu được chấp thuận, số liệu có thể thay đổi',
    'claim No. 7 is not decided yet: if it is accepted, figures may change',
  ],
  [
    { code: 'decided-late', claim: 'claim:7', dueMs: atMs, atMs: atMs + 86_400_000 },
    'đề nghị loại trừ số 7 được quyết định lúc 2026-11-11 00:00, muộn 1 ngày so với hạn 2026-11-10 00:00 của hợp đồng',
    'claim No. 7 was decided 2026-11-11 00:00, 1d after the limit of the contract (2026-11-10 00:00)',
  ],
  [
    { code: 'filed-late', claim: 'claim:7', dueMs: atMs, atMs: atMs + 3_600_000 },
    'đề nghị loại trừ số 7 được gửi lúc 2026-11-10 01:00, muộn 1 giờ so với hạn 2026-11-10 00:00 của hợp đồng',
    'claim No. 7 came in 2026-11-10 01:00, 1h after the limit of the contract (2026-11-10 00:00)',
  ],
  [
    { code: 'heard-late', claim: 'claim:7', party: 'agency:x', dueMs: atMs, atMs: atMs + 3_600_000 },
    'agency:x nêu ý kiến về đề nghị loại trừ số 7 lúc 2026-11-10 01:00, muộn 1 giờ so với hạn 2026-11-10 00:00 của hợp đồng',
    'agency:x answered to claim No. 7 2026-11-10 01:00, 1h after the limit of the contract (2026-11-10 00:00)',
  ],
  [
    { code: 'announced-late', work: 'maintenance:3', dueMs: atMs, atMs: atMs + 3_600_000 },
    'bảo trì theo kế hoạch số 3 được thông báo lúc 2026-11-10 01:00, muộn 1 giờ so với hạn 2026-11-10 00:00 của hợp đồng',
    'planned work No. 3 was announced 2026-11-10 01:00, 1h after the limit of the contract (2026-11-10 00:00)',
  ],
  [
    { code: 'decision-overdue', claim: 'claim:7', dueMs: atMs },
    'đề nghị loại trừ số 7 chưa được quyết định dù đã quá hạn 2026-11-10 00:00 của hợp đồng',
    'claim No. 7 is not decided, though the limit of the contract (2026-11-10 00:00) is over',
  ],
  [
    { code: 'repeats-unknown-before', period: '2026-08' },
    'số kỳ vi phạm liên tiếp chỉ tính ngược đến kỳ tháng 8 năm 2026, kỳ này chưa phát hành bảng đối soát: không xét các kỳ trước đó',
    'breaches in a row are counted back to the period August 2026, of which no statement is issued: what was before is not known',
  ],
  ['as an earlier version wrote it', 'as an earlier version wrote it', 'as an earlier version wrote it'],
];

test.each(CASES)('renderWarning tells %j in both languages', (warning, inVietnamese, inEnglish) => {
  expect(renderWarning(warning, vi)).toBe(inVietnamese);
  expect(renderWarning(warning, en)).toBe(inEnglish);
});
