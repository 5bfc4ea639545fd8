import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '#core/text/canonical-json.ts';
import type { Block } from '#documents/model/block.ts';
import { plainRuns, textOfRuns } from '#documents/model/plain-run.ts';
import type { RichText } from '#documents/model/rich-text.ts';
import { registerAnnex } from '#reports/annual/annexes/register-annex.ts';
import { createReportContext, type ReportContext } from '#reports/annual/frame/report-context.ts';
import { handInSection } from '#reports/annual/sections/hand-in-section.ts';
import { fundingSection } from '#reports/annual/sections/money-section.ts';
import { nextTaskSection } from '#reports/annual/sections/next-year-section.ts';
import { obstacleSection } from '#reports/annual/sections/obstacle-section.ts';
import { opinionSection } from '#reports/annual/sections/opinion-section.ts';
import { soundnessSection } from '#reports/annual/sections/soundness-section.ts';
import { summarySection } from '#reports/annual/sections/summary-section.ts';
import { taskSection } from '#reports/annual/sections/task-section.ts';
import type { FiguresDocument, FiguresSections } from '#reports/figures/document/annual-figures.ts';
import { isMissing } from '#reports/figures/document/figure-parts.ts';
import { openFigures } from '#reports/figures/seal-figures.ts';
import { type OldLedger, unpackOldLedger } from '#test/support/old-ledger.ts';

/** Figures of a city as an earlier version sealed them, of which each test changes what it is about. */
let old: OldLedger;
let base: FiguresDocument;

beforeAll(() => {
  old = unpackOldLedger('reports-1');
  const { sealed } = openFigures(readFileSync(join(old.folder, 'sealed', 'bao-cao-city-2025.json'), 'utf8'));
  if (!sealed) throw new Error('expected sealed figures');
  base = sealed.document;
});
afterAll(() => old.remove());

type State = Readonly<Record<string, Json>>;

function contextOf(state: State, sections: Partial<FiguresSections> = {}): ReportContext {
  const { plan } = base.sections;
  if (isMissing(plan)) throw new Error('expected a plan');
  const changed = { ...base.sections, ...sections, plan: { state: { ...plan.state, ...state } } };
  return createReportContext({ ...base, sections: changed }, ['registers']);
}

const plain = (text: RichText): string => textOfRuns(plainRuns(text)).replaceAll('\u00a0', ' ');

/** One line a paragraph, and one a row with its cells apart. */
function linesOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block): string[] => {
    if (block.kind === 'table')
      return block.rows.map(({ cells }) =>
        cells.map((cell) => plain(typeof cell === 'string' ? cell : cell.text)).join(' | '),
      );
    if ('text' in block) return [plain(block.text)];
    return 'title' in block ? [block.title] : [];
  });
}

const entry = (id: string, values: State): Json => ({ id, values, files: [] });
const task = (id: string, more: State): Json => ({
  ...{
    id,
    name: `Việc ${id}`,
    lead: 'cong-an',
    coordinators: [],
    milestones: [],
    evidence: [],
    status: 'not-reported',
  },
  ...more,
});

/** Of several that lead it, each with its own part. */
const withoutLead = (id: string, units: readonly State[]): Json => ({
  ...{ id, name: `Việc ${id}`, leads: { agencies: [], kinds: ['ward'], except: [] }, coordinators: [] },
  ...{ milestones: [], evidence: [], status: 'in-progress', units },
});

