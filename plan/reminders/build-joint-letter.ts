import { dateText } from '../../core/language/date-text.ts';
import type { Block } from '../../documents/model/block.ts';
import type { Annex, Letter } from '../../documents/model/document.ts';
import type { TableRow } from '../../documents/model/table.ts';
import { contactText, type LetterFacts, letterFrame, openingText, untilText } from './letter-frame.ts';
import type { MissingItem } from './missing-items.ts';
import { problemAnnex } from './problem-annex.ts';
import type { UrgedUnit } from './urged-units.ts';

/** A unit that the letter is to, with what it owes. */
export interface JointUnit {
  readonly unit: UrgedUnit;
  readonly missing: readonly MissingItem[];
  /** When its form came in that has errors, or is blank. */
  readonly receivedDate?: string | undefined;
}

export interface JointLetterInput extends LetterFacts {
  /** At least one. */
  readonly units: readonly JointUnit[];
}

/** More than these are named in a list that goes with the letter. */
const MOST_ADDRESSEES = 6;

/** One công văn to all units that are urged, told apart by how each stands. */
export function buildJointLetter(input: JointLetterInput): Letter {
  const { units, sender, year, asOfMs } = input;
  const names = units.map(({ unit }) => unit.agency.name);
  const isLate = units.every(({ unit }) => unit.state === 'not-sent');
  const subject = `đôn đốc gửi${isLate ? '' : ', hoàn thiện'} báo cáo năm ${year.year} về hệ thống camera giám sát`;
  return {
    ...letterFrame(input, ''),
    info: {
      title: `Công văn ${subject}`,
      creator: sender.name,
      createdMs: asOfMs,
      properties: { letter: `letter:${sender.id}:${year.unitsDeadlineDate}:together` },
    },
    subject,
    addressees: names.length > MOST_ADDRESSEES ? ['Các đơn vị có tên trong danh sách kèm theo'] : names,
    body: bodyOf(input),
    annexes: annexesOf(input),
  };
}

const inState = ({ units }: JointLetterInput, state: UrgedUnit['state']): readonly JointUnit[] =>
  units.filter(({ unit }) => unit.state === state);

const STATES = ['not-sent', 'with-errors', 'blank'] as const satisfies readonly UrgedUnit['state'][];

/** As they stand in a sentence, and at the head of their group. */
const WORDS: Readonly<Record<UrgedUnit['state'], string>> = {
  'not-sent': 'chưa gửi',
  'with-errors': 'gửi có lỗi cần sửa',
  blank: 'gửi trống',
};

const ASKED: Readonly<Record<UrgedUnit['state'], string>> = {
  'not-sent': 'Đơn vị chưa gửi: khẩn trương hoàn thành và gửi biểu mẫu',
  'with-errors': 'Đơn vị gửi có lỗi: sửa các nội dung nêu tại Phụ lục II trong biểu mẫu đã gửi và gửi lại',
  blank:
    'Đơn vị gửi trống: điền nội dung, hoặc chọn “Có” tại ô “Không có nội dung báo cáo” của trang “Hướng dẫn” nếu không có, và gửi lại',
};

function bodyOf(input: JointLetterInput): readonly Block[] {
  const { sender, asOfDate } = input;
  const present = STATES.filter((state) => inState(input, state).length > 0);
  const counts = present.map((state) => `${twoDigits(inState(input, state).length)} đơn vị ${WORDS[state]}`);
  const until = untilText(input);
  return [
    {
      kind: 'paragraph',
      text: `${openingText(input)} Đến ngày ${dateText(asOfDate)}, còn ${counts.join(', ')} (danh sách tại Phụ lục${present.includes('with-errors') ? ' I' : ''}).`,
    },
    { kind: 'paragraph', text: `${sender.name} đề nghị:` },
    ...present.map((state) => ({ kind: 'dash', text: `${ASKED[state]};` }) as const),
    {
      kind: 'dash',
      text: [{ kind: 'text', text: `Gửi về ${sender.name}` }, ...(typeof until === 'string' ? [] : until)],
    },
    { kind: 'paragraph', text: contactText(input.filled) },
    { kind: 'paragraph', text: `${sender.name} đề nghị các đơn vị quan tâm phối hợp thực hiện` },
  ];
}

const twoDigits = (count: number): string => String(count).padStart(2, '0');

function annexesOf(input: JointLetterInput): readonly Annex[] {
  const faulty = inState(input, 'with-errors');
  const forms = faulty.map(({ unit }) => ({ unit: inList(unit.agency.name), problems: unit.problems }));
  return [listAnnex(input), ...(forms.length > 0 ? [problemAnnex(forms)] : [])];
}

const listAnnex = (input: JointLetterInput): Annex => ({
  title: `Danh sách đơn vị chưa hoàn thành báo cáo năm ${input.year.year}`,
  orientation: 'portrait',
  secret: false,
  blocks: [
    {
      kind: 'table',
      columns: [{ share: 8, align: 'centre' }, { share: 42 }, { share: 16, align: 'centre' }, { share: 34 }],
      header: [['STT', 'Đơn vị', 'Ngày nhận', 'Nội dung còn thiếu'].map((text) => ({ text }))],
      rows: STATES.flatMap((state) => groupOf(state, inState(input, state))),
    },
  ],
});

function groupOf(state: UrgedUnit['state'], units: readonly JointUnit[]): readonly TableRow[] {
  if (units.length === 0) return [];
  const name = `Đơn vị ${WORDS[state]}: ${twoDigits(units.length)}`;
  return [
    { kind: 'group', cells: [{ kind: 'text', text: name, align: 'left', columnSpan: 4 }] },
    ...units.map(
      ({ unit, missing, receivedDate }, index): TableRow => ({
        kind: 'row',
        cells: [
          String(index + 1),
          inList(unit.agency.name),
          receivedDate === undefined ? '' : dateText(receivedDate),
          owedText(state, missing),
        ],
      }),
    ),
  ];
}

/** As lists of an office write it, and where it fits on a line. */
const inList = (name: string): string => name.replace(/^Ủy ban nhân dân /, 'UBND ');

function owedText(state: UrgedUnit['state'], missing: readonly MissingItem[]): string {
  if (state === 'with-errors') return `${twoDigits(missing.length)} nội dung cần sửa (Phụ lục II)`;
  const owed = missing.map(({ short }) => short).join('; ');
  return owed.charAt(0).toUpperCase() + owed.slice(1);
}
