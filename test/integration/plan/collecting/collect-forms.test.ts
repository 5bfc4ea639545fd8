import { copyFile, mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formsTextsEn } from '#cli/plan/forms-texts-en.ts';
import { formsTextsVi } from '#cli/plan/forms-texts-vi.ts';
import { renderCollected } from '#cli/plan/render-collected.ts';
import { loadConfig } from '#config/load-config.ts';
import { readAttachment } from '#ledger/files/attachments.ts';
import type { CollectOutcome } from '#plan/actions/collect-forms.ts';
import { applyEdit } from '#plan/collecting/edit-config.ts';
import { announceEdit } from '#plan/collecting/pending-edit.ts';
import { readSubmitted } from '#plan/collecting/read-submitted.ts';
import { buildLists } from '#plan/forms/form-lists.ts';
import { fillFormFile, write } from '../../../support/fill-form.ts';
import { type FormsCity, formsOf, IN_TIME_MS, LATE_MS, makeFormsCity } from '../../../support/forms-city.ts';
import { openTempReader } from '../../../support/temp-ledger.ts';

const stepsOf = ({ ledger }: FormsCity) =>
  [...openTempReader(ledger).decisions('plan_step')].map(
    ({ id, action, author }) => `${id} ${action} ${author}`,
  );
const outcomesOf = ({ forms }: CollectOutcome) => forms.map(({ outcome, rows }) => `${outcome} ${rows}`);

const DOCUMENT = { B4: '12/BC', C4: '03/09/2025', D4: 'Báo cáo' };

