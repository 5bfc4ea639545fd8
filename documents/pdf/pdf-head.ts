import { addresseeIndents } from '../model/addressee-indents.ts';
import type { ComposedDocument, ComposedHead, Runs } from '../model/composed-document.ts';
import {
  FIRST_LINE_MM,
  LETTERHEAD_COLUMNS_MM,
  LETTERHEAD_GAP_MM,
  POINTS,
  SHORT_RULE_SHARE,
} from '../model/layout.ts';
import { type BalancedLines, balanceLines, lineWidthsPt } from '../model/line-widths.ts';
import { type ColumnItem, drawColumns, RULE_GAP } from './pdf-column.ts';
import { drawRule, leftPt, type Paper, points, textWidthPt } from './pdf-paper.ts';
import { drawParagraph } from './pdf-paragraph.ts';

/** Letterhead, type name and subject, addressees, legal bases. */
export function drawHead(
  paper: Paper,
  { head, texts, title, addressees, legalBases }: ComposedDocument,
): void {
  drawLetterhead(paper, head, texts);
  if (title) drawTitle(paper, title);
  if (addressees) drawAddressees(paper, addressees);
  for (const runs of legalBases)
    drawParagraph(paper, runs, {
      sizePt: POINTS.body,
      italic: true,
      align: 'justified',
      firstIndentPt: points(FIRST_LINE_MM),
      beforePt: POINTS.paragraphSpace,
    });
}

function drawLetterhead(paper: Paper, head: ComposedHead, texts: ComposedDocument['texts']): void {
  const [issuerMm, mottoMm] = LETTERHEAD_COLUMNS_MM;
  const issuer = { x: leftPt(paper), widthPt: points(issuerMm - LETTERHEAD_GAP_MM) };
  const motto = { x: leftPt(paper) + points(issuerMm), widthPt: points(mottoMm) };
  drawColumns(paper, [
    { ...issuer, items: issuerItems(paper, head, issuer.widthPt) },
    { ...motto, items: mottoItems(paper, texts) },
  ]);
  drawColumns(paper, [
    { ...issuer, items: numberItems(head) },
    {
      ...motto,
      items: [
        {
          ...centred(head.placeAndDate, POINTS.placeAndDate, POINTS.paragraphSpace),
          italic: true,
        },
      ],
    },
  ]);
}

function issuerItems(
  paper: Paper,
  { superiorBody, issuingBody }: ComposedHead,
  widthPt: number,
): readonly ColumnItem[] {
  const look = { face: 'bold', sizePt: POINTS.issuingBody } as const;
  const lastLinePt = lineWidthsPt(issuingBody.at(-1) ?? [], look, widthPt, paper.measure).at(-1) ?? 0;
  return [
    ...superiorBody.map((runs) => centred(runs, POINTS.superiorBody)),
    ...issuingBody.map((runs) => ({ ...centred(runs, POINTS.issuingBody), bold: true })),
    { kind: 'rule', lengthPt: Math.min(lastLinePt, widthPt) * SHORT_RULE_SHARE },
  ];
}

function mottoItems(paper: Paper, { motto, freedom }: ComposedDocument['texts']): readonly ColumnItem[] {
  return [
    { ...centred([{ text: motto }], POINTS.motto), bold: true },
    { ...centred([{ text: freedom }], POINTS.freedom), bold: true },
    { kind: 'rule', lengthPt: paper.measure(freedom, 'bold', POINTS.freedom) },
  ];
}

function numberItems({ number, letterSubject }: ComposedHead): readonly ColumnItem[] {
  return [
    centred(number, POINTS.number, POINTS.paragraphSpace),
    ...(letterSubject ? [centred(letterSubject, POINTS.letterSubject, POINTS.paragraphSpace)] : []),
  ];
}

function centred(runs: Runs, sizePt: number, beforePt = 0): ColumnItem & { readonly kind: 'text' } {
  return { kind: 'text', runs, sizePt, beforePt, align: 'centre' };
}

function drawTitle(paper: Paper, { typeName, subject }: NonNullable<ComposedDocument['title']>): void {
  drawParagraph(paper, typeName, {
    sizePt: POINTS.typeName,
    bold: true,
    align: 'centre',
    beforePt: POINTS.paragraphSpace * 3,
  });
  drawRuled(paper, subject, 'bold');
}

/** Words in the middle of the page, above a rule of 1/3 to 1/2 of their last line. */
export function drawRuled(paper: Paper, runs: Runs, face: 'bold' | 'italic'): void {
  const lengthPt = drawBalanced(paper, runs, face).lastLinePt * SHORT_RULE_SHARE;
  const x = leftPt(paper) + (textWidthPt(paper) - lengthPt) / 2;
  drawRule(paper, x, paper.y + RULE_GAP, lengthPt);
  paper.y += RULE_GAP * 2;
}

/** Words in the middle of the page, whose lines are about as long as each other. */
export function drawBalanced(paper: Paper, runs: Runs, face: 'bold' | 'italic'): BalancedLines {
  const sizePt = POINTS.typeName;
  const balanced = balanceLines(runs, { face, sizePt }, textWidthPt(paper), paper.measure);
  const { sideIndentPt } = balanced;
  drawParagraph(paper, runs, { sizePt, [face]: true, align: 'centre', sideIndentPt });
  return balanced;
}

function drawAddressees(paper: Paper, addressees: NonNullable<ComposedDocument['addressees']>): void {
  const { opening, lines } = addressees;
  const beforePt = POINTS.paragraphSpace * 3;
  if (lines.length === 0) {
    drawParagraph(paper, opening, { sizePt: POINTS.body, align: 'centre', beforePt });
    return;
  }
  const { openingPt, linesPt, dashPt } = addresseeIndents(addressees, paper.measure, textWidthPt(paper));
  const look = { sizePt: POINTS.body, align: 'left' } as const;
  drawParagraph(paper, opening, { ...look, leftIndentPt: openingPt, beforePt });
  for (const runs of lines)
    drawParagraph(paper, runs, { ...look, leftIndentPt: linesPt + dashPt, firstIndentPt: -dashPt });
}
