import type { Language } from '../../core/language/language.ts';

/** What `camwatch measurements resend` prints. */
export interface ResendTexts {
  readonly nothing: string;
  readonly found: (points: number) => string;
  readonly resent: (counts: {
    readonly points: number;
    readonly written: number;
    readonly expired: number;
    readonly refused: number;
  }) => string;
  readonly reason: (points: number, reason: string, first: string) => string;
}

export const RESEND_TEXTS: Readonly<Record<Language, ResendTexts>> = {
  en: {
    nothing: 'nothing is set aside',
    found: (points) => `set aside: ${points} points`,
    resent: ({ points, written, expired, refused }) =>
      `set aside: ${points} points; written now: ${written}; too old for InfluxDB: ${expired}; refused again: ${refused}`,
    reason: (points, reason, first) => `  ${points}: ${reason}\n    first: ${first}`,
  },
  vi: {
    nothing: 'không có điểm đo nào bị để riêng',
    found: (points) => `để riêng: ${points} điểm đo`,
    resent: ({ points, written, expired, refused }) =>
      `để riêng: ${points} điểm đo; vừa ghi: ${written}; quá cũ đối với InfluxDB: ${expired}; lại bị từ chối: ${refused}`,
    reason: (points, reason, first) => `  ${points}: ${reason}\n    đầu tiên: ${first}`,
  },
};