describe('forms that come in', () => {
  test('go on record whole, with the file itself', async () => {
    const city = await makeFormsCity();
    const form = city.formOf('police');
    await fillFormFile(form, (workbook) => {
      write(workbook, 'Thiết bị', { I4: 'Có', J4: 'Hoạt động tốt' });
      write(workbook, 'Văn bản', DOCUMENT);
    });

    const outcome = await city.collect([form]);

    expect(outcomesOf(outcome)).toEqual(['recorded 3']);
    expect(stepsOf(city)).toEqual([
      'self-report:cam-0:2025 set an',
      'document:police-2025-1 set an',
      'submission:police:2025 collected an',
    ]);
    const { state, selfReports } = await formsOf(city);
    expect(selfReports.get('cam-0')).toEqual({ agency: 'police', inUse: true, state: 'up' });
    expect(state.submissions).toMatchObject([
      { agency: 'police', isLate: false, counts: { device: 1, document: 1 } },
    ]);
    const [file] = state.submissions[0]?.files ?? [];
    expect(readAttachment(city.ledger, file?.sha256 ?? '').equals(await readFile(form))).toBe(true);
  });

  test('add nothing when they come in again, and take the place of the last one when they say something else', async () => {
    const city = await makeFormsCity();
    const form = city.formOf('ward');
    await fillFormFile(form, (workbook) => write(workbook, 'Văn bản', DOCUMENT));
    await city.collect([form]);
    // Saved once more, so that its bytes are others.
    await fillFormFile(form, (workbook) => write(workbook, 'Nhiệm vụ', { J9: null }));
    const again = await city.collect([form]);
    await fillFormFile(form, (workbook) =>
      write(workbook, 'Văn bản', { B4: null, C4: null, D4: null, B5: '13/BC', C5: '04/09/2025', D5: 'Khác' }),
    );

    const other = await city.collect([form]);

    expect(outcomesOf(again)).toEqual(['unchanged 0']);
    expect(outcomesOf(other)).toEqual(['recorded 3']);
    expect(stepsOf(city).slice(2)).toEqual([
      'document:ward-2025-2 set an',
      'document:ward-2025-1 removed an',
      'submission:ward:2025 collected an',
    ]);
  });

  test('with flaws leave only that they came in on record, and keep no other form out', async () => {
    const city = await makeFormsCity();
    await fillFormFile(city.formOf('police'), (workbook) => {
      write(workbook, 'Thiết bị', { I4: 'Có' });
      write(workbook, 'Kinh phí', { B4: 'Ngân sách', D4: 'nhiều' });
    });

    const outcome = await city.collect([city.formOf('police'), city.formOf('ward')]);

    expect(outcomesOf(outcome)).toEqual(['refused 1', 'recorded 1']);
    expect(stepsOf(city)).toEqual(['submission:police:2025 faulty an', 'submission:ward:2025 collected an']);
    const { state, selfReports } = await formsOf(city);
    expect([selfReports.size, state.submissions.map(({ agency }) => agency)]).toEqual([0, ['ward']]);
    expect(state.faultySubmissions).toMatchObject([
      {
        agency: 'police',
        receivedMs: IN_TIME_MS,
        isLate: false,
        counts: { dong: 1 },
        problems: [{ code: 'dong', sheet: 'Kinh phí', cell: 'D4', got: 'nhiều' }],
      },
    ]);
    const [file] = state.faultySubmissions[0]?.files ?? [];
    expect(
      readAttachment(city.ledger, file?.sha256 ?? '').equals(await readFile(city.formOf('police'))),
    ).toBe(true);
  });

  test('with flaws are recorded once, and give way to a good one that comes later', async () => {
    const city = await makeFormsCity();
    const form = city.formOf('ward');
    await fillFormFile(form, (workbook) => write(workbook, 'Kinh phí', { B4: 'Ngân sách', D4: 'nhiều' }));
    const first = await city.collect([form]);
    const again = await city.collect([form], { nowMs: LATE_MS });
    const waiting = await formsOf(city);
    const mended = join(city.folder, 'ward (1).xlsx');
    await fillFormFile(form, (workbook) => write(workbook, 'Kinh phí', { D4: 2_000_000_000 }), mended);

    const both = await city.collect([mended, form], { nowMs: LATE_MS });

    expect([first, again, both].map(outcomesOf)).toEqual([
      ['refused 1'],
      ['refused 0'],
      ['recorded 2', 'refused 0'],
    ]);
    expect(waiting.units.map(({ state }) => state)).toEqual(['not-sent', 'with-errors']);
    expect(again.standing.at(-1)).toMatchObject({ status: 'with-errors', receivedMs: IN_TIME_MS });
    const { units, state } = await formsOf(city);
    expect(units.at(-1)).toMatchObject({ state: 'complete', submission: { nth: 2, isLate: true } });
    expect(state.faultySubmissions).toEqual([]);
  });

  test('in which nothing is filled in are blank, unless they say that this is all', async () => {
    const city = await makeFormsCity();
    const blank = await city.collect([city.formOf('ward')]);
    await fillFormFile(city.formOf('ward'), (workbook) => write(workbook, 'Hướng dẫn', { B10: 'Có' }));
    const nothing = await city.collect([city.formOf('ward')]);
    await fillFormFile(city.formOf('ward'), (workbook) => write(workbook, 'Văn bản', DOCUMENT));
    const both = await city.collect([city.formOf('ward')], { dryRun: true });

    expect([blank, nothing].map(({ standing }) => standing.at(-1)?.state)).toEqual([
      'blank',
      'nothing-to-report',
    ]);
    expect(both.forms[0]?.form.submission.flaws).toEqual([
      { code: 'nothing-yet-rows', sheet: 'Hướng dẫn', cell: 'B10', got: '1' },
    ]);
  });

  test('that do not say whose they are are kept, by the name of the file or for nobody', async () => {
    const city = await makeFormsCity();
    const [own, stray] = ['ward (2)', 'bao cao'].map(city.formOf);
    await writeFile(own ?? '', 'not a workbook');
    await writeFile(stray ?? '', 'not a workbook either');
    const empty = city.formOf('police (3)');
    await writeFile(empty, '');
    const paths = [own ?? '', stray ?? '', empty];

    await city.collect(paths);
    const again = await city.collect(paths);

    expect(stepsOf(city).map((step) => step.replace(/[0-9a-f]{64}/, '…'))).toEqual([
      'submission:ward:2025 faulty an',
      'stray-form:… kept an',
      'submission:police:2025 faulty an',
    ]);
    expect(outcomesOf(again)).toEqual(['refused 0', 'refused 0', 'refused 0']);
  });

  test('of who leads a task and who works with it do not take each other back', async () => {
    const city = await makeFormsCity();
    for (const [unit, cells] of [
      ['police', { E4: 60, F4: 'Đang thực hiện' }],
      ['ward', { E4: 30, G4: 'BC 7' }],
    ] as const)
      await fillFormFile(city.formOf(unit), (workbook) => write(workbook, 'Nhiệm vụ', cells));

    await city.collect([city.formOf('police'), city.formOf('ward')]);

    const [task] = (await formsOf(city)).state.tasks;
    expect(task).toMatchObject({ status: 'in-progress', progressPercent: 60 });
    expect(task?.evidence).toMatchObject([{ text: 'tiến độ phần việc 30 %; BC 7', agency: 'ward' }]);
  });

  test('of a unit that asks for opinions and of who gives them say the whole of a site together', async () => {
    const city = await makeFormsCity();
    await fillFormFile(city.formOf('ward'), (workbook) =>
      write(workbook, 'Xin ý kiến', { D4: '9/UBND', E4: '05/09/2025', H4: 'CATP đã trả lời tại 7/CATP' }),
    );
    await fillFormFile(city.formOf('police'), (workbook) =>
      write(workbook, 'Trả lời ý kiến', {
        F4: '7/CATP',
        G4: '10/10/2025',
        H4: 'Thống nhất',
        I4: 'thong nhat',
      }),
    );

    const { forms } = await city.collect([city.formOf('ward'), city.formOf('police')]);

    expect(forms.map(({ form: { submission } }) => submission.flaws)).toEqual([[], []]);
    // The police report in this city: their word is that of who collects.
    expect((await formsOf(city)).state.site).toMatchObject([
      {
        site: 'pole-1',
        agency: 'ward',
        request: { document: '9/UBND', date: '2025-09-05' },
        note: 'CATP đã trả lời tại 7/CATP',
        dost: { document: '7/CATP', date: '2025-10-10', place: 'agreed', technology: 'agreed' },
        police: { status: 'waiting' },
      },
    ]);
  });

  test('of a unit say nothing of sites of others, nor without a day', async () => {
    const city = await makeFormsCity();
    await fillFormFile(city.formOf('ward'), (workbook) => write(workbook, 'Xin ý kiến', { A4: 'pole-9' }));
    await fillFormFile(city.formOf('police'), (workbook) =>
      write(workbook, 'Trả lời ý kiến', { F4: '7/CATP' }),
    );

    const { forms } = await city.collect([city.formOf('ward'), city.formOf('police')]);

    expect(forms.map(({ form: { submission } }) => submission.flaws)).toEqual([
      [{ code: 'unknown-row', sheet: 'Xin ý kiến', cell: 'A4', got: 'pole-9' }],
      [{ code: 'needed', sheet: 'Trả lời ý kiến', cell: 'G4', of: 'Ngày trả lời' }],
    ]);
  });

  test('are told apart where two files are of one unit', async () => {
    const city = await makeFormsCity();
    const [form, same, other] = ['ward', 'same', 'other'].map(city.formOf);
    await copyFile(form ?? '', same ?? '');
    await fillFormFile(form ?? '', (workbook) => write(workbook, 'Văn bản', DOCUMENT), other);

    const twice = await city.collect([form ?? '', same ?? ''], { dryRun: true });
    const differing = await city.collect([form ?? '', other ?? ''], { dryRun: true });

    expect(outcomesOf(twice)).toEqual(['planned 1', 'unchanged 0']);
    expect(differing.forms.map(({ form: { submission } }) => submission.flaws)).toEqual([
      [{ code: 'second-form', of: 'other.xlsx' }],
      [{ code: 'second-form', of: 'ward.xlsx' }],
    ]);
    expect(stepsOf(city)).toEqual([]);
  });

  test('of another year, of nobody who hands in, or of no form at all are told', async () => {
    const city = await makeFormsCity();
    const [year, unit, none] = ['year', 'unit', 'none'].map(city.formOf);
    await fillFormFile(city.formOf('ward'), (workbook) => write(workbook, '_camwatch', { D1: 2024 }), year);
    await fillFormFile(city.formOf('ward'), (workbook) => write(workbook, '_camwatch', { C1: 'x' }), unit);
    await writeFile(none ?? '', 'not a workbook');

    const { forms } = await city.collect([year ?? '', unit ?? '', none ?? '']);

    expect(forms.map(({ form: { submission } }) => submission.flaws)).toEqual([
      [{ code: 'other-year', of: '2025', got: '2024' }],
      [{ code: 'unknown-unit', got: 'x' }],
      [{ code: 'no-workbook' }],
    ]);
  });

  test('that are not there are refused, and told by themselves where they vanish meanwhile', async () => {
    const city = await makeFormsCity();
    const missing = join(city.folder, 'missing.xlsx');

    const { form } = await readSubmitted(missing, buildLists({ agencies: [], tasks: [] }));

    expect(form.flaws).toEqual([{ code: 'unreadable', got: 'ENOENT' }]);
    await expect(city.collect([missing])).rejects.toMatchObject({ code: 'FORMS_REFUSED' });
  });

  test('hand devices over: the folder says so afterwards, and loads', async () => {
    const city = await makeFormsCity();
    const before = await readFile(join(city.config, 'devices.csv'), 'utf8');
    await fillFormFile(city.formOf('police'), (workbook) =>
      write(workbook, 'Bàn giao', {
        B4: 'cam-2',
        C4: 'UBND phường Ba Đình',
        D4: '20/11/2025',
        E4: '5/BB-BG',
      }),
    );
    const planned = await city.collect([city.formOf('police')], { dryRun: true });
    const untouched = await readFile(join(city.config, 'devices.csv'), 'utf8');

    const outcome = await city.collect([city.formOf('police')]);
    const again = await city.collect([city.formOf('police')]);

    expect(untouched).toBe(before);
    expect(planned.changedFiles).toEqual(['devices.csv', 'handovers.csv']);
    expect(outcome.handovers).toHaveLength(1);
    expect([again.handovers, again.changedFiles]).toEqual([[], []]);
    expect(await readFile(join(city.config, 'devices.csv'), 'utf8')).toBe(
      before.replace('Camera 2,camera,pole-1,fixed,police', 'Camera 2,camera,pole-1,fixed,ward'),
    );
    expect(await readFile(join(city.config, 'handovers.csv'), 'utf8')).toBe(
      'at,kind,id,field,from,to,document\n2025-11-20,device,cam-2,agency,police,ward,5/BB-BG\n',
    );
    const { inventory } = await loadConfig(city.config);
    expect(inventory.devices.get('cam-2')?.agency).toBe('ward');
  });

  test('hand devices over also where the disk fails between two files: collected again, all of it is there', async () => {
    const city = await makeFormsCity();
    const fileOf = (name: string) => join(city.config, name);
    const form = city.formOf('police');
    await fillFormFile(form, (workbook) =>
      write(workbook, 'Bàn giao', {
        B4: 'cam-2',
        C4: 'UBND phường Ba Đình',
        D4: '20/11/2025',
        E4: '5/BB-BG',
      }),
    );
    const inTheWay = fileOf(`handovers.csv.partial-${process.pid}`);
    await mkdir(inTheWay);

    await expect(city.collect([form])).rejects.toThrow(
      '; the forms are on record, what they hand over is not written yet: collect them again',
    );
    const torn = await readFile(fileOf('devices.csv'), 'utf8');
    await rmdir(inTheWay);
    const again = await city.collect([form]);

    expect(torn).toContain('Camera 2,camera,pole-1,fixed,ward');
    expect(outcomesOf(again)).toEqual(['unchanged 0']);
    expect(await readFile(fileOf('handovers.csv'), 'utf8')).toContain(
      '2025-11-20,device,cam-2,agency,police,ward,5/BB-BG\n',
    );
    expect((await readdir(city.config)).filter((name) => /pending|partial/.test(name))).toEqual([]);
  });

  test('hand nothing over while somebody else does, or over what a person changed meanwhile', async () => {
    const city = await makeFormsCity();
    const before = await readFile(join(city.config, 'devices.csv'), 'utf8');
    const edit = new Map([['devices.csv', { before, after: `${before}\n` }]]);
    await announceEdit(city.config, new Map([['devices.csv', { before: 'another', after: 'text' }]]));

    await expect(applyEdit(city.config, edit)).rejects.toThrow(
      '.handovers-pending.json: hand-overs are being written by somebody else',
    );
    await expect(city.collect([city.formOf('police')])).rejects.toThrow(
      'devices.csv: was changed since hand-overs were about to be written',
    );
    expect(await readFile(join(city.config, 'devices.csv'), 'utf8')).toBe(before);
  });

  test('show who has handed in, who is late and who has not', async () => {
    const city = await makeFormsCity();
    const outcome = await city.collect([city.formOf('ward')], { nowMs: LATE_MS });

    const told = renderCollected(outcome, formsTextsVi);

    expect(told.split('\n')).toEqual([
      'ward.xlsx: đã ghi nhận: UBND phường Ba Đình, 0 thiết bị, 1 nội dung (1 dòng mới trong sổ ghi); biểu mẫu để trống; gửi muộn, hạn là 20/11/2025',
      '',
      'Biểu mẫu năm 2025: 2 đơn vị; gửi đủ 0, không có nội dung báo cáo 0, gửi trống 1, gửi có lỗi 0, chưa gửi 1',
      '  đơn vị               tình trạng                ngày nhận',
      '  Công an thành phố    chưa gửi, quá hạn 2 ngày',
      '  UBND phường Ba Đình  gửi trống, gửi muộn       22/11/2025',
    ]);
  });

  test('are refused by file, sheet and cell, in both languages', async () => {
    const city = await makeFormsCity();
    await fillFormFile(city.formOf('ward'), (workbook) =>
      write(workbook, 'Kinh phí', { B4: 'Ngân sách', D4: { formula: 'E4*2', result: 2 } }),
    );
    const outcome = await city.collect([city.formOf('ward')]);
    const told = (language: 'vi' | 'en') =>
      renderCollected(outcome, { en: formsTextsEn, vi: formsTextsVi }[language]).split('\n')[1];

    expect(told('vi')).toBe(
      '  ward.xlsx, trang tính "Kinh phí", ô D4: cần giá trị, nhưng ô chứa công thức =E4*2; hãy chép ô rồi dán dạng giá trị (Paste Special → Values)',
    );
    expect(told('en')).toBe(
      '  ward.xlsx, sheet "Kinh phí", cell D4: expected a value, got the formula =E4*2: copy the cell and paste its value',
    );
  });
});
