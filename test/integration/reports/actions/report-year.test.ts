import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReportContext } from '#cli/reports/report-context.ts';
import { createTerminal } from '#cli/shell/terminal.ts';
import { recordHandedOut, reportId } from '#contracts/statements/handed-out.ts';
import { readZip, writeZip } from '#core/archives/zip.ts';
import { readDocx } from '#documents/check/docx-lines.ts';
import { renderDocx } from '#documents/docx/render-docx.ts';
import { romanNumber } from '#documents/model/roman-number.ts';
import { renderPdf } from '#documents/pdf/render-pdf.ts';
import { storeContent } from '#ledger/files/attachments.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { buildDocument } from '#reports/actions/build-document.ts';
import { checkPrinted } from '#reports/actions/check-printed.ts';
import { figureRows } from '#reports/actions/figure-rows.ts';
import { listFigures, listMarked } from '#reports/actions/list-figures.ts';
import { makeFigures } from '#reports/actions/make-figures.ts';
import type { ReportContext } from '#reports/actions/report-context.ts';
import { readFigures, type WrittenReport, writeReport } from '#reports/actions/write-report.ts';
import { isMissing } from '#reports/figures/document/figure-parts.ts';
import { sealFigures } from '#reports/figures/seal-figures.ts';
import { renderFiguresXlsx } from '#reports/workbook/render-figures-xlsx.ts';
import { CONFIG_HOME, runCamwatch } from '#test/support/camwatch.ts';
import { FIGURES_KEY, simulateYear } from '#test/support/figures-year.ts';
import { HANOI_DIR } from '#test/support/hanoi.ts';
import { convertByOffice } from '#test/support/office.ts';

const dir = mkdtempSync(join(tmpdir(), 'camwatch-report-'));
const ledger = join(dir, 'ledger.sqlite');
const question = { year: 2025, recordedBeforeMs: Date.parse('2025-11-20T00:00:00Z') };
let context: ReportContext;
let written: WrittenReport;

beforeAll(async () => {
  await simulateYear(ledger);
  context = await openReportContext(
    { config: HANOI_DIR, ledger },
    {
      terminal: createTerminal(process.stdout, process.stderr),
      stop: new AbortController().signal,
      // Who signs here is who verifies by the command.
      env: { XDG_CONFIG_HOME: CONFIG_HOME },
      language: 'en',
      reportProblem: () => undefined,
    },
  );
  const figures = await makeFigures(context, question);
  written = await writeReport(figures, { out: join(dir, 'out'), format: ['docx', 'pdf', 'xlsx'] }, context);
}, 240_000);
afterAll(() => rmSync(dir, { recursive: true }));

