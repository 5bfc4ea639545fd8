import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { Dossier } from '#contracts/dossier/dossier-schema.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { renderStatementXlsx } from '#reports/statement/sheets/render-statement-xlsx.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { settlementOf, TERMS } from '#test/support/settlement.ts';
import { instant, stretch } from '#test/support/sla-input.ts';
import { DOSSIER, FILED_MS, NAMES } from '#test/support/statement-dossier.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';

function inputOf(cameras = 1, more: Partial<StatementDocument> = { dossier: DOSSIER }): StatementInput {
  const ledger = statementLedger();
  const down = { down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] };
  const terms = { ...TERMS, targets: { ...TERMS.targets, availabilityPpm: 950_000 } };
  ledger.draft(settlementOf({ terms, cameras: Array.from({ length: cameras }, () => down) }));
  return {
    document: { ...ledger.document(), ...more },
    sha256: ledger.life().latest?.sha256 ?? '',
    names: NAMES,
    words: createDocumentWords('Asia/Ho_Chi_Minh'),
  };
}

/** Rows of a sheet as maps by the titles of its columns, without what is empty. */
async function rowsOf(input: StatementInput, name: string): Promise<readonly Record<string, unknown>[]> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await renderStatementXlsx(input);
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  await workbook.xlsx.load(buffer);
  const rows: Record<string, unknown>[] = [];
  const sheet = workbook.getWorksheet(name);
  sheet?.eachRow((row, number) => {
    if (number === 1) return;
    const told: Record<string, unknown> = {};
    row.eachCell((cell, column) => {
      if (cell.value !== null) told[String(sheet.getCell(1, column).value)] = cell.value;
    });
    rows.push(told);
  });
  return rows;
}

/** An instant as a sheet has it: the wall clock of the zone. */
const wall = (atMs: number) => new Date(atMs + 7 * 3_600_000);

