/**
 * Sizes of the layout of Decree 30/2020 (annex I), shared by DOCX and PDF. Where the decree allows a range, the
 * value in use is the one of its sample column.
 */
export const PAGE = {
  widthMm: 210,
  heightMm: 297,
  headerMm: 10,
  footerMm: 10,
  portrait: { topMm: 25, bottomMm: 20, leftMm: 35, rightMm: 20 },
  /** The same ranges on the sheet as it is read; the narrower ends leave wide tables more room. */
  landscape: { topMm: 25, bottomMm: 20, leftMm: 30, rightMm: 15 },
} as const;

/** Columns of the letterhead: issuing body, national motto. The motto is as narrow as its line, which leaves long names of bodies the rest. */
export const LETTERHEAD_COLUMNS_MM = [66.5, 88.5] as const;

/** Kept free between the two, so that a full line on the left does not run into the motto. */
export const LETTERHEAD_GAP_MM = 1.5;

/** Columns at the end: Nơi nhận, signature. */
export const CLOSING_COLUMNS_MM = [70, 85] as const;

export const FIRST_LINE_MM = 10;

/** Font sizes and spaces in points. */
export const POINTS = {
  motto: 12,
  freedom: 13,
  superiorBody: 12,
  issuingBody: 12,
  number: 13,
  letterSubject: 12,
  placeAndDate: 13,
  typeName: 14,
  body: 14,
  pageNumber: 14,
  signer: 14,
  recipientsTitle: 12,
  recipients: 11,
  footer: 11,
  stamp: 13,
  note: 13,
  caption: 13,
  unit: 13,
  cell: { normal: 13, small: 11 },
  paragraphSpace: 6,
  rule: 0.75,
  /** From the post to the name: room for signature and seal. */
  signatureSpace: 72,
} as const;

/** Part of a line that the short rules cover: the decree says 1/3 to 1/2. */
export const SHORT_RULE_SHARE = 0.4;

export interface PageBox {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly topMm: number;
  readonly bottomMm: number;
  readonly leftMm: number;
  readonly rightMm: number;
  readonly textWidthMm: number;
}

export function pageBox(orientation: 'portrait' | 'landscape'): PageBox {
  const [widthMm, heightMm] =
    orientation === 'portrait' ? [PAGE.widthMm, PAGE.heightMm] : [PAGE.heightMm, PAGE.widthMm];
  const margins = PAGE[orientation];
  return { widthMm, heightMm, ...margins, textWidthMm: widthMm - margins.leftMm - margins.rightMm };
}
