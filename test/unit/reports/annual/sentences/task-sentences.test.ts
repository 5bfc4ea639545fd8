import { describe, expect, test } from 'vitest';
import type { Json } from '#core/text/canonical-json.ts';
import { plainRuns, textOfRuns } from '#documents/model/plain-run.ts';
import type { RichText } from '#documents/model/rich-text.ts';
import { createFigurePrinter } from '#reports/annual/frame/figure-printer.ts';
import type { PlanTaskRecord } from '#reports/annual/frame/plan-record.ts';
import { type Standing, standingOf } from '#reports/annual/frame/task-standing.ts';
import {
  documentSentence,
  researchSentence,
  trainingSentence,
} from '#reports/annual/sentences/register-sentences.ts';
import {
  dutySentence,
  milestoneSentences,
  progressSentence,
} from '#reports/annual/sentences/task-sentences.ts';

const plain = (text: RichText): string => textOfRuns(plainRuns(text)).replaceAll('\u00a0', ' ');
const upper = (id: string): string => id.toUpperCase();

const TASK: PlanTaskRecord = {
  id: 'II.1',
  name: 'Ban hành Quy chế tạm thời',
  lead: 'so-khcn',
  coordinators: ['a', 'b', 'c'],
  toMonth: '2025-06',
  isYearly: false,
  documents: [],
  registers: [],
  status: 'not-reported',
  milestones: [],
  evidence: [],
};
type Given = Partial<PlanTaskRecord>;

describe('who has a task', () => {
  test.each<[Given, string]>([
    [{}, 'Cơ quan chủ trì: SO-KHCN. Cơ quan phối hợp: A; B; C. Thời gian: tháng 6/2025.'],
    [
      { lead: undefined, coordinators: [], toMonth: undefined },
      'Cơ quan chủ trì: [cơ quan chủ trì nhiệm vụ II.1: ……].',
    ],
    [
      {
        lead: undefined,
        leads: { text: 'Sở, ban, ngành', agencies: [], kinds: ['department'] },
        coordinating: { text: 'Công an thành phố Hà Nội; các sở', agencies: [], kinds: [] },
        timeText: 'Giai đoạn 2025-2030',
        documents: [{ type: 'Quyết định', number: '6369/QĐ-UBND', date: '2024-12-11' }],
      },
      'Cơ quan chủ trì: Sở, ban, ngành. Cơ quan phối hợp: Công an thành phố Hà Nội; các sở. Thời gian: Giai đoạn 2025-2030. Căn cứ: Quyết định số 6369/QĐ-UBND ngày 11/12/2024.',
    ],
  ])('is told in the words of the plan, and what is not known is a marked place: %#', (given, text) => {
    expect(plain(dutySentence({ ...TASK, ...given }, upper))).toBe(text);
  });
});

const progressOf = (given: Given, standing: Standing = 'in-progress'): string => {
  const task = { ...TASK, ...given };
  const tasks: Json = JSON.parse(JSON.stringify([task]));
  return plain(progressSentence(createFigurePrinter({ plan: { state: { tasks } } }), task, standing, upper));
};

const UNITS: NonNullable<PlanTaskRecord['units']> = [
  { agency: 'x', status: 'done' },
  { agency: 'y', status: 'in-progress' },
  { agency: 'z', status: 'not-reported' },
];

