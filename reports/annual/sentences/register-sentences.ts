import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinList, prose } from '../frame/prose.ts';

/** What was issued, inspected and taught in the window, as units reported it. */
export interface RegisterWindow {
  readonly firstDate: string;
  readonly lastDate: string;
  /** ` (Phụ lục IX)`, or empty. */
  readonly annex: string;
  /** Only of this task of the plan. */
  readonly task?: string;
}

/** Each with how many of them are whose. */
export interface Share {
  /** As it is said. */
  readonly name: string;
  /** As it is written in the entries. */
  readonly value: string;
}

export function documentSentence(
  print: FigurePrinter,
  window: RegisterWindow,
  issuers: readonly Share[] = [],
): RichText {
  const id = inWindow('document', window);
  return (print.amount(id) ?? 0) === 0
    ? prose`${print.none(id, 'Chưa')} có văn bản chỉ đạo, hướng dẫn nào được báo cáo.`
    : prose`Văn bản đã ban hành, trình: ${print.countRun(id)} văn bản${shares(print, 'document', 'issuer', window, issuers)}${window.annex}.`;
}

export function inspectionSentence(
  print: FigurePrinter,
  window: RegisterWindow,
  agencies: readonly Share[] = [],
): RichText {
  const id = inWindow('inspection', window);
  return (print.amount(id) ?? 0) === 0
    ? prose`${print.none(id, 'Chưa')} có cuộc kiểm tra nào được báo cáo.`
    : prose`Kiểm tra: ${print.countRun(id)} cuộc${shares(print, 'inspection', 'agency', window, agencies)}${window.annex}.`;
}

/** `: 02 của Sở Khoa học và Công nghệ, 01 của …`. */
function shares(
  print: FigurePrinter,
  register: string,
  member: string,
  { firstDate, lastDate }: RegisterWindow,
  of: readonly Share[],
): RichText {
  const path = `plan.state.${register}.*.values#in/${firstDate}/${lastDate}/`;
  const parts = of.map(
    ({ name, value }) =>
      prose`${print.countRun(`${path}/${member}=${encodeURIComponent(value)}`)} của ${name}`,
  );
  return parts.length === 0 ? '' : prose`, gồm ${joinList(parts)}`;
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
  if ((print.amount(id) ?? 0) === 0)
    return prose`${print.none(id, 'Chưa')} có đề xuất đặt hàng nghiên cứu nào được báo cáo.`;
  const ordered = `plan.state.research.*.values#in/${window.firstDate}/${window.lastDate}//status!=proposed${window.task === undefined ? '' : `/task=${window.task}`}`;
  const amount = inWindow('research', window, 'amount');
  return [
    ...prose`Đã đề xuất ${print.countRun(id)} nhiệm vụ khoa học và công nghệ`,
    ...((print.amount(ordered) ?? 0) === 0
      ? []
      : prose`, trong đó ${print.countRun(ordered)} nhiệm vụ đã được xem xét, đặt hàng`),
    ...(print.amount(amount) === undefined ? [] : prose`; kinh phí dự kiến ${print.run(amount)} đồng`),
    ...prose`${window.annex}.`,
  ];
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