describe('the dossier in the workbook of a statement', () => {
  test('has each act with who did it, when, on which papers by hash, why, and whether it was in time', async () => {
    const rows = await rowsOf(inputOf(), 'Hồ sơ');

    expect(rows.map((row) => row.Việc)).toEqual([
      'gửi đề nghị',
      'trả lời',
      'quyết định: chấp thuận một phần',
    ]);
    expect(rows[0]).toEqual({
      'Hồ sơ': 'Đề nghị loại trừ số 7',
      Mã: 'claim:7',
      'Dòng sổ ghi': 1,
      Việc: 'gửi đề nghị',
      Bên: 'Nhà thầu A',
      'Tài khoản': 'an',
      'Ghi sổ lúc': wall(FILED_MS),
      'Nhận hoặc thông báo lúc': wall(FILED_MS),
      'Nội dung':
        'mất điện, từ 08:00 05/11/2026 đến 08:00 07/11/2026, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam; quy trách nhiệm cho Viễn thông B',
      'Căn cứ, lý do, ý kiến': 'thông báo của điện lực',
      'Văn bản (SHA-256)': `bien-ban.pdf (${'e'.repeat(64)})`,
    });
    expect(rows[1]).toMatchObject({ Bên: 'Viễn thông B', 'Căn cứ, lý do, ý kiến': 'đường truyền tốt' });
    expect(rows[2]).toMatchObject({
      Bên: 'Sở Khoa học và Công nghệ',
      'Nội dung':
        'chấp thuận từ 08:00 05/11/2026 đến 08:00 06/11/2026: 1 ngày trong 2 ngày được đề nghị; toàn bộ thiết bị',
      'Căn cứ, lý do, ý kiến': 'điện lực xác nhận một phần',
      Hạn: wall(instant('2026-11-08T09:00')),
      'quá hạn (ms)': 86_400_000,
      'Thời hạn của hợp đồng': 'quyết định: muộn 1 ngày (hạn 09:00 08/11/2026)',
    });
  });

  test('tells who was asked and never answered, and what waits to be decided', async () => {
    const [claim] = DOSSIER.claims;
    if (!claim) throw new Error('expected a claim');
    const { decision: _, ...rest } = claim;
    const waiting: Dossier['claims'][number] = {
      ...rest,
      status: 'filed',
      hearings: [],
      toHear: [{ party: 'contractor:b', outcome: 'silent', askedMs: FILED_MS, untilMs: FILED_MS + 1 }],
      limits: [{ limit: 'decided', dueMs: FILED_MS, overMs: 60_000 }],
    };
    const rows = await rowsOf(inputOf(1, { dossier: { ...DOSSIER, claims: [waiting] } }), 'Hồ sơ');

    expect(rows.slice(1)).toEqual([
      expect.objectContaining({
        Việc: 'đã được hỏi, hết hạn không trả lời',
        Bên: 'Viễn thông B',
        Hạn: wall(FILED_MS + 1),
      }),
      expect.objectContaining({
        Việc: 'chưa quyết định',
        'quá hạn (ms)': 60_000,
        'Thời hạn của hợp đồng': 'quyết định: chưa có, đã quá hạn (hạn 09:00 09/11/2026)',
      }),
    ]);
  });

  test('has work, what is not measured, and objections', async () => {
    const at = { seq: 4, recordedMs: FILED_MS, author: 'an', by: 'contractor:a' };
    const dossier: Dossier = {
      ...DOSSIER,
      claims: [],
      works: [
        {
          ref: 'maintenance:3',
          fromMs: FILED_MS,
          toMs: FILED_MS + 3_600_000,
          entities: ['device:cam-1'],
          holds: false,
          announced: { ...at, announcedMs: FILED_MS, reason: 'thay nguồn', files: [] },
          cancelled: { ...at, seq: 5, reason: 'mưa' },
          limits: [{ limit: 'announced', dueMs: FILED_MS, doneMs: FILED_MS, overMs: 0 }],
        },
      ],
      unmeasured: [
        {
          ref: 'unmeasured:2',
          entity: 'device:cam-1',
          indicator: 'reach',
          cause: 'monitoring',
          fromMs: FILED_MS,
          decided: { ...at, reason: 'hỏng bộ đo', files: [] },
        },
      ],
      objections: [{ number: 1, seq: 9, files: [], lines: [], claims: [], limits: [] }],
    };
    const objections = [
      {
        number: 1,
        recordedMs: FILED_MS,
        author: 'binh',
        by: 'contractor:a',
        why: 'điện lực cắt điện',
        lines: [],
        outages: [],
        entities: ['device:cam-1'],
      },
    ];
    const rows = await rowsOf(inputOf(1, { dossier, objections }), 'Hồ sơ');

    expect(rows.map((row) => [row['Hồ sơ'], row.Việc, row['Căn cứ, lý do, ý kiến']])).toEqual([
      ['Bảo trì theo kế hoạch số 3', 'thông báo bảo trì', 'thay nguồn'],
      ['Bảo trì theo kế hoạch số 3', 'hủy', 'mưa'],
      ['Quyết định không đo số 2', 'quyết định', 'hỏng bộ đo'],
      ['Ý kiến không đồng ý số 1', 'nêu ý kiến', 'điện lực cắt điện'],
    ]);
    expect(rows[0]?.['Nội dung']).toBe(
      'từ 09:00 09/11/2026 đến 10:00 09/11/2026, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam; của nhà thầu khác thông báo: không có hiệu lực với hợp đồng này',
    );
    expect(rows[0]?.['Thời hạn của hợp đồng']).toBe('thông báo trước: đúng hạn (hạn 09:00 09/11/2026)');
  });

  test('has every device of a decision by name and place, and what was accepted of it', async () => {
    expect(await rowsOf(inputOf(), 'Thiết bị của hồ sơ')).toEqual([
      {
        'Hồ sơ': 'Đề nghị loại trừ số 7',
        Mã: 'claim:7',
        'Thiết bị, đường truyền': 'device:cam-1',
        tên: 'Camera 1',
        'địa điểm': 'số 1 Lê Duẩn, Phường Cửa Nam',
        Từ: wall(instant('2026-11-05T08:00')),
        Đến: wall(instant('2026-11-07T08:00')),
        'chấp thuận từ': wall(instant('2026-11-05T08:00')),
        'chấp thuận đến': wall(instant('2026-11-06T08:00')),
      },
    ]);
  });

  test('names the company that answers for what others’ time is put down to, and its carrier', async () => {
    expect(await rowsOf(inputOf(), 'Bên chịu trách nhiệm')).toMatchObject([
      {
        'Thiết bị, đường truyền': 'link:l-1',
        tên: 'Tuyến Lê Duẩn',
        'bên chịu trách nhiệm': 'Viễn thông B',
        'hợp đồng': 'line',
        'nhà mạng': 'Hạ tầng C',
      },
    ]);
  });

  test('is left out where a file of an earlier version has none', async () => {
    const { dossier: _, ...document } = inputOf().document;

    expect(await rowsOf({ ...inputOf(), document }, 'Hồ sơ')).toEqual([]);
  });

  test('never leaves Bên A blank', async () => {
    const rows = await rowsOf(inputOf(), 'Tổng hợp');

    expect(rows[3]).toMatchObject({
      'Số liệu': 'Bên A',
      'Tính lại từ các trang': 'Sở Khoa học và Công nghệ',
    });
  });
});