const fileOf = (ending: string): string => join(dir, 'out', `bao-cao-city-2025.${ending}`);
const bytesOf = (ending: string): Uint8Array => readFileSync(fileOf(ending));
const run = promisify(execFile);
const RENDER_CHILD = new URL('../../../support/render-child.ts', import.meta.url).pathname;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const flat = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the annual report of the made-up year', () => {
  test('holds hundreds of figures, each by an id that gives it again', () => {
    const rows = figureRows(written.document, written.figures.document, written.figures.document);

    expect(rows.length).toBeGreaterThan(500);
    expect(rows.filter(({ isEqual }) => !isEqual)).toEqual([]);
    expect(rows[0]?.command).toMatch(
      /^\.\/camwatch report figure .* --year 2025 --recorded-before 2025-11-20T00:00:00\.000Z$/,
    );
  });

  test('its body refers to every annex', () => {
    const body = JSON.stringify(written.document.body.map((block) => ({ ...block, png: undefined })));
    const { annexes } = written.document;
    const numbered = annexes.map(({ title }, index) => `Phụ lục ${romanNumber(index + 1)}: ${title}`);

    expect(annexes.length).toBe(3);
    expect(numbered.filter((name) => !new RegExp(`${name.split(':')[0]}\\b`).test(body))).toEqual([]);
  });

  test('prints neither the totals of the press nor the name of a secret site', async () => {
    const docx = readZip(bytesOf('docx')).find(({ path }) => path === 'word/document.xml');
    const text = Buffer.from(docx?.data ?? []).toString('utf8');

    expect(text).not.toMatch(/20\.405|19\.400/);
    expect(text).toContain('40.210');
    expect(written.document.annexes.some(({ secret }) => secret)).toBe(false);
  });

  test('lists the places that only a person can fill', () => {
    expect(listMarked(written.document).map(({ hint }) => hint)).toEqual(
      expect.arrayContaining(['số văn bản', 'thời hạn mới']),
    );
  });

  test('is written again from its sealed figures, byte for byte', async () => {
    const again = readFigures(fileOf('json'));
    const formats = ['docx', 'pdf', 'xlsx'] as const;
    await writeReport(again, { out: join(dir, 'again'), format: formats }, context);

    for (const format of formats)
      expect(
        Buffer.compare(bytesOf(format), readFileSync(join(dir, 'again', `bao-cao-city-2025.${format}`))),
      ).toBe(0);
  });

  test.each([
    ['several threads', 'as-is', {}],
    [
      'one thread, another zone and language',
      'as-is',
      { UV_THREADPOOL_SIZE: '1', TZ: 'America/New_York', LANG: 'C' },
    ],
    ['threads ready in another order, and a clock that leaps', 'stalled', { TZ: 'Asia/Kathmandu' }],
  ])(
    'has the same bytes with %s',
    async (_, mode, env) => {
      const { stdout } = await run(process.execPath, [RENDER_CHILD, fileOf('json'), mode], {
        env: { ...process.env, ...env },
      });

      const hashes = (['docx', 'pdf', 'xlsx'] as const).map(
        (format) => `${format} ${sha256(bytesOf(format))}`,
      );
      expect(stdout.trim().split('\n')).toEqual(hashes);
    },
    180_000,
  );

  test.each(['docx', 'pdf', 'xlsx'] as const)(
    'the figures in its %s are those that were sealed',
    async (format) => {
      const check = await checkPrinted({
        file: fileOf(format),
        bytes: bytesOf(format),
        figures: written.figures,
      });

      expect(check).toMatchObject({ isGood: true, problems: [], toRead: [] });
      expect(check.equal).toBeGreaterThan(500);
    },
    120_000,
  );

  test('a digit that was changed in the DOCX is named', async () => {
    const changed = writeZip(
      readZip(bytesOf('docx')).map(({ path, data }) => ({
        path,
        data:
          path === 'word/document.xml'
            ? Buffer.from(Buffer.from(data).toString('utf8').replace('>40.210<', '>30.210<'))
            : data,
      })),
    );

    const { isGood, problems } = await checkPrinted({
      file: 'changed.docx',
      bytes: changed,
      figures: written.figures,
    });

    expect(isGood).toBe(false);
    expect(problems.map(flat)).toEqual([
      expect.stringMatching(
        /^Thân báo cáo: targets\.rows\.cameras\.target: expected 40\.210, found 30\.210 in "Camera có trong danh mục/,
      ),
    ]);
  });

  test('a PDF that was changed is not the file that its figures give', async () => {
    const changed = Buffer.from(bytesOf('pdf'));
    changed[changed.length - 10] = 0;

    expect(
      await checkPrinted({ file: 'changed.pdf', bytes: changed, figures: written.figures }),
    ).toMatchObject({
      isGood: false,
      problems: [
        'the PDF is not the file that these figures give: it was changed, or made by another version',
      ],
    });
  });

  test('a figure that differs in a PDF is named with its page', async () => {
    const { document, sha256 } = written.figures;
    const { targets } = document.sections;
    if (isMissing(targets)) throw new Error('expected targets');
    const rows = targets.rows.map((row) => (row.id === 'ptz' ? { ...row, target: 13_007 } : row));
    const forged = { ...document, sections: { ...document.sections, targets: { rows } } };
    const pdf = await renderPdf(await buildDocument(forged, sha256));

    const { problems } = await checkPrinted({ file: 'forged.pdf', bytes: pdf, figures: written.figures });

    expect(problems).toContainEqual(
      expect.stringMatching(/^page \d+: targets\.rows\.ptz\.target: expected "12\.007", found "13\.007"$/),
    );
  });

  test('LibreOffice computes every formula of the workbook to what was sealed', async () => {
    const { bytes: bare, count } = await withoutResults(bytesOf('xlsx'));
    const bytes = await convertByOffice(bare, 'xlsx', 'xlsx');

    expect(count).toBeGreaterThan(1_000);
    expect(await checkPrinted({ file: 'computed.xlsx', bytes, figures: written.figures })).toMatchObject({
      isGood: true,
      problems: [],
    });
  }, 180_000);

  test('LibreOffice keeps every cell, name and date of the workbook, and adds nothing', async () => {
    const bytes = await convertByOffice(bytesOf('xlsx'), 'xlsx', 'xlsx');

    expect(await checkPrinted({ file: 'saved.xlsx', bytes, figures: written.figures })).toMatchObject({
      isGood: true,
      problems: [],
      toRead: [],
    });
  }, 180_000);

  test('a PDF that was handed out is known by its hash, also where another version drew it, and its figures are found with it', async () => {
    const { document, sha256: of, text } = written.figures;
    const pdf = Buffer.concat([bytesOf('pdf'), Buffer.from('% as an earlier version ended it')]);
    const earlier = join(dir, 'earlier.pdf');
    writeFileSync(earlier, pdf);
    const alone = ['report', 'verify', earlier, '--ledger', ledger];
    const figures = ['--figures', fileOf('json')];

    const before = await runCamwatch(...alone, ...figures);
    const decisions = openDecisions(ledger, { author: 'an', nowMs: Date.now });
    const kept = storeContent(ledger, 'figures.json', Buffer.from(text));
    recordHandedOut(decisions, {
      ...{ id: reportId(document.id), of, version: '0.0.1', kept: new Set([kept.sha256]) },
      files: [
        { ...kept, format: 'json' },
        { name: 'earlier.pdf', format: 'pdf', sha256: sha256(pdf), sizeBytes: pdf.length },
      ],
    });
    decisions.close();
    const after = await runCamwatch(...alone);

    expect(before.code).toBe(1);
    expect(before.out).toContain('not on record: this ledger handed out no file with this content');
    expect(before.out).toContain('more than good signatures: bytes behind the last end of the file');
    expect(after).toMatchObject({ code: 0, err: '' });
    expect(after.out).toMatch(/handed out on .+: earlier\.pdf, report:city:2025, an, row \d+/);
    expect(after.out).toMatch(/document: good, \d+ figures equal/);
    expect(after.out).toMatch(/\d+ figures compared with the ledger/);
  }, 180_000);

  test('the command verifies the DOCX against figures and ledger, and sees figures that were changed and sealed anew', async () => {
    const good = await runCamwatch('report', 'verify', fileOf('docx'), '--ledger', ledger);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toContain('key of the seal: good');
    expect(good.out).toMatch(/document: good, \d+ figures equal/);

    const { document } = written.figures;
    const forged = join(dir, 'forged.json');
    const changed = JSON.parse(JSON.stringify(document).replace('"closing":201', '"closing":301'));
    writeFileSync(forged, sealFigures({ ...changed, signer: FIGURES_KEY.signer }, FIGURES_KEY).text);
    const bad = await runCamwatch('report', 'verify', forged, '--ledger', ledger);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('seal of the figures: good');
    expect(bad.out).toContain(
      `signed by a key that this ledger does not know: expected ${document.signer.fingerprint}, got ${FIGURES_KEY.signer.fingerprint}`,
    );
    expect(bad.out).toMatch(/: 301 in the file, 201 from the ledger/);
  }, 180_000);
});

