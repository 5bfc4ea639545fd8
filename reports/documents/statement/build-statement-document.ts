import { annexLabel } from '../model/annex-label.ts';
import type { Block } from '../model/block.ts';
import type { Annex, Minutes } from '../model/document.ts';
import { availabilitySection } from './availability-section.ts';
import { clientName } from './client-text.ts';
import { differenceAnnex } from './difference-annex.ts';
import { dossierAnnex } from './dossier-annex.ts';
import { dossierSection } from './dossier-section.ts';
import { entityAnnex } from './entity-annex.ts';
import { excuseAnnex } from './excuse-annex.ts';
import { incidentAnnex } from './incident-annex.ts';
import { lineAnnex } from './line-annex.ts';
import { missAnnex } from './miss-rows.ts';
import { moneySection } from './money-section.ts';
import { notesSection } from './notes-section.ts';
import { openingSection } from './opening-section.ts';
import { outageAnnex } from './outage-annex.ts';
import type { StatementInput } from './statement-input.ts';
import { statementSubject, statementTypeName } from './statement-titles.ts';
import { technicalAnnex } from './technical-annex.ts';
import { termAnnex } from './term-annex.ts';

/**
 * A statement as minutes of two parties in the layout of Decree 30, with a page to sign. It holds nothing that the sealed
 * statement does not: the same statement and words give the same document.
 */
export function buildStatementDocument(input: StatementInput): Minutes {
  const { document, sha256, names } = input;
  const { contract, differences = [] } = document;
  const annexes: readonly Annex[] = [
    termAnnex(input),
    entityAnnex(input),
    outageAnnex(input),
    excuseAnnex(input),
    lineAnnex(input),
    incidentAnnex(input),
    missAnnex(input),
    dossierAnnex(input),
    ...(differences.length > 0 ? [differenceAnnex(input, differences)] : []),
    technicalAnnex(input),
  ];
  const label = (position: number) => annexLabel(position, annexes.length);
  const agency = clientName(input);
  return {
    kind: 'minutes',
    info: {
      title: `${statementTypeName(document)}: ${statementSubject(document)}`,
      creator: agency,
      createdMs: document.madeMs,
      properties: {
        statement: `${document.id} ${document.number}`,
        sha256,
        keyFingerprint: document.signer.fingerprint,
      },
    },
    variant: 'electronic',
    letterhead: { issuingBody: agency },
    addressees: [],
    legalBases: [],
    typeName: statementTypeName(document),
    subject: statementSubject(document),
    body: [
      ...openingSection(input),
      ...availabilitySection(input, {
        terms: label(1),
        entities: label(2),
        outages: label(3),
        misses: label(7),
      }),
      ...excuseReference(label(4), label(6)),
      ...moneySection(input, { lines: label(5) }),
      ...dossierSection(input, { dossier: label(8) }),
      ...(differences.length > 0 ? differenceReference(label(9), input) : []),
      ...notesSection(input),
      ...technicalReference(label(annexes.length)),
    ],
    annexes,
    parties: [
      { role: 'Đại diện bên A', body: agency },
      { role: 'Đại diện bên B', body: names.contractor ?? contract.contractor },
    ],
    signingPage: true,
  };
}

const excuseReference = (excuses: string, incidents: string): readonly Block[] => [
  {
    kind: 'paragraph',
    text: `Thời gian được loại trừ, do bên khác và các đề nghị không được chấp thuận ở ${excuses}; thời gian phản hồi và khắc phục từng sự cố ở ${incidents}.`,
  },
];

const technicalReference = (technical: string): readonly Block[] => [
  {
    kind: 'paragraph',
    text: `Mã băm, khóa ký và cách đối chiếu văn bản này với bản điện tử ở ${technical}.`,
  },
];

const differenceReference = (differences: string, { document }: StatementInput): readonly Block[] => [
  { kind: 'section', title: 'Điều chỉnh so với bảng đối soát trước' },
  {
    kind: 'paragraph',
    text: `Lý do điều chỉnh: ${document.reason ?? 'không ghi'}. Số liệu cũ, mới và vì sao thay đổi ở ${differences}.`,
  },
];
