import { describe, expect, test } from 'vitest';
import type { Letter } from '#documents/model/document.ts';
import type { ReminderRule } from '#plan/definition/reminder-schema.ts';
import { buildJointLetter } from '#plan/reminders/build-joint-letter.ts';
import { buildUrgingLetter, type UrgingLetterInput } from '#plan/reminders/build-urging-letter.ts';
import { missingItems } from '#plan/reminders/missing-items.ts';
import { reminderMail } from '#plan/reminders/reminder-mail.ts';
import type { UrgedUnit } from '#plan/reminders/urged-units.ts';
import type { PlanState } from '#plan/state/plan-state.ts';
import type { FormProblem } from '#plan/state/plan-step.ts';
import { FORM_YEAR, POLICE, planState, taskState, WARD } from '#test/support/plan-form.ts';

const RULE: ReminderRule = {
  id: 'wards',
  from: 'police',
  office: 'Phòng Tham mưu',
  to: { kinds: ['ward'], agencies: [], except: [] },
  copyTo: [],
};

const LATE: UrgedUnit = {
  agency: WARD,
  year: FORM_YEAR,
  rule: RULE,
  state: 'not-sent',
  problems: [],
  daysLeft: -3,
  id: 'letter:ward:2025-11-20',
};
const PROBLEMS = [
  { code: 'dong', sheet: 'Kinh phí', cell: 'D4', got: 'nhiều' },
  { code: 'no-sheet', of: 'Văn bản' },
  { code: 'date', sheet: 'Văn bản', cell: 'C9', got: '31/02/2025' },
  { code: 'date', sheet: 'Văn bản', cell: 'C10', got: '31/02/2025', more: 4 },
];
const FAULTY: UrgedUnit = { ...LATE, state: 'with-errors', problems: PROBLEMS };
const AGENCIES = new Map([WARD, POLICE].map((agency) => [agency.id, agency]));
const SENDER = { id: 'police', name: 'Công an thành phố' };

function inputOf(
  state: PlanState,
  { unit = LATE, ...given }: Partial<UrgingLetterInput> = {},
): UrgingLetterInput {
  return {
    unit,
    definition: state.definition,
    missing: missingItems(state, unit, AGENCIES),
    remindedDates: ['2025-10-21', '2025-11-13'],
    sender: SENDER,
    asOfDate: '2025-11-23',
    asOfMs: FORM_YEAR.unitsDeadlineMs,
    ...given,
  };
}

const textOf = (input: UrgingLetterInput): readonly string[] => textsOf(buildUrgingLetter(input));

const textsOf = ({ body }: Letter): readonly string[] =>
  body.map((block) => {
    if (!('text' in block)) return block.kind;
    if (typeof block.text === 'string') return block.text;
    return block.text.map((run) => ('text' in run ? run.text : `[${run.hint}]`)).join('');
  });

