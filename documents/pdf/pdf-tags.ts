import type { Paper } from './pdf-paper.ts';

type Element = ReturnType<Paper['pdf']['struct']>;

/** A part of the document for readers that do not see it: what it is, and what of the page belongs to it. */
export interface Tag {
  readonly paper: Paper;
  readonly element: Element;
  readonly type: string;
}

export type TagType = 'H1' | 'H2' | 'H3' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure' | 'Caption';

export function beginTag(
  paper: Paper,
  type: TagType,
  { parent, alt }: { parent?: Tag; alt?: string } = {},
): Tag {
  const element = alt === undefined ? paper.pdf.struct(type) : paper.pdf.struct(type, { alt });
  (parent?.element ?? paper.structure).add(element);
  return { paper, element, type };
}

/** Draws on the page in the name of a tag; the page is not turned meanwhile. */
export function drawTagged({ paper, element, type }: Tag, draw: () => void): void {
  element.add(paper.pdf.markStructureContent(type));
  draw();
  paper.pdf.endMarkedContent();
}

export function endTag({ element }: Tag): void {
  element.end();
}
