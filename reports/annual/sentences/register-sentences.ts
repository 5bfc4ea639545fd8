import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { prose } from '../frame/prose.ts';

/** What was issued, inspected and taught in the window, by what units entered. */
export interface RegisterWindow {
  readonly firstDate: string;
  readonly lastDate: string;
  /** ` (Phụ lục IX)`, or empty. */
  readonly annex: string;
}

export function documentSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const id = inWindow('document', window);
  return (print.amount(id) ?? 0) === 0
    ? 'Văn bản chỉ đạo, hướng dẫn: trong kỳ không có văn bản nào được nhập vào sổ theo dõi.'
    : prose`Văn bản chỉ đạo, hướng dẫn: ${print.run(id)} văn bản được nhập vào sổ theo dõi${window.annex}.`;
}

export function inspectionSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const id = inWindow('inspection', window);
  return (print.amount(id) ?? 0) === 0
    ? 'Kiểm tra: trong kỳ không có cuộc kiểm tra nào được nhập vào sổ theo dõi.'
    : prose`Kiểm tra: ${print.run(id)} cuộc${window.annex}.`;
}

export function trainingSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const of = (member: string) => print.run(inWindow('training', window, member));
  return (print.amount(inWindow('training', window)) ?? 0) === 0
    ? 'Tập huấn: trong kỳ không có lớp tập huấn nào được nhập vào sổ theo dõi.'
    : prose`Tập huấn: ${of('classes')} lớp, ${of('attendees')} lượt người của ${of('units')} lượt đơn vị tham dự${window.annex}.`;
}

export function researchSentence(print: FigurePrinter, window: RegisterWindow): RichText {
  const id = inWindow('research', window);
  return (print.amount(id) ?? 0) === 0
    ? 'Đặt hàng nghiên cứu: trong kỳ không có đề xuất nào được nhập vào sổ theo dõi.'
    : prose`Đặt hàng nghiên cứu: ${print.run(id)} đề xuất${window.annex}.`;
}

const inWindow = (register: string, { firstDate, lastDate }: RegisterWindow, member?: string): string =>
  `plan.state.${register}.*.values#in/${firstDate}/${lastDate}${member === undefined ? '' : `/${member}`}`;
