import type { AssumptionName } from '../../../contracts/hangs-on/hangs-on-schema.ts';

/** What the money hangs on, in words. */
export interface HangsOnTexts {
  readonly title: string;
  readonly nothing: string;
  /** @param claim Of the assumption about one claim. */
  readonly assumptions: Readonly<Record<AssumptionName, (claim: string) => string>>;
  /** What would be due, and by how much that is more or less. */
  readonly wouldBe: (vnd: string, difference: string) => string;
  readonly same: (vnd: string) => string;
  /** Of a line that is not due as it is. */
  readonly notDue: string;
}

export const hangsOnTextsEn: HangsOnTexts = {
  title: 'what the money hangs on',
  nothing: 'nothing: all time is known, and no claim is pending',
  assumptions: {
    'unknown-up': () => 'if all unknown time had been up',
    'unknown-down': () => 'if all unknown time had been down',
    'claims-accepted': () => 'if all pending claims were accepted',
    'claim-accepted': (claim) => `if ${claim} alone were accepted`,
  },
  wouldBe: (vnd, difference) => `${vnd} (${difference})`,
  same: (vnd) => `${vnd} (no change)`,
  notDue: 'not due as it is',
};

export const hangsOnTextsVi: HangsOnTexts = {
  title: 'các khoản tiền phụ thuộc vào điều gì',
  nothing: 'không phụ thuộc: mọi thời gian đều có số liệu, không có đề nghị nào chưa quyết định',
  assumptions: {
    'unknown-up': () => 'nếu mọi thời gian không có số liệu đều hoạt động',
    'unknown-down': () => 'nếu mọi thời gian không có số liệu đều gián đoạn',
    'claims-accepted': () => 'nếu mọi đề nghị chưa quyết định đều được chấp thuận',
    'claim-accepted': (claim) => `nếu chỉ ${claim} được chấp thuận`,
  },
  wouldBe: (vnd, difference) => `${vnd} (${difference})`,
  same: (vnd) => `${vnd} (không đổi)`,
  notDue: 'hiện không phải trả',
};
