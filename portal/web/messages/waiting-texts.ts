import { inLanguage } from '../../../core/language/in-language.ts';

/** Texts of what waits for somebody. Numbers and days come in as text. */
export interface WaitingTexts {
  readonly heading: string;
  readonly none: string;
  readonly overdue: (time: string) => string;
  readonly left: (time: string) => string;
  readonly days: (count: string) => string;
  readonly today: string;
  readonly forms: (missing: string, total: string, year: string, day: string) => string;
  readonly ownForm: (state: string, year: string, day: string) => string;
  readonly report: (year: string, day: string) => string;
  readonly letters: (count: string) => string;
  readonly toIssue: (count: string) => string;
  readonly asked: (count: string, days: string) => string;
  readonly opinions: (count: string, days: string) => string;
}

const vi: WaitingTexts = {
  heading: 'Việc chờ bạn',
  none: 'Không có việc nào đang chờ.',
  overdue: (time) => `quá hạn ${time}`,
  left: (time) => `còn ${time}`,
  days: (count) => `${count} ngày`,
  today: 'hạn cuối hôm nay',
  forms: (missing, total, year, day) =>
    `${missing}/${total} đơn vị chưa gửi xong biểu báo cáo năm ${year}, hạn ${day}`,
  ownForm: (state, year, day) => `Biểu báo cáo năm ${year} của đơn vị: ${state}, hạn ${day}`,
  report: (year, day) => `Báo cáo năm ${year} của thành phố, hạn ${day}`,
  letters: (count) => `${count} đơn vị cần công văn đôn đốc hoặc đề nghị hoàn thiện biểu`,
  toIssue: (count) => `${count} bảng đối soát dự thảo đã hết hạn ý kiến hoặc đã được đồng ý, chờ phát hành`,
  asked: (count, days) => `${count} vị trí của đơn vị chưa có ý kiến trả lời, lâu nhất ${days} ngày`,
  opinions: (count, days) => `${count} vị trí chờ ý kiến, lâu nhất ${days} ngày`,
};

const en: WaitingTexts = {
  heading: 'Waiting for you',
  none: 'Nothing is waiting.',
  overdue: (time) => `overdue by ${time}`,
  left: (time) => `${time} left`,
  days: (count) => (count === '1' ? '1 day' : `${count} days`),
  today: 'today is the last day',
  forms: (missing, total, year, day) =>
    `${missing} of ${total} units have not finished their forms of ${year}, due ${day}`,
  ownForm: (state, year, day) => `Your form of ${year}: ${state}, due ${day}`,
  report: (year, day) => `The report of the city of ${year}, due ${day}`,
  letters: (count) => `${count} units to be urged, or asked to mend their form, by letter`,
  toIssue: (count) =>
    `${count} draft statements are past their objections, or agreed to, and wait to be issued`,
  asked: (count, days) => `${count} of your sites wait for an opinion, the longest for ${days} days`,
  opinions: (count, days) => `${count} sites wait for an opinion, the longest for ${days} days`,
};

export const waitingTexts = inLanguage({ en, vi });
