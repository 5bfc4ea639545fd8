import { dateText } from '../../core/language/date-text.ts';
import type { Block } from '../../documents/model/block.ts';
import type { Annex, Letter } from '../../documents/model/document.ts';
import {
  contactText,
  helpText,
  type LetterFacts,
  letterFrame,
  openingText,
  untilText,
} from './letter-frame.ts';
import type { MissingItem } from './missing-items.ts';
import { problemAnnex } from './problem-annex.ts';
import type { UrgedUnit } from './urged-units.ts';

export interface UrgingLetterInput extends Omit<LetterFacts, 'year'> {
  readonly unit: UrgedUnit;
  readonly missing: readonly MissingItem[];
  /** Reminders that the unit had before, by mail: the days on which they were sent. */
  readonly remindedDates: readonly string[];
  /** When the form came in that has errors, or is blank. */
  readonly receivedDate?: string | undefined;
}

/** Công văn đôn đốc: what a unit owes and until when, or what it is to mend. Number, day and signature are left to people. */
export function buildUrgingLetter(input: UrgingLetterInput): Letter {
  const { unit, sender, asOfMs } = input;
  const { agency, year } = unit;
  const subject = `${SUBJECTS[unit.state]} năm ${year.year} về hệ thống camera giám sát`;
  return {
    ...letterFrame({ ...input, year }, agency.name),
    info: {
      title: `Công văn ${subject}: ${agency.name}`,
      creator: sender.name,
      createdMs: asOfMs,
      properties: { letter: unit.id },
    },
    subject,
    addressees: [agency.name],
    body: [
      ...openingBlocks(input),
      askingBlock(input),
      {
        kind: 'paragraph',
        text: unit.state === 'with-errors' ? helpText(input.filled) : contactText(input.filled),
      },
      { kind: 'paragraph', text: `${sender.name} đề nghị ${agency.name} quan tâm phối hợp thực hiện` },
    ],
    annexes: annexesOf(input),
  };
}

const SUBJECTS = {
  'not-sent': 'đôn đốc gửi báo cáo',
  'with-errors': 'đề nghị hoàn thiện biểu mẫu báo cáo',
  blank: 'đề nghị bổ sung nội dung báo cáo',
} as const;

/** More than these stand in an annex. */
const MOST_IN_TEXT = 6;

const isAnnexed = ({ unit, missing }: UrgingLetterInput): boolean =>
  unit.state === 'with-errors' && missing.length > MOST_IN_TEXT;

const annexesOf = (input: UrgingLetterInput): readonly Annex[] =>
  isAnnexed(input) ? [problemAnnex([{ problems: input.unit.problems }])] : [];

function openingBlocks(input: UrgingLetterInput): readonly Block[] {
  const { unit, missing } = input;
  const opening = `${openingText({ ...input, year: unit.year })}${remindedText(input)}`;
  const items = isAnnexed(input) ? [] : missing;
  return [
    { kind: 'paragraph', text: `${opening} ${STANDINGS[unit.state](input)}` },
    ...items.map(
      ({ text }, index) =>
        ({ kind: 'dash', text: `${text}${index === items.length - 1 ? '.' : ';'}` }) as const,
    ),
  ];
}

const remindedText = ({ remindedDates, sender }: UrgingLetterInput): string =>
  remindedDates.length === 0
    ? ''
    : ` ${sender.name} đã nhắc qua thư điện tử ngày ${remindedDates.map(dateText).join(', ')}.`;

type Standing = (input: UrgingLetterInput) => string;

const receivedText = ({ unit, sender, receivedDate }: UrgingLetterInput): string =>
  `${receivedDate === undefined ? '' : `Ngày ${dateText(receivedDate)}, `}${sender.name} nhận được biểu mẫu báo cáo của ${unit.agency.name}.`;

const STANDINGS: Readonly<Record<UrgedUnit['state'], Standing>> = {
  'not-sent': ({ unit: { agency, daysLeft }, asOfDate }) =>
    `Đến ngày ${dateText(asOfDate)}, quá hạn ${-daysLeft} ngày, ${agency.name} chưa gửi:`,
  'with-errors': (input) =>
    `${receivedText(input)} Đơn vị được ghi nhận là đã gửi báo cáo; tuy nhiên, biểu mẫu còn nội dung cần sửa nên số liệu chưa được tổng hợp${isAnnexed(input) ? ` (${input.missing.length} nội dung, nêu tại Phụ lục kèm theo).` : ':'}`,
  blank: (input) =>
    `${receivedText(input)} Tuy nhiên, biểu mẫu để trống. ${input.unit.agency.name} còn thiếu:`,
};

function askingBlock(input: UrgingLetterInput): Block {
  const { unit, sender } = input;
  const asked = `${sender.name} đề nghị ${unit.agency.name} ${isAnnexed(input) ? ASKED_BY_ANNEX : ASKED[unit.state]}`;
  const until = untilText({ ...input, year: unit.year });
  return {
    kind: 'paragraph',
    text: [{ kind: 'text', text: asked }, ...(typeof until === 'string' ? [] : until)],
  };
}

const ASKED: Readonly<Record<UrgedUnit['state'], string>> = {
  'not-sent': 'khẩn trương hoàn thành và gửi',
  'with-errors': 'sửa các nội dung trên trong biểu mẫu đã gửi và gửi lại',
  blank:
    'điền nội dung báo cáo, hoặc chọn “Có” tại ô “Không có nội dung báo cáo” của trang “Hướng dẫn” nếu không có, và gửi lại biểu mẫu',
};

const ASKED_BY_ANNEX = 'sửa các nội dung nêu tại Phụ lục trong biểu mẫu đã gửi và gửi lại';