/** Takes away what every formula comes to: whatever stands there afterwards was computed by somebody else. */
async function withoutResults(
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly count: number }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  let count = 0;
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula === undefined) return;
        cell.value = { formula: cell.formula };
        count++;
      }),
    );
  return { bytes: new Uint8Array(await workbook.xlsx.writeBuffer()), count };
}

const textOf = async (figures: Pick<WrittenReport['figures'], 'document' | 'sha256'>): Promise<string> => {
  const document = await buildDocument(figures.document, figures.sha256);
  return flat(readDocx(await renderDocx(document)).lines.join('\n'));
};

describe('what a reader stumbles over', () => {
  test('an estimate has words and the figure of the data beside it, and stands in the report of the year alone', async () => {
    const { document, sha256 } = written.figures;
    const { plan } = document.sections;
    if (isMissing(plan)) throw new Error('expected a plan');
    const values = {
      year: 2025,
      figure: 'movement.city.camera.closing',
      value: '1245',
      basis: 'Kế hoạch lắp đặt',
    };
    const estimated = {
      ...document,
      sections: { ...document.sections, plan: { state: { ...plan.state, estimate: [{ id: '1', values }] } } },
    };

    expect(await textOf({ document: estimated, sha256 })).toContain(
      'Ước cả năm 2025, số camera cuối kỳ: 1.245 (số liệu đến hết ngày 15/11/2025: 201). Cơ sở ước tính: Kế hoạch lắp đặt.',
    );
    const month = { ...estimated, scope: { kind: 'month' as const, month: '2025-10' } };
    expect(await textOf({ document: month, sha256 })).not.toContain('Ước cả năm');
  });

  test('of a year in which no unit handed in there is no list of all', async () => {
    const text = await textOf(written.figures);

    expect(text).toContain('Chưa đơn vị nào trong 130 đơn vị gửi biểu mẫu báo cáo.');
    expect(text).not.toMatch(/Đơn vị chưa gửi biểu mẫu báo cáo|Danh sách đơn vị chưa gửi/);
  });

  test('carriers are not named by their ids, and one name is told apart by number', async () => {
    const text = await textOf(written.figures);

    expect(text).not.toContain('vien-thong-1');
    expect(text).toMatch(/Thuê đường truyền Internet \(mẫu\), số \d/);
  });

  test('the workbook has words where the figures have codes', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytesOf('xlsx')).buffer);
    const words = workbook.worksheets.flatMap((sheet) => {
      const all: string[] = [];
      sheet.eachRow((row) =>
        row.eachCell(({ value }) => {
          if (typeof value === 'string') all.push(value);
        }),
      );
      return all;
    });

    for (const code of ['reach', 'camera', 'agency', 'timeout', 'self', 'statements', 'cameras'])
      expect(words).not.toContain(code);
    expect(words).toEqual(
      expect.arrayContaining(['Kết nối', 'Bản thân thiết bị', 'chưa lập', 'Tổng số camera', 'Chênh lệch']),
    );
    const contracts = workbook.getWorksheet('Hợp đồng');
    // No statement, no money: its sum is empty and no zero.
    expect(contracts?.lastRow?.getCell(12).value).toBeNull();
  });

  test('the workbook has hours, money and days as a spreadsheet counts with them, and the plan', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytesOf('xlsx')).buffer);
    const cell = (sheet: string, title: string, row: number) => {
      const found = workbook.getWorksheet(sheet);
      const column = found?.getRow(1).values;
      if (!found || !Array.isArray(column)) throw new Error(`expected a sheet "${sheet}"`);
      return found.getCell(row, column.indexOf(title));
    };

    expect(cell('Nhiệm vụ', 'Hạn', 2)).toMatchObject({ value: new Date('2025-06-30'), numFmt: 'dd/mm/yyyy' });
    expect(cell('Theo tháng', 'Tháng', 2)).toMatchObject({
      value: new Date('2024-12-01'),
      numFmt: 'mm/yyyy',
    });
    expect(cell('Kinh phí', 'Đã giải ngân (đồng)', 2)).toMatchObject({
      value: expect.any(Number),
      numFmt: '#,##0',
    });
    expect(cell('Độ khả dụng', 'Gián đoạn (giờ)', 2)).toMatchObject({
      value: expect.closeTo(13_121.04, 0),
      numFmt: '#,##0.00',
    });
    expect(cell('Độ khả dụng', 'Độ khả dụng (%)', 2).value).toMatchObject({
      formula: 'IFERROR(ROUNDDOWN(100*(KD_hoạt_động+KD_suy_giảm)/KD_có_số_liệu,2),"")',
      result: 99.02,
    });
    expect(cell('Báo cáo của đơn vị', 'Biểu mẫu', 2).value).toBe('Chưa gửi');
  });

  test('nothing is told of zero sites and devices, and what is cut off is told to be', async () => {
    const text = await textOf(written.figures);

    expect(text).not.toMatch(/(?:Không xếp hạng|Không nêu tên) 0 |; 0 địa điểm/);
    expect(text.match(/nên tổng các dòng có thể khác dòng cộng\./g)).toHaveLength(1);
  });

  test('an agency that has nothing left is told so, and nothing of the city', async () => {
    const figures = await makeFigures(context, { ...question, agency: 'so-xay-dung' });
    const text = await textOf(figures);

    expect(text).toContain('Cuối kỳ không có thiết bị nào trong danh mục để kiểm tra.');
    expect(text).toContain('Giấy chứng nhận hợp quy: cuối kỳ không có thiết bị nào trong danh mục.');
    expect(text).not.toMatch(/Có không có|lượt thiết bị|tổng số của Thành phố|Toàn Thành phố|Các đơn vị/i);
    expect(text).toContain(
      'Trong kỳ tiếp nhận từ đơn vị khác 31, bàn giao cho đơn vị khác 31 camera; không có camera nào trong danh mục',
    );
    expect(text).toContain('Cuối kỳ không có camera nào trong danh mục.');
    expect(text).not.toMatch(/Camera theo mục đích sử dụng|theo địa bàn quận|Đơn vị có độ khả dụng/i);
    expect(text).toContain('Điểm lắp đặt không còn camera hoạt động: không có.');
    const { annexes } = await buildDocument(figures.document, figures.sha256);
    expect(annexes.map(({ title }) => title)).toEqual([
      'Văn bản, kiểm tra, tập huấn, đề xuất nghiên cứu',
      'Thiết bị có độ khả dụng thấp nhất và địa điểm cần lưu ý',
    ]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await renderFiguresXlsx(figures)).buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Giới thiệu',
      'Nhiệm vụ',
      'Kinh phí',
      'Biến động',
      'Độ khả dụng',
      'Theo tháng',
      'Nguyên nhân',
      'Xếp hạng',
    ]);
    expect(workbook.getWorksheet('Độ khả dụng')?.getCell('D2').value).toBe('Toàn bộ');
  });

  test('a register of which nothing was entered is a sentence and no empty table', async () => {
    const { document, sha256 } = written.figures;
    const { plan } = document.sections;
    if (isMissing(plan)) throw new Error('expected a plan');
    const sections = { ...document.sections, plan: { state: { ...plan.state, inspection: [] } } };

    expect(await textOf({ document: { ...document, sections }, sha256 })).toContain('B. Kiểm tra: không có.');
  });

  test('an agency that ended is told until when it was in charge', () => {
    const names = written.document.annexes.flatMap(({ title, blocks }) =>
      title === 'Camera theo đơn vị quản lý, sử dụng'
        ? blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(({ cells }) => cells[0]) : []))
        : [],
    );

    expect(names.length).toBeGreaterThan(20);
    expect(names).toContain('Sở Giao thông vận tải*');
    expect(names).toContain('UBND phường Ba Đình');
  });
});

