import { describe, expect, test } from 'vitest';
import type { Json } from '#core/text/canonical-json.ts';
import type { Block } from '#documents/model/block.ts';
import { plainRuns, textOfRuns } from '#documents/model/plain-run.ts';
import { createReportContext } from '#reports/annual/frame/report-context.ts';
import {
  agencyNextSection,
  agencyObstacleSection,
  agencyTaskSection,
} from '#reports/annual/sections/agency-sections.ts';
import type { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import { missing } from '#reports/figures/document/missing-words.ts';

const AGENCY = 'so-xay-dung';
const WINDOW = { firstDate: '2024-12-01', lastDate: '2025-11-15' };

/** A report of the agency of which only the plan is read. */
function contextOf(state: { [member: string]: Json }) {
  const none = missing('no-devices');
  const plan = {
    state: {
      asOfDate: '2025-11-20',
      agencyNames: { [AGENCY]: 'Sở Xây dựng', dost: 'Sở Khoa học và Công nghệ' },
      definition: {
        name: 'Kế hoạch mẫu',
        report: { agency: 'dost', typeSymbol: 'BC', variant: 'electronic' },
      },
      ...state,
    },
  };
  const sections = { movement: none, counts: none, plan };
  const document = { scope: { kind: 'agency', agency: AGENCY }, year: 2025, city: { name: 'Hà Nội' } };
  return createReportContext({ ...document, window: WINDOW, sections } as unknown as FiguresDocument, []);
}

const textOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.map((block) => {
    if (block.kind === 'table')
      return block.rows
        .map(({ cells }) =>
          cells.map((cell) => (typeof cell === 'string' ? cell : plainText(cell.text))).join(' | '),
        )
        .join('\n');
    if ('title' in block) return block.title;
    return 'text' in block ? plainText(block.text) : block.kind;
  });
const plainText = (text: Parameters<typeof plainRuns>[0]) =>
  textOfRuns(plainRuns(text)).replaceAll('\u00a0', ' ');

const TASKS = [
  {
    id: 'II.5',
    name: 'Trung tâm quản lý giao thông',
    lead: AGENCY,
    status: 'in-progress',
    progressPercent: 40,
    note: 'đang chọn nhà thầu',
    milestones: [{ name: 'Phê duyệt', dueDate: '2025-06-30', isLate: true }],
  },
  {
    id: 'II.6',
    shortName: 'Camera của sở, ngành',
    leads: { text: 'Sở, ban, ngành' },
    agency: AGENCY,
    status: 'not-reported',
  },
  { id: 'II.1', shortName: 'Quy chế', name: 'Ban hành Quy chế', lead: 'dost', status: 'not-reported' },
  {
    id: 'II.2',
    name: 'Mở rộng',
    lead: 'dost',
    status: 'not-reported',
    evidence: [{ text: 'Đã góp ý thiết kế', agency: AGENCY }],
  },
];

describe('what an agency did', () => {
  test('is told of what it leads in its own words, and what it has not told is to be filled in', () => {
    const texts = textOf(agencyTaskSection(contextOf({ tasks: TASKS })));

    expect(texts.slice(0, 6)).toEqual([
      'Trung tâm quản lý giao thông (nhiệm vụ II.5)',
      'Cơ quan chủ trì: Sở Xây dựng.',
      'Kết quả: đang triển khai, đạt 40 %. Đang chọn nhà thầu.',
      'Phê duyệt: quá thời hạn 30/6/2025, chưa hoàn thành.',
      'Nhiệm vụ II.6',
      'Cơ quan chủ trì: Sở, ban, ngành.',
    ]);
    expect(texts[6]).toBe('Kết quả: [kết quả thực hiện nhiệm vụ II.6: ……].');
  });

  test('is told of what others lead where it did something', () => {
    const texts = textOf(agencyTaskSection(contextOf({ tasks: TASKS })));

    expect(texts.slice(7)).toEqual([
      'Nhiệm vụ phối hợp thực hiện',
      'Nhiệm vụ II.2 (Mở rộng), Sở Khoa học và Công nghệ chủ trì: Đã góp ý thiết kế.',
      'Phối hợp khi cơ quan chủ trì đề nghị: nhiệm vụ II.1 (Quy chế).',
    ]);
  });

  test('is nothing where the plan gives it no task', () => {
    expect(textOf(agencyTaskSection(contextOf({})))).toEqual([
      'Kế hoạch không giao nhiệm vụ riêng cho đơn vị.',
    ]);
  });
});

describe('what stands in the way of an agency', () => {
  test('is told without naming it: it is the one that reports', () => {
    const obstacle = [
      { id: '1', values: { text: 'Thiếu đường truyền', year: 2025, agency: AGENCY, cause: 'Chưa có vốn' } },
    ];

    const texts = textOf(agencyObstacleSection(contextOf({ obstacle })));

    expect(texts).toEqual([
      'Tồn tại, vướng mắc',
      'Thiếu đường truyền | Chưa có vốn | chưa nêu | chưa nêu đề xuất; chưa nêu thời hạn',
      'Kiến nghị, đề xuất',
      'Không có kiến nghị.',
    ]);
  });
});

describe('the next year of an agency', () => {
  test('has what it leads and what it entered', () => {
    const entered = [{ id: '1', values: { text: 'Kết nối camera', year: 2026, due: '2026-06-30' } }];

    const [table] = textOf(agencyNextSection(contextOf({ tasks: TASKS, 'next-task': entered })));

    expect(table).toMatch(
      /^II\.5\. Trung tâm quản lý giao thông \|.*\nII\.6\. Camera của sở, ngành \|.*\nKết nối camera \|.*Sở Xây dựng$/,
    );
  });
});
