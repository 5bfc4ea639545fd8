import type { RichText } from './rich-text.ts';
import type { Table } from './table.ts';

/**
 * One step of the text, in reading order. Numbers and letters are never written by the author: `numberBlocks`
 * counts parts and sections (Roman; sections anew in every part), clauses (anew in every section) and points
 * (anew after every clause, numbered paragraph, section or part).
 */
export type Block = Heading | Paragraph | Missing | Table | Picture | PageBreak;

export type Heading =
  /** `Phần I` and the title in capitals on the next line, both centred. */
  | { readonly kind: 'part'; readonly title: string }
  /** `I. TITLE`, in capitals whatever the author's case. */
  | { readonly kind: 'section'; readonly title: string }
  /** `1. Title`, bold, on its own line. */
  | { readonly kind: 'clause'; readonly title: string };

export type Paragraph =
  | { readonly kind: 'paragraph'; readonly text: RichText }
  /** `1. …`: a clause without a title; counts on with the titled clauses. */
  | { readonly kind: 'numbered'; readonly text: RichText }
  /** `a) …`, in the order of the Vietnamese alphabet. */
  | { readonly kind: 'point'; readonly text: RichText }
  /** `- …` */
  | { readonly kind: 'dash'; readonly text: RichText }
  /** `Ghi chú: …`, small and in italics; sources and reservations. */
  | { readonly kind: 'note'; readonly text: RichText };

/** What cannot be told, and why: `Độ khả dụng tháng 5: không có số liệu vì ….` */
export interface Missing {
  readonly kind: 'missing';
  /** What is missing: `Độ khả dụng tháng 5`. */
  readonly subject: string;
  /** Words after "vì", without a full stop. */
  readonly because: string;
  /** The stable reason code of the figures. */
  readonly reason: string;
}

export interface Picture {
  readonly kind: 'picture';
  readonly png: Uint8Array;
  /** Never wider than the text: a renderer shrinks it. */
  readonly widthMm: number;
  /** What a reader who cannot see it must know. */
  readonly alt: string;
  /** Printed under the picture, in italics. */
  readonly caption?: RichText;
}

export interface PageBreak {
  readonly kind: 'page-break';
}
