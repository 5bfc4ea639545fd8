import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { prose } from '../frame/prose.ts';

/** What was issued, inspected and taught in the window, as units reported it. */
export interface RegisterWindow {
  readonly firstDate: string;
  readonly lastDate: string;
  /** ` (Phụ lục IX)`, or empty. */
  readonly annex: string;
  /** Only of this task of the plan. */
  readonly task?: string;
}

export function documentSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const id = inWindow('document', window);
  return (print.amount(id) ?? 0) === 0
    ? prose`${print.none(id, 'Chưa')} có văn bản chỉ đạo, hướng dẫn nào được báo cáo.`
    : prose`Đã ban hành ${print.countRun(id)} văn bản chỉ đạo, hướng dẫn${window.annex}.`;
}

export function inspectionSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const id = inWindow('inspection', window);
  return (print.amount(id) ?? 0) === 0
    ? prose`${print.none(id, 'Chưa')} có cuộc kiểm tra nào được báo cáo.`
    : prose`Đã kiểm tra ${print.countRun(id)} cuộc${window.annex}.`;
}

export function trainingSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const of = (member: string) => print.countRun(inWindow('training', window, member));
  const id = inWindow('training', window);
  return (print.amount(id) ?? 0) === 0
    ? prose`${print.none(id, 'Chưa')} có lớp tập huấn nào được báo cáo.`
    : prose`Đã tổ chức ${of('classes')} lớp tập huấn với ${of('attendees')} lượt người của ${of('units')} lượt đơn vị tham dự${window.annex}.`;
}

export function researchSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const id = inWindow('research', window);
  return (print.amount(id) ?? 0) === 0
    ? prose`${print.none(id, 'Chưa')} có đề xuất đặt hàng nghiên cứu nào được báo cáo.`
    : prose`Đã đề xuất đặt hàng ${print.countRun(id)} nhiệm vụ khoa học và công nghệ${window.annex}.`;
}

/** The id of how many entries there are in the window, or of the sum of a member. */
export function inWindow(
  register: string,
  { firstDate, lastDate, task }: Omit<RegisterWindow, 'annex'>,
  member = '',
): string {
  const of = task === undefined ? '' : `/task=${task}`;
  const sum = member === '' && of === '' ? '' : `/${member}`;
  return `plan.state.${register}.*.values#in/${firstDate}/${lastDate}${sum}${of}`;
}