describe('the sheets of figures', () => {
  test.each(['Khoản tiền', 'Phụ thuộc', 'Thiết bị', 'Gián đoạn', 'Khoảng thời gian'])(
    '%s names device and place beside the id',
    async (name) => {
      const hangsOn: StatementDocument['hangsOn'] = {
        cases: [
          {
            assume: 'unknown-down',
            byType: { penalty: '0', deduction: '45000', damages: '0' },
            total: '45000',
          },
        ],
        lines: [
          {
            part: 1,
            rule: 'deductions',
            type: 'deduction',
            entity: 'device:cam-1',
            payable: '0',
            cases: ['45000'],
          },
        ],
      };
      const [row] = await rowsOf(inputOf(1, { dossier: DOSSIER, hangsOn }), name);

      expect(row).toMatchObject({
        'Thiết bị, đường truyền': 'device:cam-1',
        tên: 'Camera 1',
        'địa điểm': 'số 1 Lê Duẩn, Phường Cửa Nam',
      });
    },
  );

  test('have a share of a fee as the language writes it, and whole fees as numbers', async () => {
    const input = inputOf(2);
    const [part] = input.document.figures.parts;
    const entities = part?.entities.map((entity, index) => {
      const fee = index === 0 ? { vnd: '77419.3548…', arithmetic: '' } : entity.fee;
      return { ...entity, ...(fee && { fee }) };
    });
    const figures = {
      ...input.document.figures,
      parts: [{ ...part, entities }],
    } as StatementDocument['figures'];

    const rows = await rowsOf({ ...input, document: { ...input.document, figures } }, 'Thiết bị');

    expect(rows.map((row) => row['phí của kỳ (đồng)'])).toEqual(['77.419,3548…', 150_000]);
  });

  test('say in words which indicator was measured', async () => {
    const [row] = await rowsOf(inputOf(), 'Thiết bị');

    expect(row?.['Chỉ tiêu giám sát']).toBe('kết nối');
  });
});