describe('the summary', () => {
  const tasks = [
    task('II.1', { status: 'in-progress', progressPercent: 80, toMonth: '2025-06', shortName: 'Quy chế' }),
    task('II.2', { status: 'done', fromMonth: '2025-01', toMonth: '2026-12' }),
  ];

  test('has each task with sign, word, progress, time and lead, and says once that there is no year before', () => {
    const lines = linesOf(summarySection(contextOf({ tasks })));

    expect(lines[0]).toMatch(/^II\.1\. Quy chế \| ▲ Quá thời hạn \| 80 % \| 30\/6\/2025 \| /);
    expect(lines[1]).toMatch(/^II\.2\. Việc II\.2 \| ■ Đã hoàn thành \| – \| 2025-2026 \| /);
    expect(lines.filter((line) => line.includes('2024'))).toEqual(['Chưa có số liệu năm 2024 để so sánh.']);
  });

  test('tells what changed since the year before, where that is known', () => {
    const { movement } = base.sections;
    const cameras = isMissing(movement) ? 0 : (movement.city.camera?.closing ?? 0);
    const yearBefore = {
      ...{ fromMs: 0, toMs: 1, firstDate: '2023-12-01', lastDate: '2024-11-15' },
      ...{ kinds: { camera: cameras + 3 }, indicators: {} },
    };
    const funding = [2024, 2025].map((year) =>
      entry(`f${year}`, {
        source: 'Ngân sách',
        year,
        allocated: '1000000000',
        disbursed: `${year - 1525}000000`,
      }),
    );

    const lines = linesOf(summarySection(contextOf({ tasks, funding }, { yearBefore })));

    expect(lines.find((line) => line.startsWith('Camera có trong danh mục'))).toMatch(
      new RegExp(`\\| ${cameras} \\| ${cameras + 3} \\| −3$`),
    );
    expect(lines).toContain('Tỷ lệ giải ngân so với kinh phí được giao | 50,0 % | 49,9 % | +0,1');
    expect(lines.join()).not.toContain('Chưa có số liệu năm 2024');
  });

  test('asks for decisions on what is late, what is asked of its reader, what stands in the way and what was found', () => {
    const [to] = contextOf({}).addressees;
    const proposal = [
      entry('p', { text: 'Bố trí kinh phí.', year: 2025, to: to ?? '' }),
      entry('q', { text: 'Việc của Sở', year: 2025, to: 'Sở Tài chính' }),
    ];
    const obstacle = [
      entry('o', { text: 'Thiếu điện', year: 2025 }),
      entry('r', { text: 'Đã xong', year: 2025, resolved: '2025-03-01' }),
    ];
    const planFindings = { rows: [{ id: 'unused', devices: 2, sites: 1, examples: [] }] };

    const silent = { agency: 'x', status: 'not-reported', milestones: [], evidence: [] };
    const others = [
      task('II.4', { fromMonth: '2025-01' }),
      task('II.5', {
        status: 'in-progress',
        milestones: [{ name: 'Thiết kế', dueDate: '2025-01-31', isLate: true }],
      }),
      withoutLead('II.6', [silent, { ...silent, agency: 'y' }, { ...silent, agency: 'z', status: 'done' }]),
    ];
    const { contracts } = base.sections;
    const [one] = isMissing(contracts) ? [] : contracts.rows;
    const [period] = one?.periods ?? [];
    if (isMissing(contracts) || !one || !period) throw new Error('expected a period of a contract');
    const row = {
      ...{ ...one, name: 'Bảo trì', number: '1', targetPpm: 950_000, none: 4 },
      periods: [{ ...period, goodMs: 90, countedMs: 100 }],
    };
    const sections = { planFindings, contracts: { ...contracts, rows: [row] } };

    const lines = linesOf(
      summarySection(contextOf({ tasks: [...tasks, ...others], proposal, obstacle }, sections)),
    );

    const decisions = lines.slice(lines.findIndex((line) => line.endsWith('xem xét, quyết định:')) + 1);
    expect(decisions[0]).toMatch(
      /^Giao .* hoàn thành nhiệm vụ II\.1 \(Quy chế\), quá thời hạn 30\/6\/2025; thời hạn mới: \[.*\]\.$/,
    );
    expect(decisions.slice(1)).toEqual([
      'Đôn đốc Công an thực hiện nhiệm vụ II.5: Thiết kế quá thời hạn 31/01/2025.',
      'Yêu cầu cơ quan chủ trì báo cáo kết quả: nhiệm vụ II.4 (Công an) và nhiệm vụ II.6 (02/3 đơn vị chủ trì).',
      'Chấn chỉnh nhà thầu có độ khả dụng thấp hơn mức cam kết: Bảo trì, số 1 (90,00 %, cam kết 95 %).',
      'Chỉ đạo lập bảng đối soát hợp đồng: còn 04 kỳ chưa lập.',
      'Bố trí kinh phí.',
      'Chỉ đạo tháo gỡ vướng mắc: Thiếu điện.',
      'Cho ý kiến xử lý: 02 thiết bị tại 01 địa điểm đã lắp đặt nhưng ngừng hoạt động kéo dài.',
    ]);
  });
});