describe('how far a task is', () => {
  test.each<[Given, Standing, string]>([
    [{}, 'not-reported', 'Cơ quan chủ trì chưa báo cáo kết quả.'],
    [{}, 'overdue', 'Cơ quan chủ trì chưa báo cáo kết quả. Nhiệm vụ đã quá thời hạn ngày 30/6/2025.'],
    [
      { evidence: [{ text: 'tiến độ phần việc 60 %', agency: 'catp' }] },
      'not-reported',
      'Cơ quan chủ trì chưa báo cáo kết quả. Theo CATP: tiến độ phần việc 60 %.',
    ],
    [
      { evidence: [{ text: 'tờ trình số 12', agency: 'so-khcn' }] },
      'not-reported',
      'Cơ quan chủ trì chưa báo cáo kết quả. Theo SO-KHCN: tờ trình số 12.',
    ],
    [
      { status: 'in-progress', progressPercent: 40, agency: 'so-khcn', note: 'đã trình dự thảo' },
      'in-progress',
      'Theo SO-KHCN: đang triển khai, đạt 40 %. Đã trình dự thảo.',
    ],
    [{ status: 'paused' }, 'paused', 'Tình trạng: tạm dừng.'],
    [
      {
        status: 'in-progress',
        agency: 'catp',
        evidence: [
          { text: 'phần việc 20 %', agency: 'catp' },
          { text: 'phần việc 60 %', agency: 'catp' },
          { text: 'tờ trình số 12', agency: 'so-khcn' },
        ],
      },
      'in-progress',
      'Theo SO-KHCN: đang triển khai. Tờ trình số 12. Theo CATP: phần việc 60 %.',
    ],
    [{ lead: undefined, units: UNITS }, 'in-progress', '01/3 đơn vị chủ trì chưa báo cáo kết quả.'],
    [
      { lead: undefined, units: [{ agency: 'z', status: 'not-reported' }] },
      'not-reported',
      '01/1 đơn vị chủ trì chưa báo cáo kết quả.',
    ],
  ])('is told with who said it: %#', (given, standing, text) => {
    expect(progressOf(given, standing)).toBe(text);
  });

  test('what the reporter did itself is told as its own, and a person says why it is late', () => {
    const of = (given: Given): string => {
      const own = { ...TASK, ...given };
      const tasks: Json = JSON.parse(JSON.stringify([own]));
      const print = createFigurePrinter({ plan: { state: { tasks } } });
      return plain(progressSentence(print, own, 'overdue', upper, 'so-khcn'));
    };

    expect(of({ status: 'in-progress', agency: 'so-khcn' })).toBe(
      'Đang triển khai. Nhiệm vụ đã quá thời hạn ngày 30/6/2025. Nguyên nhân chậm: [nguyên nhân chậm nhiệm vụ II.1: ……].',
    );
    expect(of({})).toMatch(/^Kết quả: \[kết quả thực hiện nhiệm vụ II\.1: ……\]\. /);
  });

  test('what units reported of a yearly task stands in the place of a lead that said nothing', () => {
    expect(progressOf({ registers: ['training'], toMonth: undefined }, 'in-progress')).toBe('');
  });

  test.each<[Given, boolean, Standing]>([
    [{}, false, 'overdue'],
    [{ status: 'done' }, false, 'done'],
    [{ toMonth: '2025-11' }, false, 'not-reported'],
    [{ toMonth: undefined }, true, 'in-progress'],
    [{ toMonth: undefined, status: 'not-started' }, true, 'not-started'],
    [{ status: 'in-progress', progressPercent: 80 }, false, 'overdue'],
  ])('late comes first: %#', (given, hasEntries, standing) => {
    expect(standingOf({ ...TASK, ...given }, '2025-11-20', hasEntries)).toBe(standing);
  });

  test('milestones in time, late, and not yet due', () => {
    const milestone = { name: 'Ban hành', dueDate: '2025-06-30', isLate: false };
    const milestones = [
      { ...milestone, doneDate: '2025-06-12' },
      { ...milestone, doneDate: '2025-07-01' },
      milestone,
      { ...milestone, dueDate: '2025-12-31' },
    ];

    expect(milestoneSentences({ ...TASK, milestones }, '2025-11-20')).toEqual([
      'Ban hành: hoàn thành ngày 12/6/2025, trong thời hạn 30/6/2025.',
      'Ban hành: hoàn thành ngày 01/7/2025, sau thời hạn 30/6/2025.',
      'Ban hành: quá thời hạn 30/6/2025, chưa có báo cáo hoàn thành.',
      'Ban hành: thời hạn 31/12/2025.',
    ]);
  });
});

describe('what was entered in registers', () => {
  const window = { firstDate: '2024-12-01', lastDate: '2025-11-15', annex: ' (Phụ lục I)' };
  const print = createFigurePrinter({
    plan: {
      state: {
        document: [{ values: { date: '2024-01-01' } }],
        training: [
          { values: { date: '2025-10-14', classes: 2, units: 45, attendees: 92 } },
          { values: { date: '2025-10-20', classes: 1, units: 3, attendees: 8, task: 'II.3' } },
        ],
        research: [{ values: { date: '2025-07-01', title: 'x', status: 'ordered', amount: '850000000' } }],
      },
    },
  });

  test('counts in the window alone, of all tasks or of one', () => {
    expect(plain(documentSentence(print, window))).toBe(
      'Chưa có văn bản chỉ đạo, hướng dẫn nào được báo cáo.',
    );
    expect(plain(trainingSentence(print, window))).toBe(
      'Đã tổ chức 03 lớp tập huấn với 100 lượt người của 48 lượt đơn vị tham dự (Phụ lục I).',
    );
    expect(plain(trainingSentence(print, { ...window, task: 'II.3' }))).toBe(
      'Đã tổ chức 01 lớp tập huấn với 08 lượt người của 03 lượt đơn vị tham dự (Phụ lục I).',
    );
    expect(plain(researchSentence(print, window))).toBe(
      'Đã đề xuất 01 nhiệm vụ khoa học và công nghệ, trong đó 01 nhiệm vụ đã được xem xét, đặt hàng; kinh phí dự kiến 850.000.000 đồng (Phụ lục I).',
    );
  });
});
