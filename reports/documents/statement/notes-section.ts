import { lineKey, linesOf, readLineKey } from '../../../settlement/statement-disputes.ts';
import type { StatementDocument } from '../../../settlement/statement-schema.ts';
import type { Block } from '../model/block.ts';
import { limitsInWords, objectionOutcome } from './dossier-words.ts';
import { createNaming, type Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

/** What a reader must know, what is worth a look, and what the contractor objects to. */
export function notesSection(input: StatementInput): readonly Block[] {
  const { document, words } = input;
  const naming = createNaming(input);
  const { objections } = input.since ?? document;
  const findings = document.findings && findingLines(document.findings, input, naming);
  return [
    { kind: 'section', title: 'Lưu ý và ý kiến không đồng ý' },
    { kind: 'clause', title: 'Lưu ý' },
    ...dashes(
      document.warnings.map((warning) => naming.sentence(words.warning(warning))),
      'Không có lưu ý nào.',
    ),
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
      objections.map((objection) => objectionInWords(objection, input, naming)),
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

/** One line for what is found of many devices for one reason: the file has each of them. */
function findingLines(
  findings: NonNullable<StatementDocument['findings']>,
  { words }: StatementInput,
  naming: Naming,
): readonly string[] {
  return [
    ...Map.groupBy(
      findings,
      ({ code, ref, entity }) => `${code} ${ref} ${ref.startsWith('change:') ? entity : ''}`,
    ),
  ].map(([, [first, ...others]]) => {
    if (!first) return '';
    const more = others.length === 0 ? '' : `; và ${words.count(others.length)} thiết bị, đường truyền khác`;
    return `${naming.sentence(words.finding(first))}${more}`;
  });
}

type Objection = StatementDocument['objections'][number];

function objectionInWords(objection: Objection, input: StatementInput, naming: Naming): string {
  const { number, recordedMs, by, why } = objection;
  const { words } = input;
  const { dossier } = input.document;
  const entry = dossier?.objections.find((one) => one.number === number);
  const context = { words, naming };
  const papers = entry?.files.map(({ name }) => name).join('; ');
  const rest = [
    `đối với: ${aboutInWords(objection, input, naming)}`,
    ...(papers ? [`kèm ${papers}`] : []),
    ...(entry ? [limitsInWords(entry.limits, context)] : []),
    ...(entry && dossier ? [objectionOutcome(entry, { claims: dossier.claims, context })] : []),
  ];
  return `số ${number}, ghi nhận ${words.time(recordedMs)}, của ${naming.party(by)}: “${why}” (${rest.join('; ')})`;
}

function aboutInWords(
  { lines, outages, entities }: Objection,
  input: StatementInput,
  naming: Naming,
): string {
  const { document, words } = input;
  const all = linesOf(document.figures);
  const about = [
    ...lines.map((key) => {
      const line = all.find((one) => lineKey(one) === key);
      const { rule, entity } = readLineKey(key);
      const what = line ? `khoản ${line.line} (${words.moneyName(line.type)})` : `khoản không còn (${rule})`;
      return entity === undefined ? what : `${what}, ${naming.entity(entity)}`;
    }),
    ...outages.map((ref) => outageInWords(ref, input, naming)),
    ...entities.map(naming.entity),
  ];
  return about.join('; ') || 'mọi khoản tiền';
}

function outageInWords(ref: string, { document, words }: StatementInput, naming: Naming): string {
  for (const { entities } of document.figures.parts)
    for (const { entity, outages } of entities) {
      const outage = outages.find((one) => one.ref === ref);
      if (outage) return `gián đoạn của ${naming.entity(entity)} từ ${words.time(outage.fromMs)}`;
    }
  return naming.sentence(ref);
}
