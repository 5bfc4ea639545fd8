import {
  AlignmentType,
  type IBaseParagraphStyleOptions,
  type IParagraphStyleOptions,
  type IPropertiesOptions,
} from 'docx';
import { FIRST_LINE_MM, POINTS } from '../model/layout.ts';
import { halfPoints, twipsOfMm, twipsOfPoints } from './docx-units.ts';

/** Names of the paragraph styles, as Word lists them. */
export const STYLE = {
  body: 'BodyText',
  bare: 'CamwatchBare',
  note: 'CamwatchNote',
  caption: 'Caption',
  unit: 'CamwatchUnit',
  cell: 'CamwatchCell',
  smallCell: 'CamwatchSmallCell',
} as const;

const FONT = 'Times New Roman';
const SINGLE_LINE = 240;
const space = twipsOfPoints(POINTS.paragraphSpace);
const firstLine = twipsOfMm(FIRST_LINE_MM);

/** Times New Roman in every script, 14 pt, black, in the language of the document: for whatever a reader adds as well. */
export const docxStyles = (tag: string): NonNullable<IPropertiesOptions['styles']> => ({
  default: {
    document: {
      run: {
        font: { ascii: FONT, hAnsi: FONT, eastAsia: FONT, cs: FONT },
        size: halfPoints(POINTS.body),
        color: '000000',
        language: { value: tag, eastAsia: tag, bidirectional: tag },
      },
      paragraph: { spacing: { before: 0, after: 0, line: SINGLE_LINE } },
    },
    heading1: heading(0),
    heading2: heading(1),
    heading3: heading(2),
    caption: {
      run: { bold: true, size: halfPoints(POINTS.caption), color: '000000' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: { before: space * 2, after: space },
      },
    },
  },
  paragraphStyles: [
    style(STYLE.body, 'Body Text', {
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine },
        spacing: { before: space, line: SINGLE_LINE },
      },
    }),
    style(STYLE.bare, 'Camwatch Bare', { paragraph: { alignment: AlignmentType.CENTER } }),
    style(STYLE.note, 'Camwatch Note', {
      run: { italics: true, size: halfPoints(POINTS.note) },
      paragraph: { alignment: AlignmentType.JUSTIFIED, indent: { firstLine }, spacing: { before: space } },
    }),
    style(STYLE.unit, 'Camwatch Unit', {
      run: { italics: true, size: halfPoints(POINTS.unit) },
      paragraph: {
        alignment: AlignmentType.RIGHT,
        keepNext: true,
        spacing: { before: space, after: space / 2 },
      },
    }),
    style(STYLE.cell, 'Camwatch Cell', { run: { size: halfPoints(POINTS.cell.normal) } }),
    style(STYLE.smallCell, 'Camwatch Small Cell', { run: { size: halfPoints(POINTS.cell.small) } }),
  ],
});

function heading(outlineLevel: number): IBaseParagraphStyleOptions {
  return {
    run: { bold: true, size: halfPoints(POINTS.body), color: '000000', font: FONT },
    paragraph: {
      outlineLevel,
      keepNext: true,
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine },
      spacing: { before: space * 2, line: SINGLE_LINE },
    },
  };
}

function style(id: string, name: string, options: IBaseParagraphStyleOptions): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', quickFormat: true, ...options };
}