describe('a letter to a unit that is late', () => {
  test('names what is missing, by when it was due, and how often it was reminded', () => {
    const [opening, ...rest] = textOf(inputOf(planState()));

    expect(opening).toBe(
      'Thực hiện Kế hoạch 77/KH-UBND, các đơn vị gửi báo cáo năm 2025 chậm nhất ngày 20/11/2025. Công an thành phố đã nhắc qua thư điện tử ngày 21/10/2025, 13/11/2025. Đến ngày 23/11/2025, quá hạn 3 ngày, UBND phường Ba Đình chưa gửi:',
    );
    expect(rest.slice(0, 2)).toEqual([
      'Biểu mẫu báo cáo năm 2025 của đơn vị;',
      'Nhiệm vụ II.2: Nhiệm vụ II.2 (chưa báo cáo tiến độ).',
    ]);
  });

  test('leaves number, day, signer and contact to people', () => {
    const { letterhead, closing, addressees } = buildUrgingLetter(inputOf(planState()));

    expect([letterhead.number, letterhead.date, closing.signature.name]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(addressees).toEqual(['UBND phường Ba Đình']);
    expect(closing.recipients.lines).toEqual(['Như trên']);
    expect(textOf(inputOf(planState())).join('\n')).toMatch(
      /trước ngày \[ngày\].+liên hệ \[đầu mối, số điện thoại\]/s,
    );
  });

  test('has the symbols of the agency and of the unit that drafts it, and no type', () => {
    const { definition } = planState();
    const report = { ...definition.report, agency: 'dost', draftingUnit: 'CĐS' };
    const sender = { id: 'dost', name: 'Sở Khoa học và Công nghệ' };

    const symbolOf = (given: Partial<UrgingLetterInput>) =>
      buildUrgingLetter({ ...inputOf(planState()), ...given }).letterhead.symbol;

    expect(symbolOf({ definition: { ...definition, report }, sender })).toBe('SKHCN-CĐS');
    expect(symbolOf({ sender })).toBe('SKHCN-……');
    expect(symbolOf({})).toBe('……-……');
  });

  test('says that the report itself is due already, where it is', () => {
    const before = textOf(inputOf(planState(), { asOfDate: '2025-11-29' })).join('\n');
    const after = textOf(inputOf(planState(), { asOfDate: '2025-11-30' })).join('\n');

    expect(before).toContain('để tổng hợp báo cáo trước ngày 30/11/2025.');
    expect(after).toContain(
      'để tổng hợp báo cáo; báo cáo này đã đến hạn ngày 30/11/2025. Quá thời hạn trên, Công an thành phố sẽ tổng hợp, báo cáo cấp có thẩm quyền.',
    );
  });
});

describe('a letter to a unit whose form came in', () => {
  test('with errors names each by sheet and cell, what was expected and what stands there', () => {
    const [opening, ...rest] = textOf(inputOf(planState(), { unit: FAULTY, receivedDate: '2025-11-18' }));

    expect(opening).toMatch(
      /Ngày 18\/11\/2025, Công an thành phố nhận được biểu mẫu báo cáo của UBND phường Ba Đình\. Đơn vị được ghi nhận là đã gửi/,
    );
    expect(opening).not.toContain('quá hạn');
    expect(rest.slice(0, 3)).toEqual([
      'Trang “Kinh phí”, ô D4: cần số tiền bằng đồng, là số nguyên từ 0 trở lên, nhưng lại là “nhiều”;',
      'Thiếu trang tính “Văn bản”;',
      'Trang “Văn bản”, ô C9, C10 (5 ô): cần ngày dạng ngày/tháng/năm, ví dụ 03/09/2025, nhưng lại là “31/02/2025”.',
    ]);
  });

  test('with many errors has them in an annex', () => {
    const problems = Array.from({ length: 7 }, (_, index) => ({
      ...PROBLEMS[0],
      got: `${index}`,
    })) as FormProblem[];
    const { annexes, body } = buildUrgingLetter(inputOf(planState(), { unit: { ...FAULTY, problems } }));

    expect(annexes[0]?.blocks[0]).toMatchObject({ kind: 'table', rows: { length: 7 } });
    expect(body.some(({ kind }) => kind === 'dash')).toBe(false);
  });

  test('blank says how to say that there is nothing to report', () => {
    const texts = textOf(inputOf(planState(), { unit: { ...LATE, state: 'blank' } })).join('\n');

    expect(texts).toContain('biểu mẫu để trống');
    expect(texts).toContain('chọn “Có” tại ô “Không có nội dung báo cáo”');
  });
});

describe('one letter to several units', () => {
  const jointOf = (units: readonly UrgedUnit[]) => {
    const state = planState();
    return buildJointLetter({
      definition: state.definition,
      year: FORM_YEAR,
      sender: SENDER,
      asOfDate: '2025-11-23',
      asOfMs: 0,
      units: units.map((unit) => ({ unit, missing: missingItems(state, unit, AGENCIES) })),
    });
  };

  test('tells them apart by how they stand, each in its group of the list', () => {
    const letter = jointOf([LATE, FAULTY, { ...LATE, state: 'blank' }]);
    const [list, problems] = letter.annexes;

    expect(letter.subject).toContain('đôn đốc gửi, hoàn thiện báo cáo năm 2025');
    expect(textsOf(letter)[0]).toContain(
      'còn 01 đơn vị chưa gửi, 01 đơn vị gửi có lỗi cần sửa, 01 đơn vị gửi trống (danh sách tại Phụ lục I).',
    );
    expect(rowsOf(list)).toEqual([
      ['Đơn vị chưa gửi: 01'],
      ['1', 'UBND phường Ba Đình', '', 'Biểu mẫu; nhiệm vụ II.2'],
      ['Đơn vị gửi có lỗi cần sửa: 01'],
      ['1', 'UBND phường Ba Đình', '', '03 nội dung cần sửa (Phụ lục II)'],
      ['Đơn vị gửi trống: 01'],
      ['1', 'UBND phường Ba Đình', '', 'Biểu mẫu; nhiệm vụ II.2'],
    ]);
    expect(rowsOf(problems)[1]).toEqual([
      '1',
      'Kinh phí',
      'D4',
      'cần số tiền bằng đồng, là số nguyên từ 0 trở lên, nhưng lại là “nhiều”',
    ]);
  });

  test('is addressed to a list where they are many', () => {
    const many = jointOf(Array.from({ length: 7 }, () => LATE));

    expect(jointOf([LATE, LATE]).addressees).toEqual(['UBND phường Ba Đình', 'UBND phường Ba Đình']);
    expect(many.addressees).toEqual(['Các đơn vị có tên trong danh sách kèm theo']);
    expect(many.annexes).toHaveLength(1);
  });

  function rowsOf(annex: Letter['annexes'][number] | undefined): readonly (readonly string[])[] {
    const [table] = annex?.blocks ?? [];
    if (table?.kind !== 'table') throw new Error('expected a table');
    return table.rows.map(({ cells }) =>
      cells.map((cell) => (typeof cell === 'string' ? cell : String(cell.text))),
    );
  }
});

describe('what is missing of a unit', () => {
  test.for([
    ['nothing was said of its task', { status: 'not-reported' as const }, 1],
    ['its task goes on without a percentage', { status: 'in-progress' as const }, 1],
    ['its task goes on', { status: 'in-progress' as const, progressPercent: 40 }, 0],
    ['its task is done', { status: 'done' as const }, 0],
  ] as const)('where %s', ([, given, count]) => {
    const state = { ...planState(), tasks: [taskState({ id: 'II.2', lead: 'ward', ...given })] };

    expect(missingItems(state, LATE, AGENCIES).filter(({ kind }) => kind === 'task')).toHaveLength(count);
  });

  test('has milestones that are late, and opinions that others wait for', () => {
    const milestone = { id: 'm', name: 'Nghiệm thu', dueDate: '2025-06-30', isLate: true };
    const site = {
      site: 's',
      dost: { status: 'answered' as const },
      police: { status: 'waiting' as const, daysWaiting: 81 },
      files: [],
    };
    const state = {
      ...planState(),
      tasks: [
        taskState({
          id: 'II.3',
          lead: 'police',
          status: 'in-progress',
          progressPercent: 1,
          milestones: [milestone],
        }),
      ],
      site: [site, { ...site, site: 't', police: { status: 'waiting' as const, daysWaiting: 3 } }],
    };
    const definition = { ...state.definition, report: { ...state.definition.report, agency: 'dost' } };

    expect(
      missingItems({ ...state, definition }, { ...LATE, agency: POLICE }, AGENCIES).map(({ text }) => text),
    ).toEqual([
      'Biểu mẫu báo cáo năm 2025 của đơn vị',
      'Mốc "Nghiệm thu" của nhiệm vụ II.3 (đã quá hạn 30/6/2025, chưa báo cáo hoàn thành)',
      'Ý kiến về vị trí, công nghệ của 2 điểm lắp đặt (chờ lâu nhất 81 ngày)',
    ]);
  });
});

describe('the mail of a reminder', () => {
  const mailOf = (name: string) =>
    reminderMail({
      reminder: {
        ...LATE,
        agency: { ...WARD, name },
        daysLeft: 7,
        daysBefore: 7,
        id: 'reminder:ward:2025-11-20:7',
      },
      definition: planState().definition,
      missing: [{ kind: 'form', text: 'Biểu mẫu <năm> 2025', short: 'biểu mẫu' }],
      from: 'Công an thành phố',
      formPlace: 'https://so.example/bieu-mau?a=1&b=2',
    });

  test('is the same message however often it is sent', () => {
    expect(mailOf('UBND phường Ba Đình').messageId).toBe('reminder.ward.2025-11-20.7@camwatch');
  });

  test('says where the form is, and shows names with markup as they are', () => {
    const { text, html, subject } = mailOf('UBND "A" & <b>B</b>');

    expect(text).toContain('Biểu mẫu đã điền sẵn số liệu của đơn vị: https://so.example/bieu-mau?a=1&b=2.');
    expect(text).toContain('Số liệu tính đến hết ngày 15/11/2025.');
    expect(subject).toContain('UBND "A" & <b>B</b>');
    expect(html).toContain('UBND &quot;A&quot; &amp; &lt;b&gt;B&lt;/b&gt;');
    expect(html).not.toContain('<b>');
    expect(html).toContain('<li>Biểu mẫu &lt;năm&gt; 2025;</li>');
  });

  test('to a unit whose form has errors says what to mend, and blank how to say that this is all', () => {
    const mail = (state: 'with-errors' | 'blank', daysLeft = 2) =>
      reminderMail({
        reminder: { ...LATE, state, daysLeft, id: 'reminder:ward:2025-11-20:form-7' },
        definition: planState().definition,
        missing: missingItems(planState(), { ...FAULTY, state }, AGENCIES),
        receivedDate: '2025-11-18',
        from: 'Công an thành phố',
      });

    expect(mail('with-errors').messageId).toBe('reminder.ward.2025-11-20.form-7@camwatch');
    expect(mail('with-errors').subject).toContain('[Đề nghị sửa biểu mẫu] Báo cáo năm 2025: còn 2 ngày');
    expect(mail('with-errors', -3).subject).toBe(
      '[Đề nghị sửa biểu mẫu] Báo cáo năm 2025: đã nhận, cần sửa – UBND phường Ba Đình',
    );
    expect(mail('with-errors', -3).text).not.toContain('quá hạn');
    expect(mail('with-errors').text).toContain(
      'đã nhận biểu mẫu báo cáo năm 2025 của đơn vị ngày 18/11/2025',
    );
    expect(mail('with-errors').text).toContain('- Trang “Kinh phí”, ô D4: cần số tiền bằng đồng');
    expect(mail('blank').text).toContain('nhưng biểu mẫu để trống');
  });
});