describe('the sheet of what missed a target', () => {
  test('has all of twelve, each with device, place, figure, target, money and clause', async () => {
    const rows = await rowsOf(inputOf(12), 'Không đạt');
    const availability = rows.filter((row) => row['Cam kết'] === 'độ khả dụng');

    expect(availability).toHaveLength(12);
    expect(availability[0]).toEqual({
      'Phần của kỳ': 1,
      'Cam kết': 'độ khả dụng',
      'Thiết bị, đường truyền': 'device:cam-1',
      tên: 'Camera 1',
      'địa điểm': 'số 1 Lê Duẩn, Phường Cửa Nam',
      'Kết quả': '90,00 %',
      'Mức cam kết': '95,00 %',
      'cách tính': '2.332.800.000 / 2.592.000.000 ms = 90,00 % < 95,00 %',
      'Các khoản tiền': '1',
      'sau mức trần (đồng)': 45_000,
      'điều của Quy tắc': '8.1',
    });
  });
});

describe('the sheet of what a restatement changed', () => {
  test('says in words what went into a line of money', async () => {
    const line = 'parts › 2026-11 › money › lines › deductions · device:cam-1';
    const differences = [
      { where: `${line} › inputs › belowPpm`, old: '950000', new: '985000' },
      { where: `${line} › inputs › vnd`, old: '200000', new: '300000' },
      { where: `${line} › amount`, old: '45000', new: '7500' },
    ];

    const rows = await rowsOf(inputOf(1, { dossier: DOSSIER, differences }), 'Thay đổi');

    expect(rows.map((row) => [row['Nội dung'], row.Cũ, row.Mới])).toEqual([
      [
        'giảm trừ thanh toán, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam, số liệu đầu vào, thấp hơn ngưỡng',
        '95,00 %',
        '98,50 %',
      ],
      [
        'giảm trừ thanh toán, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam, số liệu đầu vào, đơn giá hoặc mức',
        '200.000 đồng',
        '300.000 đồng',
      ],
      [
        'giảm trừ thanh toán, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam, trước mức trần',
        '45.000 đồng',
        '7.500 đồng',
      ],
    ]);
  });

  test('says why, and has what came on record since', async () => {
    const differences = [
      { where: 'parts › 2026-11 › entities › device:cam-1 › percent', old: '90.00', new: '96.66' },
      { where: 'parts › 2026-11 › entities › device:cam-2 › percent', old: '90.00', new: '96.66' },
    ];
    const since: Dossier['since'] = {
      recordedBeforeMs: FILED_MS,
      changes: [
        {
          kind: 'claim-decided',
          ref: 'claim:7',
          count: 1,
          recordedMs: FILED_MS,
          author: 'an',
          entities: ['device:cam-1'],
        },
        {
          ...{ kind: 'void', ref: 'void:9', count: 2, recordedMs: FILED_MS, author: 'chi' },
          ...{ reason: 'đồng hồ chạy nhanh', entities: [] },
        },
      ],
    };
    const input = inputOf(1, { dossier: { ...DOSSIER, since }, differences });

    expect(await rowsOf(input, 'Thay đổi')).toMatchObject([
      {
        Cũ: '90,00 %',
        Mới: '96,66 %',
        'Đối với': 'Camera 1',
        'Nội dung': 'độ khả dụng',
        'Vì sao': 'đề nghị loại trừ số 7 được chấp thuận (09:00 09/11/2026)',
        'Vị trí trong bản điện tử': differences[0]?.where,
      },
      { 'Vì sao': 'không xác định được' },
    ]);
    expect(await rowsOf(input, 'Ghi sổ sau')).toEqual([
      {
        Việc: 'đề nghị loại trừ số 7 được chấp thuận',
        Mã: 'claim:7',
        'Số dòng': 1,
        'Ghi sổ lúc': wall(FILED_MS),
        'Tài khoản': 'an',
        'Thiết bị, đường truyền': 'Camera 1, số 1 Lê Duẩn, Phường Cửa Nam',
      },
      {
        Việc: 'dòng sổ ghi bị bỏ, không còn được tính, do chi: “đồng hồ chạy nhanh”',
        Mã: 'void:9',
        'Số dòng': 2,
        'Ghi sổ lúc': wall(FILED_MS),
        'Tài khoản': 'chi',
      },
    ]);
  });
});
