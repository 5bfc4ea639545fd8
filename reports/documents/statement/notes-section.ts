import type { StatementDocument } from '../../../settlement/statement-schema.ts';
import type { Block } from '../model/block.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';
import { upFirst } from './up-first.ts';

/** What a reader must know, what is worth a look, and what the contractor objects to. */
export function notesSection(input: StatementInput): readonly Block[] {
  const { document, words } = input;
  const { objections } = input.since ?? document;
  const findings = document.findings?.map(words.finding);
  return [
    { kind: 'section', title: 'Lưu ý và ý kiến không đồng ý' },
    { kind: 'clause', title: 'Lưu ý' },
    ...dashes(document.warnings.map(words.warning), 'Không có lưu ý nào.'),
    { kind: 'clause', title: 'Nội dung cần xem xét trước khi thống nhất' },
    ...(findings === undefined
      ? [
          {
            kind: 'missing',
            subject: 'Nội dung cần xem xét',
            because: 'bảng đối soát này được lập bởi phiên bản chưa tìm các nội dung đó',
            reason: 'not-looked-for',
          } as const,
        ]
      : dashes(findings, 'Không có. Các nội dung này, nếu có, không làm thay đổi số liệu.')),
    { kind: 'clause', title: 'Ý kiến không đồng ý của nhà thầu' },
    ...dashes(
      objections.map((objection) => objectionInWords(objection, words)),
      'Không có ý kiến nào được ghi nhận.',
    ),
  ];
}

function dashes(lines: readonly string[], none: string): readonly Block[] {
  if (lines.length === 0) return [{ kind: 'paragraph', text: none }];
  return lines.map((line) => ({
    kind: 'dash',
    text: `${ID.test(line) ? line : upFirst(line)}${/[.!?]$/.test(line) ? '' : '.'}`,
  }));
}

/** `device:cam-1`: an id is written as it is, also where a line begins with it. */
const ID = /^[a-z-]+:\S/;

function objectionInWords(
  { number, recordedMs, by, why, lines, outages, entities }: StatementDocument['objections'][number],
  { time }: StatementWords,
): string {
  const about = [...lines, ...outages, ...entities].join('; ');
  return `số ${number}, ghi nhận ${time(recordedMs)}, của ${by}: ${why} (đối với: ${about === '' ? 'mọi khoản tiền' : about})`;
}
