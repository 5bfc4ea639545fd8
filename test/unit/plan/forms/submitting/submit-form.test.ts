import { readFileSync } from 'node:fs';
import type { Workbook } from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readForm } from '#plan/forms/reading/read-form.ts';
import { contentHash, submitForm } from '#plan/forms/submitting/submit-form.ts';
import { writeForm } from '#plan/forms/writing/write-form.ts';
import type { PlanState } from '#plan/state/plan-state.ts';
import { fillForm, sheetOf, write } from '../../../../support/fill-form.ts';
import { FORM_THEN, FORM_YEAR, formFacts, planState, WARD, wardForm } from '../../../../support/plan-form.ts';

interface Given {
  readonly state?: PlanState;
  readonly lastEntries?: readonly string[];
}

/** The ward's form, filled in by somebody, read and judged. */
const submit = async (fill: (workbook: Workbook) => void, given: Given = {}) =>
  judge(await fillForm(await writeForm(wardForm(formFacts(given))), fill), given);

async function judge(bytes: Buffer, { state = planState(), lastEntries = [] }: Given) {
  const form = wardForm(formFacts({ state }));
  const read = await readForm(bytes, form.lists);
  const submission = submitForm(read, {
    unit: WARD,
    year: FORM_YEAR,
    state,
    atDeadline: FORM_THEN,
    devices: new Set(form.rows.devices.map(({ key }) => key)),
    selfReports: new Map(),
    requestSites: new Set(),
    opinions: { sites: new Set() },
    hasReported: false,
    lastEntries: new Set(lastEntries),
  });
  return { ...submission, read };
}

const placesOf = (
  found: readonly { code: string; sheet?: string | undefined; cell?: string | undefined }[],
) => found.map(({ code, sheet, cell }) => `${code} ${sheet ?? ''} ${cell ?? ''}`.trim());

const byWard = 'agency:ward';

