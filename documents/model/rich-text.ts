/**
 * What stands in a paragraph or a cell: plain words, or runs where part of it is set apart.
 * A newline in a text is a line break; control characters are left out by the renderers.
 */
export type RichText = string | readonly Run[];

export type Run = TextRun | FigureRun | MarkedRun;

export interface TextRun {
  readonly kind: 'text';
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/** A figure inside a sentence: what is printed, and what it stands for. */
export interface FigureRun {
  readonly kind: 'figure';
  /** As printed: `40.210`, `98,73 %`. */
  readonly text: string;
  /** The exact decimal with a point and no separators (`40210`, `98.731204`). */
  readonly value: string;
  /** The figure's name in the sealed data, from which `report verify` reads it again. */
  readonly figure?: string;
  readonly bold?: boolean;
}

/** A place that only a person can fill: printed as `[hint: ……]`, highlighted where the reader can edit. */
export interface MarkedRun {
  readonly kind: 'marked';
  /** What belongs there; empty for dots alone. */
  readonly hint: string;
}