describe('under a task', () => {
  test('stands all that names it, and of a register of its own every entry', () => {
    const values = { date: base.window.lastDate, subject: 'Lớp', classes: 1, units: 2, attendees: 30 };
    const lines = linesOf(
      taskSection(
        contextOf({
          tasks: [task('II.3', {}), task('II.7', { registers: ['training'], isYearly: true })],
          ...{ document: [], inspection: [], research: [], obstacle: [], funding: [] },
          training: [entry('a', { ...values, task: 'II.3' }), entry('b', values)],
        }),
      ),
    );

    expect(lines).toContain(
      'Đã tổ chức 01 lớp tập huấn với 30 lượt người của 02 lượt đơn vị tham dự (Phụ lục).',
    );
    expect(lines.at(-1)).toBe(
      'Đã tổ chức 02 lớp tập huấn với 60 lượt người của 04 lượt đơn vị tham dự (Phụ lục).',
    );
    expect(lines.filter((line) => line === 'Cơ quan chủ trì chưa báo cáo kết quả.')).toHaveLength(1);
  });
});

describe('money', () => {
  test('is told by source, task and unit with rates, and what is hard to believe is marked', () => {
    const funding = [
      entry('a', {
        source: 'Ngân sách thành phố',
        year: 2025,
        allocated: '2400000000',
        disbursed: '2600000000',
        task: 'II.3',
        agency: 'x',
      }),
      entry('b', { source: 'Tài trợ', year: 2025, allocated: '1000000000', agency: 'y' }),
    ];

    const lines = linesOf(
      fundingSection(contextOf({ tasks: [], funding, agencyNames: { x: 'Đơn vị X', y: 'Đơn vị Y' } })),
    );

    expect(lines).toContain('Ngân sách thành phố (*) | – | 2.400.000.000 | 2.600.000.000 | 108,3 %');
    expect(lines).toContain('Không gắn nhiệm vụ | – | 1.000.000.000 | – | –');
    expect(lines).toContain('Đơn vị X (*) | – | 2.400.000.000 | 2.600.000.000 | 108,3 %');
    expect(lines).toContain('Cộng | – | 3.400.000.000 | 2.600.000.000 | –');
    expect(lines.at(-1)).toContain(
      '(*) Cần đơn vị xác nhận lại: Đơn vị X, nhiệm vụ II.3: số giải ngân lớn hơn số được giao.',
    );
  });

  test('that its unit confirmed is not asked about again', () => {
    const funding = [
      entry('a', { source: 'Tài trợ', year: 2025, allocated: '2400', disbursed: '2400', confirmed: 'yes' }),
    ];

    const note = linesOf(fundingSection(contextOf({ tasks: [], funding }))).at(-1);

    expect(note).toContain('(*) Đơn vị đã xác nhận: Tài trợ: số tiền dưới một triệu đồng');
    expect(note).not.toContain('Cần đơn vị xác nhận lại');
  });

  test('of the budget alone says that no other source was told', () => {
    const funding = [
      entry('a', { source: 'Ngân sách phường', year: 2025, allocated: '1000000', disbursed: '0' }),
    ];

    expect(linesOf(fundingSection(contextOf({ tasks: [], funding }))).at(-1)).toBe(
      'Nguồn hợp pháp khác ngoài ngân sách: chưa có số liệu.',
    );
  });
});

