import { describe, expect, test } from 'vitest';
import type { ReminderRule } from '#plan/definition/reminder-schema.ts';
import { buildUrgingLetter, type UrgingLetterInput } from '#plan/reminders/build-urging-letter.ts';
import { missingItems } from '#plan/reminders/missing-items.ts';
import { reminderMail } from '#plan/reminders/reminder-mail.ts';
import type { PlanState } from '#plan/state/plan-state.ts';
import { FORM_YEAR, POLICE, planState, taskState, WARD } from '#test/support/plan-form.ts';

const RULE: ReminderRule = {
  id: 'wards',
  from: 'police',
  office: 'Phòng Tham mưu',
  to: { kinds: ['ward'], agencies: [], except: [] },
  copyTo: [],
};

function inputOf(state: PlanState, given: Partial<UrgingLetterInput> = {}): UrgingLetterInput {
  const late = { agency: WARD, year: FORM_YEAR, rule: RULE, daysLeft: -3, id: 'letter:ward:2025-11-20' };
  return {
    late,
    definition: state.definition,
    missing: missingItems(state, WARD, FORM_YEAR),
    remindedDates: ['2025-10-21', '2025-11-13'],
    from: 'Công an thành phố',
    asOfDate: '2025-11-23',
    asOfMs: FORM_YEAR.unitsDeadlineMs,
    ...given,
  };
}

const textOf = (input: UrgingLetterInput): readonly string[] =>
  buildUrgingLetter(input).body.map((block) => {
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

  test('says that the report itself is due already, where it is', () => {
    const before = textOf(inputOf(planState(), { asOfDate: '2025-11-29' })).join('\n');
    const after = textOf(inputOf(planState(), { asOfDate: '2025-11-30' })).join('\n');

    expect(before).toContain('để tổng hợp báo cáo trước ngày 30/11/2025.');
    expect(after).toContain(
      'để tổng hợp báo cáo; báo cáo này đã đến hạn ngày 30/11/2025. Đơn vị chưa gửi sẽ được nêu tên trong báo cáo là chưa có số liệu.',
    );
  });
});

describe('what is missing of a unit', () => {
  test.for([
    ['nothing was said of its task', { status: 'not-reported' as const }, 1],
    ['its task goes on without a percentage', { status: 'in-progress' as const }, 1],
    ['its task goes on', { status: 'in-progress' as const, progressPercent: 40 }, 0],
    ['its task is done', { status: 'done' as const }, 0],
  ] as const)('where %s', ([, given, count]) => {
    const state = { ...planState(), tasks: [taskState({ id: 'II.2', lead: 'ward', ...given })] };

    expect(missingItems(state, WARD, FORM_YEAR).filter(({ kind }) => kind === 'task')).toHaveLength(count);
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

    expect(missingItems({ ...state, definition }, POLICE, FORM_YEAR).map(({ text }) => text)).toEqual([
      'Biểu mẫu báo cáo năm 2025 của đơn vị',
      'Mốc "Nghiệm thu" của nhiệm vụ II.3 (đã quá hạn 30/06/2025, chưa báo cáo hoàn thành)',
      'Ý kiến về vị trí, công nghệ của 2 điểm lắp đặt (chờ lâu nhất 81 ngày)',
    ]);
  });
});

describe('the mail of a reminder', () => {
  const mailOf = (name: string) =>
    reminderMail({
      reminder: {
        agency: { ...WARD, name },
        year: FORM_YEAR,
        rule: RULE,
        daysLeft: 7,
        daysBefore: 7,
        id: 'reminder:ward:2025-11-20:7',
      },
      definition: planState().definition,
      missing: [{ kind: 'form', text: 'Biểu mẫu <năm> 2025' }],
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
});