describe('a form that was filled in', () => {
  test('with a mistake in hundreds of rows has some of them told, and the others counted', async () => {
    const { flaws } = await submit((workbook) => {
      for (let row = 4; row < 304; row++)
        write(workbook, 'Kinh phí', { [`B${row}`]: `Nguồn ${row}`, [`D${row}`]: 'nhiều' });
    });

    expect(placesOf(flaws).slice(0, 2)).toEqual(['dong Kinh phí D4', 'dong Kinh phí D5']);
    expect(flaws).toHaveLength(51);
    expect(flaws.at(-1)).toEqual({ code: 'dong', sheet: 'Kinh phí', cell: 'D4', got: 'nhiều', more: 250 });
  });

  test('becomes rows for the record', async () => {
    const { steps, counts, flaws } = await submit((workbook) => {
      write(workbook, 'Thiết bị', {
        I4: 'Có',
        J4: 'Hoạt động tốt',
        I5: 'Không',
        J5: 'Hỏng, không hoạt động',
      });
      write(workbook, 'Thiết bị', { K5: new Date('2025-05-01T00:00:00Z'), L5: 'Chờ thay' });
      write(workbook, 'Nhiệm vụ', { E5: 60, F5: 'Đang thực hiện', G5: 'BC 12' });
      write(workbook, 'Văn bản', { B4: '12/BC-UBND', C4: new Date('2025-09-03T00:00:00Z'), D4: 'Báo cáo' });
      write(workbook, 'Kinh phí', { B4: 'Ngân sách phường', D4: 1_250_000_000 });
      write(workbook, 'Nhiệm vụ năm sau', { B4: 'Thay camera hỏng', D4: 'Công an thành phố' });
    });

    expect(flaws).toEqual([]);
    expect(counts).toEqual({ device: 2, task: 1, document: 1, funding: 1, 'next-task': 1 });
    expect(steps).toEqual([
      { id: 'self-report:cam-1:2025', action: 'set', body: { agency: 'ward', inUse: true, state: 'up' } },
      {
        id: 'self-report:cam-2:2025',
        action: 'set',
        body: { agency: 'ward', inUse: false, state: 'down', since: '2025-05-01', note: 'Chờ thay' },
      },
      {
        id: 'task:II.2',
        action: 'set',
        body: {
          status: 'in-progress',
          percent: 60,
          milestones: {},
          evidence: 'BC 12',
          agency: 'ward',
          by: byWard,
        },
      },
      {
        id: 'document:ward-2025-1',
        action: 'set',
        body: {
          values: { number: '12/BC-UBND', date: '2025-09-03', subject: 'Báo cáo', agency: 'ward' },
          by: byWard,
        },
      },
      {
        id: 'funding:ward-2025-1',
        action: 'set',
        body: {
          values: { source: 'Ngân sách phường', year: 2025, planned: '1250000000', agency: 'ward' },
          by: byWard,
        },
      },
      {
        id: 'next-task:ward-2025-1',
        action: 'set',
        body: {
          values: { text: 'Thay camera hỏng', year: 2026, lead: 'police', agency: 'ward' },
          by: byWard,
        },
      },
    ]);
  });

  test('is taken from a clumsy person where the meaning is clear', async () => {
    const { steps, flaws, notes } = await submit((workbook) => {
      const devices = sheetOf(workbook, 'Thiết bị');
      write(workbook, 'Thiết bị', { I4: 'CÓ', J4: 'hoat dong tot', I5: 'yes', J5: ' Hoạt  động tốt ' });
      devices.mergeCells('L4:L6');
      devices.getCell('L4').value = 'Chung một tủ';
      write(workbook, 'Nhiệm vụ', { E5: 0.75 });
      sheetOf(workbook, 'Nhiệm vụ').getCell('E5').numFmt = '0%';
      write(workbook, 'Kinh phí', { B4: 'Xã hội hóa', D4: '1,5 tỷ', E4: '1.234.567.000' });
      sheetOf(workbook, 'Kinh phí').name = 'KP (đã sửa)';
      write(workbook, 'Văn bản', { B40: '15/KH-UBND', C40: '3/9/2025', D40: 'Dòng tự thêm' });
      sheetOf(workbook, 'Văn bản').getCell('H3').value = 'Ý kiến';
      sheetOf(workbook, 'Văn bản').getCell('H40').value = 'gấp';
      workbook.addWorksheet('Nháp');
      workbook.removeWorksheet('_camwatch');
    });

    expect(flaws).toEqual([]);
    expect(placesOf(notes)).toEqual([
      'no-marker',
      'renamed-sheet KP (đã sửa)',
      'extra-sheet Nháp',
      'merged Thiết bị L5',
      'extra-column Văn bản',
    ]);
    expect(steps.map(({ id }) => id.replace(/x[0-9a-f]+$/, 'x…'))).toEqual([
      'self-report:cam-1:2025',
      'self-report:cam-2:2025',
      'self-report:cam-3:2025',
      'task:II.2',
      'document:ward-2025-x…',
      'funding:ward-2025-1',
    ]);
    expect(steps.at(2)?.body).toEqual({ agency: 'ward', note: 'Chung một tủ' });
    expect(steps.at(3)?.body).toMatchObject({ percent: 75 });
    expect(steps.at(5)?.body).toMatchObject({ values: { planned: '1500000000', allocated: '1234567000' } });
  });

  test('tells everything that is wrong at once, by sheet and cell', async () => {
    const { flaws } = await submit((workbook) => {
      write(workbook, 'Thiết bị', {
        I4: 'Không',
        J4: 'Hoạt động tốt',
        K5: '31/02/2025',
        A6: 'cam-99',
        I6: 'Có',
      });
      write(workbook, 'Nhiệm vụ', { E5: 175, F4: 'sắp xong' });
      write(workbook, 'Văn bản', { B4: '12/BC' });
      write(workbook, 'Tập huấn', { B4: 'Vận hành', C4: '05/05/2025', D4: '01/05/2025', F4: 2, G4: '1,234' });
      write(workbook, 'Kinh phí', {
        B4: 'Ngân sách',
        D4: { formula: 'D5*2', result: 20 },
        E4: 'khoảng 5 triệu',
      });
      write(workbook, 'Kinh phí', { F4: { error: '#REF!' }, B5: 'Hai', D6: 1 });
      sheetOf(workbook, 'Kinh phí').mergeCells('E5:E6');
      sheetOf(workbook, 'Kinh phí').getCell('E5').value = 1_000_000;
      write(workbook, 'Vướng mắc, kiến nghị', { B4: 'Vướng mắc', C4: 'Cáp đứt', D4: 'UBND' });
    });

    expect(placesOf(flaws).sort()).toEqual(
      [
        'before-from Tập huấn D4',
        'choice Nhiệm vụ F4',
        'contradiction Thiết bị J4',
        'date Thiết bị K5',
        'error-value Kinh phí F4',
        'formula Kinh phí D4',
        'dong Kinh phí E4',
        'merged-number Kinh phí E6',
        'needed Văn bản C4',
        'needed Văn bản D4',
        'only-for Vướng mắc, kiến nghị D4',
        'percent Nhiệm vụ E5',
        'unclear-number Tập huấn G4',
        'unknown-row Thiết bị A6',
      ].sort(),
    );
    expect(flaws.find(({ code }) => code === 'formula')?.got).toBe('=D5*2');
  });

  test('is asked about amounts that are hard to believe, once, and a yes lets them pass', async () => {
    const given = { source: 'Ngân sách phường', year: 2025, agency: 'ward' };
    const fill = (confirmed: string | null) => (workbook: Workbook) =>
      write(workbook, 'Kinh phí', {
        B4: 'Ngân sách phường',
        E4: 2_400_000_000,
        F4: 2_600_000_000,
        G4: confirmed,
        B5: 'Xã hội hóa',
        D5: 2_500,
        G5: confirmed,
      });

    const asked = await submit(fill(null));
    const denied = await submit(fill('Không'));
    const confirmed = await submit(fill('Có'));
    const entry = { id: 'ward-2025-1', values: confirmedValues(2_600_000_000), files: [] };
    const again = await submit(
      (workbook) =>
        write(workbook, 'Kinh phí', { B5: 'Khác', D5: 2_000_000_000, E5: 1_000_000_000, F4: 2_600_000_000 }),
      { state: planState({ funding: [entry] }) },
    );
    const changed = await submit((workbook) => write(workbook, 'Kinh phí', { F4: 2_700_000_000 }), {
      state: planState({ funding: [entry] }),
    });

    const twice = await submit((workbook) =>
      write(workbook, 'Kinh phí', {
        ...{ B4: 'Ngân sách phường', C4: 2025, D4: 3_000_000_000, E4: 2_400_000_000, F4: 2_100_000_000 },
        ...{ B5: 'Ngân sách Phường', D5: 3_000_000_000, E5: 2_400_000_000, F5: 2_100_000_000, G5: null },
      }),
    );

    expect(asked.flaws).toEqual([
      {
        code: 'disbursed-over-allocated',
        sheet: 'Kinh phí',
        cell: 'F4',
        got: '2600000000 2400000000',
        of: 'G4',
      },
      { code: 'under-a-million', sheet: 'Kinh phí', cell: 'D5', got: '2500', of: 'G5' },
    ]);
    expect(denied.flaws).toEqual(asked.flaws);
    expect(confirmed.flaws).toEqual([]);
    expect(confirmed.steps.map(({ body }) => body.values)).toEqual([
      confirmedValues(2_600_000_000),
      { source: 'Xã hội hóa', year: 2025, planned: '2500', confirmed: 'yes', agency: 'ward' },
    ]);
    expect([again.flaws, again.steps.map(({ id }) => id)]).toEqual([[], ['funding:ward-2025-2']]);
    expect(placesOf(twice.flaws)).toEqual(['same-amounts Kinh phí E5']);
    expect(twice.flaws).toEqual([expect.objectContaining({ got: 'E4', of: 'G5' })]);
    expect(placesOf(changed.flaws)).toEqual(['disbursed-over-allocated Kinh phí F4']);

    function confirmedValues(disbursed: number) {
      return {
        ...given,
        allocated: '2400000000',
        disbursed: String(disbursed),
        confirmed: 'yes' as const,
      };
    }
  });

  test('says of an obstacle its cause, whose it is, what is proposed and until when', async () => {
    const { steps, flaws } = await submit((workbook) =>
      write(workbook, 'Vướng mắc, kiến nghị', {
        B4: 'Vướng mắc',
        C4: 'Thiếu nguồn điện',
        E4: 'Cột chưa đấu nối',
        F4: 'Công ty điện lực',
        G4: 'Đấu nối bổ sung',
        H4: '30/12/2025',
        B5: 'Kiến nghị',
        C5: 'Bố trí kinh phí',
        E5: 'Không ghi ở đây',
      }),
    );

    expect(steps[0]?.body.values).toEqual({
      text: 'Thiếu nguồn điện',
      cause: 'Cột chưa đấu nối',
      owner: 'Công ty điện lực',
      proposal: 'Đấu nối bổ sung',
      due: '2025-12-30',
      year: 2025,
      agency: 'ward',
    });
    expect(placesOf(flaws)).toEqual(['only-for Vướng mắc, kiến nghị E5']);
  });

  test('declares cameras that are in no inventory, and keeps what was decided of them', async () => {
    const declared = { place: 'Ngõ 12 Đội Cấn', cameras: 4, kind: 'ptz', agency: 'ward' };
    const fresh = await submit((workbook) =>
      write(workbook, 'Kê khai camera', {
        B4: 'Ngõ 12 Đội Cấn',
        D4: 4,
        E4: 'Camera PTZ',
        B5: 'Chợ',
        E5: 'Cố định',
      }),
    );
    const decided = (given: object) => ({
      state: planState({
        declaration: [
          {
            id: 'ward-2025-1',
            values: { ...declared, kind: 'ptz', devices: [], ...given },
            files: [],
          },
        ],
      }),
    });
    const same = () => undefined;
    const other = (workbook: Workbook) => write(workbook, 'Kê khai camera', { D4: 6 });

    const kept = await submit(same, decided({ devices: ['cam-1'], declined: 'Ba camera trong trụ sở' }));
    const grown = await submit(other, decided({ devices: ['cam-1'], declined: 'Ba camera trong trụ sở' }));

    expect(placesOf(fresh.flaws)).toEqual(['choice Kê khai camera E5']);
    expect(fresh.steps.map(({ id, body }) => [id, body.values])).toEqual([
      ['declaration:ward-2025-1', { ...declared, devices: [] }],
    ]);
    expect(kept.steps).toEqual([]);
    expect(grown.steps.map(({ body }) => body.values)).toEqual([
      { ...declared, cameras: 6, devices: ['cam-1'] },
    ]);
  });

  test('of version 1 is read as it was, and changes nothing that it could not say', async () => {
    const bytes = readFileSync('test/fixtures/forms/ward-1.xlsx');
    const recorded = {
      id: 'ward-2025-1',
      values: { text: 'Thiếu nguồn điện', year: 2025, since: '2025-09-03', cause: 'Cột', agency: 'ward' },
      files: [],
    };

    const { flaws, steps, read } = await judge(bytes, { state: planState({ obstacle: [recorded] }) });

    expect(flaws).toEqual([]);
    expect(steps.map(({ id }) => id)).toEqual(['self-report:cam-1:2025', 'funding:ward-2025-1']);
    expect(contentHash(read)).toBe('040b82c202307cbc50747cb0d2cc74109068d4581b2d8db5cd8a26d40d24d683');
  });

  test('does not change what another unit entered', async () => {
    const document = { number: '1/BC', date: '2025-02-03', subject: 'Của người khác', agency: 'police' };

    const { flaws } = await submit(
      (workbook) =>
        write(workbook, 'Văn bản', { A4: 'document:p', B4: '1', C4: '03/02/2025', D4: 'Của tôi' }),
      { state: planState({ document: [{ id: 'p', values: document, files: [] }] }) },
    );

    expect(placesOf(flaws)).toEqual(['unknown-row Văn bản A4']);
  });

  test('refuses a row that was copied with its id', async () => {
    const { flaws } = await submit((workbook) => {
      write(workbook, 'Văn bản', { B4: '1', C4: '03/02/2025', D4: 'Một' });
      write(workbook, 'Văn bản', { A5: 'mới 1', B5: '2', C5: '03/02/2025', D5: 'Hai' });
    });

    expect(placesOf(flaws)).toEqual(['repeated-row Văn bản A5']);
  });

  test('adds nothing where it says what is on record', async () => {
    const values = { number: '1/BC', date: '2025-02-03', subject: 'Báo cáo', agency: 'ward' };
    const state = planState({ document: [{ id: 'ward-2025-1', values, files: [] }] });

    const { steps, counts } = await submit(() => undefined, { state });

    expect(steps).toEqual([]);
    expect(counts).toMatchObject({ document: 1 });
  });

  test('takes away what it came with and does not say any more, and what the last form brought', async () => {
    const values = { number: '1/BC', date: '2025-02-03', subject: 'Báo cáo', agency: 'ward' };
    const state = planState({ document: [{ id: 'own', values, files: [] }] });
    const clear = (workbook: Workbook) => write(workbook, 'Văn bản', { B4: null, C4: null, D4: null });

    const { steps, notes } = await submit(clear, { state });
    const unmarked = await submit(
      (workbook) => {
        clear(workbook);
        workbook.removeWorksheet('_camwatch');
      },
      { state },
    );

    expect(steps).toEqual([
      {
        id: 'document:own',
        action: 'removed',
        body: { by: byWard, reason: 'Không còn trong biểu mẫu của đơn vị' },
      },
    ]);
    expect(placesOf(notes)).toContain('removed Văn bản');
    // Without its hidden sheet a form does not say what it came with.
    expect(unmarked.steps).toEqual([]);
  });

  test('says of a task that another unit leads what its own part is, and moves nothing', async () => {
    const { steps } = await submit((workbook) =>
      write(workbook, 'Nhiệm vụ', { E4: 40, F4: 'Đang thực hiện', G4: 'BC 7' }),
    );

    expect(steps).toEqual([
      {
        id: 'task:II.1:ward',
        action: 'set',
        body: {
          evidence: 'tiến độ phần việc 40 %; đang thực hiện; BC 7',
          agency: 'ward',
          by: byWard,
        },
      },
    ]);
  });

  test('says the same however its rows are sorted and the file is saved', async () => {
    const form = wardForm();
    const bytes = await writeForm(form);
    const hashOf = async (fill: (workbook: Workbook) => void) =>
      contentHash(await readForm(await fillForm(bytes, fill), form.lists));

    const first = await hashOf((workbook) => write(workbook, 'Thiết bị', { I4: 'Có', I5: 'Không' }));
    const sorted = await hashOf((workbook) =>
      write(workbook, 'Thiết bị', { A4: 'cam-2', I4: 'Không', A5: 'cam-1', I5: 'Có' }),
    );
    const other = await hashOf((workbook) => write(workbook, 'Thiết bị', { I4: 'Có', I5: 'Có' }));

    expect(sorted).toBe(first);
    expect(other).not.toBe(first);
  });

  test('is refused where a sheet or a column is gone, and nothing else is', async () => {
    const { flaws } = await submit((workbook) => {
      workbook.removeWorksheet('Đề tài');
      sheetOf(workbook, 'Văn bản').getCell('C3').value = 'Hôm nào';
    });

    expect(flaws).toEqual([
      { code: 'no-column', sheet: 'Văn bản', of: 'Ngày ban hành (*)' },
      { code: 'no-sheet', of: 'Đề tài' },
    ]);
  });
});
