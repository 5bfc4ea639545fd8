import { annexLabel } from '../../documents/model/annex-label.ts';
import type { Block } from '../../documents/model/block.ts';
import type { Annex, Minutes } from '../../documents/model/document.ts';
import { layoutTexts } from '../../documents/model/layout-texts.ts';
import { differenceAnnex } from './annexes/difference-annex.ts';
import { dossierAnnex } from './annexes/dossier-annex.ts';
import { entityAnnex } from './annexes/entity-annex.ts';
import { excuseAnnex } from './annexes/excuse-annex.ts';
import { incidentAnnex } from './annexes/incident-annex.ts';
import { lineAnnex } from './annexes/line-annex.ts';
import { outageAnnex } from './annexes/outage-annex.ts';
import { technicalAnnex } from './annexes/technical-annex.ts';
import { termAnnex } from './annexes/term-annex.ts';
import { availabilitySection } from './availability-section.ts';
import { clientName } from './client-text.ts';
import { dossierSection } from './dossier-section.ts';
import { missAnnex } from './miss-rows.ts';
import { moneySection } from './money-section.ts';
import { notesSection } from './notes-section.ts';
import { openingSection } from './opening-section.ts';
import type { StatementInput } from './statement-input.ts';
import { statementSubject, statementTypeName } from './statement-titles.ts';

/**
 * A statement as minutes of two parties in the layout of Decree 30, with a page to sign. It holds nothing that the sealed
 * statement does not: the same statement and words give the same document.
 */
export function buildStatementDocument(input: StatementInput): Minutes {
  const { document, sha256, names, words } = input;
  const { front } = words.texts;
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
  const label = (position: number) => annexLabel(position, annexes.length, layoutTexts(words.language));
  const agency = clientName(input);
  return {
    kind: 'minutes',
    language: words.language,
    info: {
      title: `${statementTypeName(document, words.texts)}: ${statementSubject(document, words.texts)}`,
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
    typeName: statementTypeName(document, words.texts),
    subject: statementSubject(document, words.texts),
    body: [
      ...openingSection(input, { terms: label(1), technical: label(annexes.length) }),
      ...availabilitySection(input, {
        terms: label(1),
        entities: label(2),
        outages: label(3),
        misses: label(7),
      }),
      { kind: 'paragraph', text: front.excuses(label(4), label(6)) },
      ...moneySection(input, { lines: label(5) }),
      ...dossierSection(input, { dossier: label(8) }),
      ...(differences.length > 0 ? differenceReference(label(9), input) : []),
      ...notesSection(input),
      { kind: 'paragraph', text: front.technical(label(annexes.length)) },
    ],
    annexes,
    parties: [
      { role: front.parties.a, body: agency },
      { role: front.parties.b, body: names.contractor ?? contract.contractor },
    ],
    signingPage: true,
  };
}

function differenceReference(annex: string, { document, words }: StatementInput): readonly Block[] {
  const { title, intro, noReason } = words.texts.front.differences;
  return [
    { kind: 'section', title },
    { kind: 'paragraph', text: intro(document.reason ?? noReason, annex) },
  ];
}