describe('what cannot be reported', () => {
  test('an agency without devices has clear words and no zero', async () => {
    const figures = await makeFigures(context, { ...question, agency: 'so-tai-chinh' });
    const { document } = await writeReport(figures, { out: join(dir, 'none'), format: ['docx'] }, context);

    expect(new Set(listFigures(document).map(({ value }) => value))).toEqual(new Set(['']));
    expect(await textOf(figures)).toContain(
      'Biến động thiết bị: trong kỳ đơn vị không quản lý thiết bị nào.',
    );
  });

  test.each([
    [
      ['annual', '--year', '2024'],
      'camwatch: config/hanoi/plan.yaml: expected the year 2024 among report.years, with its data and its deadline, got 2025, 2026\n',
    ],
    [
      ['agency', 'nobody', '--year', '2025'],
      'camwatch: agency: expected the id of one of the 164 agencies on record, got "nobody"\n',
    ],
    [['annual'], 'error: expected --year, or --from with sealed figures\n'],
    [
      ['figure', 'nothing.at.all', '--month', '2025-10'],
      'camwatch: nothing.at.all: expected a figure of month:2025-10, got none of that id; "camwatch report annual --table" lists them\n',
    ],
    [['verify', 'README.md'], /^camwatch: README\.md: expected its sealed figures beside it/],
  ])(
    '%j is refused',
    async (args, message) => {
      const { code, err } = await runCamwatch('report', ...args, '--ledger', ledger);

      expect(code).toBe(message === 'error: expected --year, or --from with sealed figures\n' ? 2 : 1);
      if (typeof message === 'string')
        expect(err.replaceAll(`${HANOI_DIR}/`, 'config/hanoi/')).toContain(message);
      else expect(err).toMatch(message);
    },
    30_000,
  );

  test('10,000 rows with names of every kind go into the DOCX as they are', async () => {
    const { document, sha256 } = written.figures;
    const { movement } = document.sections;
    if (isMissing(movement)) throw new Error('expected a movement');
    const name = 'Phường <b>Ằ&ữ</b> "ỵ" =1+1 ]]> \u202e\u0007';
    const steps = { opening: 0, installed: 1, received: 0, handedOver: 0, scrapped: 0, closing: 1 };
    const agency = Array.from({ length: 10_000 }, (_, index) => ({
      ...{ id: `agency-${index}`, name: `${name} ${index}`, kinds: { camera: steps } },
    }));
    const many = { ...document, sections: { ...document.sections, movement: { ...movement, agency } } };

    const report = await buildDocument(many, sha256);
    const { lines } = readDocx(await renderDocx(report));

    expect(lines.filter((line) => line.startsWith('Phường <b>Ằ&ữ</b> "ỵ" =1+1 ]]> '))).toHaveLength(10_000);
  });

  test('half a year says that it is none', async () => {
    const { document, sha256 } = written.figures;
    const half = { ...document, window: { ...document.window, length: 'part' as const, days: 182 } };

    const { body } = await buildDocument(half, sha256);

    expect(body).toContainEqual({
      kind: 'paragraph',
      text: 'Kỳ số liệu chỉ gồm 182 ngày, chưa đủ một năm; không dùng số liệu này để đánh giá cả năm 2025.',
    });
  });

  test('files that are there are not written over', async () => {
    await expect(
      writeReport(written.figures, { out: join(dir, 'out'), format: ['docx'] }, context),
    ).rejects.toThrow(/bao-cao-city-2025\.docx: expected no such file, or --force, got one$/);
  });
});
