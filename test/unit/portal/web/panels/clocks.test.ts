import { expect, test } from 'vitest';
import type { ClockNow } from '#contracts/response/clocks-now.ts';
import { createFormats } from '#core/language/formats.ts';
import { minutes } from '#core/time/units.ts';
import { renderHtml } from '#portal/web/frame/html.ts';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';
import { renderClocks } from '#portal/web/panels/clocks.ts';
import { textOf } from '#test/support/page-text.ts';
import { sampleView } from '#test/support/sample-view.ts';

const view = sampleView();
const GOES_ON: ClockNow = {
  ...{ limitMs: minutes(30), leftMs: minutes(14), contractor: 'vien-thong-1' },
  isOthersAcknowledged: false,
};

function told(messages: typeof vi, name: 'response' | 'restoration', more: Partial<ClockNow>) {
  const context = {
    ...{ view, messages, formats: createFormats(messages.language, 'Asia/Ho_Chi_Minh'), hasDoor: false },
    ...{ theme: undefined, notice: undefined, ledgerFailure: undefined, configurationFailure: undefined },
    ...{ stamp: '1', path: '/' },
  };
  const [[label, value] = []] = renderClocks(context, { [name]: { ...GOES_ON, ...more } });
  return `${label}: ${value && textOf(renderHtml(value))}`.replaceAll(/\s+/g, ' ').trim();
}

test.each([
  ['response', {}, 'Hạn tiếp nhận: còn 14 phút', 'To acknowledge: 14 min left'],
  [
    'response',
    { isOthersAcknowledged: true },
    'Hạn tiếp nhận: còn 14 phút hạn của Viễn thông mẫu 1 theo hợp đồng, chỉ dừng khi nhà thầu tiếp nhận',
    'To acknowledge: 14 min left of Viễn thông mẫu 1 by its contract; only its own acknowledgement stops it',
  ],
  [
    'response',
    { ended: 'acknowledged' },
    'Hạn tiếp nhận: đã tiếp nhận đúng hạn',
    'To acknowledge: acknowledged in time',
  ],
  [
    'response',
    { ended: 'acknowledged', leftMs: -minutes(5) },
    'Hạn tiếp nhận: đã tiếp nhận, quá hạn 5 phút',
    'To acknowledge: acknowledged, late by 5 min',
  ],
  [
    'response',
    { ended: 'restored' },
    'Hạn tiếp nhận: khôi phục trước khi ai tiếp nhận',
    'To acknowledge: restored before anybody acknowledged',
  ],
  [
    'response',
    { ended: 'restored', isOthersAcknowledged: true, leftMs: -minutes(5) },
    'Hạn tiếp nhận: khôi phục trước khi Viễn thông mẫu 1 tiếp nhận, quá hạn 5 phút',
    'To acknowledge: restored before Viễn thông mẫu 1 acknowledged, late by 5 min',
  ],
  [
    'restoration',
    { ended: 'restored', isOthersAcknowledged: true },
    'Hạn khôi phục: đã khôi phục đúng hạn',
    'To restore: restored in time',
  ],
  [
    'restoration',
    { ended: 'restored', leftMs: -minutes(5) },
    'Hạn khôi phục: đã khôi phục, quá hạn 5 phút',
    'To restore: restored, late by 5 min',
  ],
  [
    'restoration',
    { ended: 'passed-on' },
    'Hạn khôi phục: không tính nữa: đã chuyển sang sự cố hoặc hợp đồng khác',
    'To restore: no longer counted: passed on to another incident or contract',
  ],
] as const)(
  'of a clock of %s that is %o is said what became of it, and whose it is',
  (name, more, inVietnamese, inEnglish) => {
    expect(told(vi, name, more)).toBe(inVietnamese);
    expect(told(en, name, more)).toBe(inEnglish);
  },
);