describe('next year', () => {
  test('has what is late, yearly, open or not begun, and not what is over', () => {
    const lines = linesOf(
      nextTaskSection(
        contextOf({
          tasks: [
            task('II.1', { status: 'in-progress', progressPercent: 80, toMonth: '2025-06' }),
            task('II.2', { status: 'not-started', fromMonth: '2026-01', toMonth: '2026-12' }),
            task('II.3', { status: 'done', toMonth: '2025-06' }),
            task('II.7', { status: 'done', isYearly: true }),
          ],
          'next-task': [],
        }),
      ),
    );

    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual([
      'II.1. Việc II.1 | Quá thời hạn 30/6/2025 | [thời hạn mới: ……]',
      'II.2. Việc II.2 | Chưa triển khai | Năm 2026',
      'II.7. Việc II.7 | Nhiệm vụ hàng năm | Hàng năm',
    ]);
  });
});

const UNIT = {
  ...{ id: 'x', name: 'Ủy ban nhân dân phường X', sites: 3, devices: 8, secretSites: 1, notListed: 0 },
  places: [
    { id: 's', name: 'Nút giao 1', devices: 4, detail: 'dost:not-asked police:not-asked' },
    { id: 't', name: 'Nút giao 2', devices: 2, detail: 'dost:waiting police:not-agreed' },
  ],
};

