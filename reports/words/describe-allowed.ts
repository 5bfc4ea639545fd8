import type { WorkAllowed } from '../../contracts/settle/judge-work.ts';
import type { PeriodKind } from '../../core/domain/contract-terms.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';

/** What a contract takes out of planned work that was announced in time. Lengths and periods come in as text. */
interface WorkWords {
  /** Both are the same where all devices have the same. */
  readonly excused: (least: string, most: string, asked: string) => string;
  readonly cap: (most: string, per: PeriodKind) => string;
  readonly beyond: (span: string) => string;
  readonly outside: (span: string) => string;
  readonly left: (period: string, span: string) => string;
  readonly taken: (span: string) => string;
}

const EACH_VI = { month: 'mỗi tháng', quarter: 'mỗi quý', year: 'mỗi năm' } as const;

const vi: WorkWords = {
  excused: (least, most, asked) =>
    least === most
      ? `được loại trừ ${least} trong ${asked}`
      : `được loại trừ từ ${least} đến ${most} trong ${asked}, tùy thiết bị, đường truyền`,
  cap: (most, per) =>
    `Hợp đồng loại trừ tối đa ${most} bảo trì ${EACH_VI[per]} cho mỗi thiết bị, đường truyền; bảo trì bắt đầu trước được tính trước.`,
  beyond: (span) => `${span} vượt mức tối đa, không được loại trừ.`,
  outside: (span) => `${span} nằm ngoài giờ hợp đồng cho phép bảo trì, không được loại trừ.`,
  left: (period, span) => `${period} còn lại ${span} được loại trừ.`,
  taken: (span) => `Bảo trì đã thông báo nhưng bắt đầu sau mất ${span} được loại trừ.`,
};

const EACH_EN = { month: 'a month', quarter: 'a quarter', year: 'a year' } as const;

const en: WorkWords = {
  excused: (least, most, asked) =>
    least === most
      ? `excused: ${least} of ${asked}`
      : `excused: ${least} to ${most} of ${asked}, depending on the device or link`,
  cap: (most, per) =>
    `The contract excuses at most ${most} of work ${EACH_EN[per]} for each device or link; work that begins earlier counts first.`,
  beyond: (span) => `${span} are beyond that, and are not excused.`,
  outside: (span) => `${span} are outside the hours in which the contract allows work, and are not excused.`,
  left: (period, span) => `Left in ${period}: ${span}.`,
  taken: (span) => `Work that was announced already and begins later loses ${span}.`,
};

const workWords = inLanguage({ en, vi });

/** What is taken out of work, the sum first, each a sentence. */
export function describeAllowed(
  { askedMs, excusedMs, mostExcusedMs, outsideMs, beyondMs, cap }: WorkAllowed,
  {
    language,
    span,
    period,
  }: {
    readonly language: Language;
    readonly span: (durationMs: number) => string;
    readonly period: (label: string) => string;
  },
): readonly string[] {
  const words = workWords(language);
  return [
    words.excused(span(excusedMs), span(mostExcusedMs), span(askedMs)),
    ...(cap ? [words.cap(span(cap.atMostMs), cap.per)] : []),
    ...(beyondMs > 0 ? [words.beyond(span(beyondMs))] : []),
    ...(outsideMs > 0 ? [words.outside(span(outsideMs))] : []),
    ...(cap?.left.map(({ label, leftMs }) => words.left(period(label), span(leftMs))) ?? []),
    ...(cap && cap.takenMs > 0 ? [words.taken(span(cap.takenMs))] : []),
  ];
}
