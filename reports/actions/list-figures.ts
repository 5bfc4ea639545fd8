import type { Block } from '../../documents/model/block.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import type { RichText } from '../../documents/model/rich-text.ts';
import type { TableCell } from '../../documents/model/table.ts';

/** A figure as the document prints it, and where. */
export interface PrintedFigure {
  readonly id: string;
  readonly text: string;
  readonly value: string;
  /** `Thân báo cáo`, `Phụ lục 2`. */
  readonly place: string;
}

/** A place that only a person can fill. */
export interface MarkedPlace {
  readonly hint: string;
  readonly place: string;
}

/** Every figure of a document, in reading order. */
export function listFigures(document: OfficialDocument): readonly PrintedFigure[] {
  return listRuns(document).flatMap(({ run, place }) =>
    run.figure === undefined || run.text === undefined
      ? []
      : [{ id: run.figure, text: run.text, value: run.value ?? '', place }],
  );
}

/** Every place that is left to a person, in reading order, and what the settings leave open. */
export function listMarked(document: OfficialDocument): readonly MarkedPlace[] {
  const { letterhead } = document;
  const open = [
    ...(letterhead.number === undefined ? ['số văn bản'] : []),
    ...(letterhead.symbol?.includes('……') ? ['ký hiệu cơ quan'] : []),
    ...(letterhead.date?.day === undefined ? ['ngày, tháng ban hành'] : []),
    ...(document.kind === 'report' && document.closing.signature.name === undefined
      ? ['họ tên, chức vụ người ký']
      : []),
    ...(document.kind === 'report' && document.closing.recipients.filedBy === undefined
      ? ['đơn vị soạn thảo tại dòng Lưu']
      : []),
  ];
  return [
    ...open.map((hint) => ({ hint, place: 'Thể thức' })),
    ...listRuns(document).flatMap(({ run, place }) =>
      run.hint === undefined ? [] : [{ hint: run.hint, place }],
    ),
  ];
}

interface AnyRun {
  readonly text?: string;
  readonly value?: string;
  readonly figure?: string;
  readonly hint?: string;
}

function listRuns(document: OfficialDocument): readonly { readonly run: AnyRun; readonly place: string }[] {
  const of = (blocks: readonly Block[], place: string) =>
    blocks.flatMap(runsOfBlock).map((run) => ({ run, place }));
  return [
    ...of(document.body, 'Thân báo cáo'),
    ...document.annexes.flatMap(({ blocks }, index) => of(blocks, `Phụ lục ${index + 1}`)),
  ];
}

function runsOfBlock(block: Block): readonly AnyRun[] {
  if (block.kind === 'table') {
    return block.rows.flatMap(({ cells }) => cells.flatMap(runsOfCell));
  }
  return 'text' in block ? runsOfText(block.text) : [];
}

function runsOfCell(cell: TableCell): readonly AnyRun[] {
  if (typeof cell === 'string') return [];
  return cell.kind === 'number' ? [cell] : runsOfText(cell.text);
}

function runsOfText(text: RichText): readonly AnyRun[] {
  if (typeof text === 'string') return [];
  return text.flatMap((run): AnyRun[] => {
    if (run.kind === 'text') return [];
    return [run];
  });
}