describe('what parts I.2 and IV of the plan ask for', () => {
  const planFindings = {
    checked: { devices: 256, cameras: 199 },
    rows: [{ id: 'installed-without-opinion', devices: 8, sites: 3, examples: [], units: [UNIT] }],
  };

  test('sites without opinions stand by unit and name, secret ones as a number, and requests wait since a day', () => {
    const waiting = { status: 'waiting', daysWaiting: 200 };
    const answered = {
      ...{ status: 'answered', date: '2025-04-01', daysWaiting: 8 },
      ...{ place: 'agreed', technology: 'agreed-with-conditions' },
    };
    const site = [
      { site: 's9', request: { date: '2025-03-24' }, dost: waiting, police: answered, files: [] },
    ];

    expect(
      linesOf(
        opinionSection(
          contextOf({ site, exemption: [], siteNames: { s9: 'Khu dân cư 2' } }, { planFindings }),
        ),
      ),
    ).toEqual([
      'Không phát hiện camera lắp đặt sau khi tạm dừng đầu tư mới, chưa có căn cứ được loại trừ, trên 256 thiết bị được đối chiếu.',
      '08 camera tại 03 địa điểm lắp đặt khi chưa có đủ ý kiến của Sở Khoa học và Công nghệ, Công an Thành phố',
      'UBND phường X | 3 | 8 | Nút giao 1 (chưa xin ý kiến); Nút giao 2 (Sở Khoa học và Công nghệ chưa trả lời; Công an Thành phố không thống nhất). 01 địa điểm thuộc danh mục bí mật, không nêu tên.',
      'Đã đề nghị cho ý kiến đối với 01 địa điểm; Sở Khoa học và Công nghệ đã trả lời 0, đang chờ 01; Công an Thành phố đã trả lời 01 (bình quân 8,0 ngày), đang chờ 0. Công an Thành phố thống nhất có điều kiện về giải pháp công nghệ tại 01 địa điểm. Đang chờ: Khu dân cư 2 (chờ Sở Khoa học và Công nghệ từ ngày 24/3/2025).',
    ]);
  });

  test('none found is told with how many were looked at', () => {
    const lines = linesOf(soundnessSection(contextOf({}, { planFindings })));

    expect(lines.slice(0, 2)).toEqual([
      'Trùng lắp: không phát hiện camera có thể trùng vị trí, hướng quan sát với camera của đơn vị khác, trên 199 camera đã xác định đơn vị quản lý, có tọa độ và hướng quan sát, được đối chiếu.',
      expect.stringMatching(
        /^Lãng phí: không phát hiện thiết bị đã lắp đặt nhưng ngừng hoạt động kéo dài \(từ \d+ ngày liên tục đến ngày [\d/]+\), trên 256 thiết bị được đối chiếu/,
      ),
    ]);
    const none = { ...planFindings, checked: { devices: 256, cameras: 0 } };
    expect(linesOf(soundnessSection(contextOf({}, { planFindings: none })))[0]).toBe(
      'Trùng lắp: chưa có camera nào có đủ đơn vị quản lý, tọa độ, hướng quan sát để đối chiếu.',
    );
  });

  test('forms with errors, blank, with nothing to report and not sent are told apart', () => {
    const handIn = {
      ...{ units: 5, handedIn: 4, waiting: ['e'] },
      states: {
        complete: { count: 1, units: ['a'] },
        'with-errors': { count: 1, units: ['b'] },
        blank: { count: 1, units: ['c'] },
        'nothing-to-report': { count: 1, units: ['d'] },
        'not-sent': { count: 1, units: ['e'] },
      },
    };
    const agencyNames = { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' };

    expect(linesOf(handInSection(contextOf({ tasks: [], handIn, agencyNames })))).toEqual([
      '04/5 đơn vị đã gửi biểu mẫu báo cáo. 01 đơn vị gửi biểu mẫu còn sai sót, đã yêu cầu sửa (B). 01 đơn vị báo không phát sinh số liệu (D). 01 đơn vị gửi biểu mẫu để trống (C). Đơn vị chưa gửi: E.',
    ]);
  });

  test('cameras that units declared are told, with what became of them', () => {
    const handIn = { units: 1, handedIn: 1, waiting: [] };
    const declaredCameras = {
      ...{ cameras: 12, taken: 1, declined: 8, waiting: 3 },
      units: [
        { id: 'a', cameras: 10 },
        { id: 'b', cameras: 2 },
      ],
    };
    const agencyNames = { a: 'Ủy ban nhân dân phường A', b: 'Sở B' };

    expect(linesOf(handInSection(contextOf({ handIn, declaredCameras, agencyNames })))[1]).toBe(
      'Đơn vị kê khai, chưa có trong danh mục: 12 camera (UBND phường A 10 và Sở B 02); trong đó 01 đã đưa vào danh mục, 08 không thuộc phạm vi quản lý và 03 đang xem xét.',
    );
  });

  test('more units that did not hand in than the text has room for stand in the annex, in as few lines as they fit', () => {
    const waiting = Array.from({ length: 21 }, (_, index) => `u${index}`);
    const names = waiting.map((id, index): [string, string] => [id, `Ủy ban nhân dân phường ${index + 1}`]);
    const handIn = { units: 22, handedIn: 1, waiting };
    const context = contextOf({ tasks: [], handIn, agencyNames: Object.fromEntries(names) });

    expect(linesOf(handInSection(context))).toEqual([
      '01/22 đơn vị đã gửi biểu mẫu báo cáo. Danh sách đơn vị chưa gửi nêu tại Phụ lục.',
    ]);
    expect(linesOf(registerAnnex.blocks(context)).at(-1)).toMatch(/^UBND phường \| 1; 2; 3; .*; 21$/);
  });

  test('an obstacle stands with cause, whose it is, what is proposed and until when', () => {
    const obstacle = [
      entry('o', {
        text: 'Thiếu điện.',
        year: 2025,
        task: 'II.6',
        cause: 'Chưa đấu nối',
        owner: 'Điện lực',
        proposal: 'Đấu nối',
        due: '2025-12-31',
      }),
      entry('p', { text: 'Thiếu người', year: 2025, resolved: '2025-03-01' }),
    ];

    expect(linesOf(obstacleSection(contextOf({ obstacle })))).toEqual([
      'Thiếu điện (nhiệm vụ II.6) | Chưa đấu nối | Điện lực | Đấu nối; thời hạn 31/12/2025',
      'Thiếu người | chưa nêu | chưa nêu | Đã khắc phục ngày 01/3/2025',
    ]);
  });
});
