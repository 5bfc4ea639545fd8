import type { DossierObjection } from '../../../contracts/dossier/dossier-schema.ts';
import { linesDisputedBy } from '../../../contracts/statements/statement-disputes.ts';
import type { Objection, StatementLine } from '../../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Minutes } from '../../../documents/model/document.ts';
import { entityText, moneyCell, pairTable } from '../cells.ts';
import { clientName, clientText } from '../client-text.ts';
import { limitInWords, objectionOutcome } from '../dossier-words.ts';
import { createNaming } from '../naming.ts';
import { aboutInWords } from '../notes-section.ts';
import { refInWords } from '../ref-in-words.ts';
import type { StatementInput } from '../statement-input.ts';
import { periodInWords, statementTypeName } from '../statement-titles.ts';
import { contractText, partyPairs, proofBlocks, type RecordedRow } from './paper-parts.ts';

export interface ObjectionPaper extends StatementInput {
  readonly objection: Objection;
  readonly entry: DossierObjection;
  readonly row: Omit<RecordedRow, 'act'>;
  /** The draft that it was made to: its lines are named by their numbers there. */
  readonly draft: {
    readonly seq: number;
    readonly recordedMs: number;
    readonly sha256: string;
    readonly document: StatementInput['document'];
  };
}

/** An objection as minutes, and what became of it by the statement as it is now. */
export function buildObjectionPaper(paper: ObjectionPaper): Minutes {
  const { document, objection, entry, row, names, words } = paper;
  const { papers, annexes } = words.texts;
  const texts = papers.objection;
  const client = clientName(paper);
  const contractor = names.contractor ?? document.contract.contractor;
  const title = texts.subject(
    objection.number,
    periodInWords(document.period.label, words.texts),
    contractText(document.contract, words),
  );
  return {
    kind: 'minutes',
    language: words.language,
    info: {
      title: `${texts.typeName}: ${title}`,
      creator: client,
      createdMs: objection.recordedMs,
      properties: { objection: `${document.id} ${objection.number}`, row: row.hash },
    },
    variant: 'electronic',
    letterhead: { issuingBody: client },
    addressees: [],
    legalBases: [],
    typeName: texts.typeName,
    subject: title,
    body: [
      { kind: 'section', title: papers.parties },
      pairTable(
        [
          ...partyPairs(document.contract, { a: clientText(paper), b: contractor }, words),
          ...draftPairs(paper),
        ],
        annexes.pairs,
      ),
      { kind: 'section', title: texts.content },
      pairTable(contentPairs(paper), annexes.pairs),
      linesTable(paper),
      ...proofBlocks(entry.files, [{ ...row, act: texts.act }], words),
    ],
    annexes: [],
    parties: [
      { role: texts.signs.received, body: client },
      { role: texts.signs.objected, body: contractor },
    ],
    signingPage: false,
  };
}

function draftPairs({ draft, words }: ObjectionPaper): readonly (readonly [string, string])[] {
  const texts = words.texts.papers.objection;
  return [[texts.draft, texts.draftIs(words.time(draft.recordedMs), draft.seq, draft.sha256)]];
}

function contentPairs(paper: ObjectionPaper): readonly (readonly [string, string])[] {
  const { document, draft, objection, entry, words } = paper;
  const texts = words.texts.papers.objection;
  const naming = createNaming(paper);
  const context = { words, naming };
  const disputed = linesDisputedBy(document.figures, objection);
  const title = statementTypeName(document, words.texts);
  return [
    [texts.by, texts.made(naming.party(objection.by), words.time(objection.recordedMs), objection.author)],
    [texts.why, objection.why],
    [
      texts.about,
      upFirst(
        aboutInWords(objection, { ...paper, document: draft.document }, naming).replaceAll('; ', ';\n'),
      ),
    ],
    [texts.limit, entry.limits.map((limit) => limitInWords(limit, context)).join('\n') || '–'],
    [
      texts.outcome(title.charAt(0).toLowerCase() + title.slice(1)),
      objectionOutcome(entry, disputed, { claims: document.dossier?.claims ?? [], context }),
    ],
  ];
}

function linesTable(paper: ObjectionPaper): Block {
  const { document, objection, words } = paper;
  const texts = words.texts.papers.objection;
  const disputed = linesDisputedBy(document.figures, objection);
  const sum = disputed.reduce((total, { payable }) => total + BigInt(payable), 0n);
  return {
    kind: 'table',
    caption: texts.lines,
    columns: [{ share: 2, align: 'right' }, { share: 5 }, { share: 9 }, { share: 4 }],
    header: [texts.header.map((text) => ({ text }))],
    rows: [
      ...disputed.map((line) => ({
        kind: 'row' as const,
        cells: [
          String(line.line),
          upFirst(words.moneyName(line.type)),
          lineAbout(line, paper),
          moneyCell(line.payable, words),
        ],
      })),
      ...(disputed.length > 1
        ? [{ kind: 'total' as const, cells: ['', texts.sum, '', moneyCell(`${sum}`, words)] }]
        : []),
    ],
    emptyText: texts.none,
    size: 'small',
  };
}

/** The device or line, and the outage or incident. */
function lineAbout({ entity, ref }: StatementLine, paper: ObjectionPaper): string {
  const { document, names, words } = paper;
  const part = document.figures.parts.find(({ money }) =>
    money.lines.some((line) => line.entity === entity && line.ref === ref),
  );
  const naming = createNaming(paper);
  const about = [
    entity && entityText(entity, names),
    ref && part && refInWords(ref, { part, input: paper, naming }),
  ];
  return about.filter(Boolean).join('\n') || words.texts.money.lines.all;
}
