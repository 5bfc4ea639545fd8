import { describe, expect, test } from 'vitest';
import { FINDING_CODES, type RecordedFinding } from '#core/domain/findings.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { createFormats } from '#core/language/formats.ts';
import { gatherFindings } from '#portal/city/visible-findings.ts';
import { describeFinding } from '#portal/web/frame/describe-finding.ts';
import type { PageContext } from '#portal/web/frame/page-context.ts';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';
import { measuredFleet, sampleLearnt } from '#test/support/sample-learnt.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { NOTHING_LEARNT } from '#test/support/sample-portal.ts';
import { sampleView } from '#test/support/sample-view.ts';

const view = sampleView(undefined, measuredFleet());
const contextIn = (messages: typeof vi): PageContext => ({
  view,
  messages,
  formats: createFormats(messages.language, 'Asia/Ho_Chi_Minh'),
  theme: undefined,
  notice: undefined,
  hasDoor: false,
  ledgerFailure: undefined,
  configurationFailure: undefined,
  stamp: '1',
  path: '/findings',
});
const gather = (findings: readonly RecordedFinding[]) =>
  gatherFindings(view, { ...NOTHING_LEARNT, findings: () => findings.values() }, {});

describe('describeFinding', () => {
  const all = gatherFindings(view, sampleLearnt(), { open: true });

  test('has a sample of every kind', () => {
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(FINDING_CODES));
  });

  test.each([vi, en])('is a whole sentence for every kind (%#)', (messages) => {
    for (const finding of all) {
      expect(describeFinding(contextIn(messages), finding)).not.toMatch(/undefined|NaN|–|\[object/);
    }
  });

  const sentence = (code: RecordedFinding['code'], messages = en) => {
    const finding = all.find((one) => one.code === code);
    return finding && describeFinding(contextIn(messages), finding).replaceAll('\u00a0', ' ');
  };

  test.each([
    ['clock-drift', 'The clock is 5 min slow; allowed: 5 s'],
    ['contradiction', 'Does not answer, yet port ge-0/0/3 of Tủ mạng Ba Đình receives 4.1 Mbit/s from it'],
    ['retention-short', 'Recordings reach back 12 d 5 h; wanted: 30 d'],
    ['retention-long', 'Recordings reach back 120 d; allowed: 90 d'],
    ['certificate-expired', 'The TLS certificate (onvif) expired on 16/10/2026'],
    ['access-refused', 'Not shown to camwatch (onvif service details): login refused'],
    ['firmware-old', 'Firmware V5.5.0; wanted: V5.7.3 or later'],
    ['disk-trouble', 'Disk “Disk 2”: failed'],
    ['on-battery', 'No mains power, runs on its battery, 62 % left, about 34 min'],
  ] as const)('%s: %s', (code, text) => {
    expect(sentence(code)).toBe(text);
  });

  test('counts as Vietnamese do', () => {
    expect(sentence('retention-short', vi)).toBe('Chỉ còn bản ghi của 12 ngày 5 giờ, yêu cầu 30 ngày');
    expect(sentence('retention-long', vi)).toBe('Còn lưu bản ghi của 120 ngày, chỉ được lưu 90 ngày');
    expect(sentence('on-battery', vi)).toBe('Mất điện lưới, đang chạy bằng ắc quy, còn 62 %, khoảng 34 phút');
  });

  test('names a check in the language of the page', () => {
    expect(sentence('access-refused', vi)).toBe(
      'Không kiểm tra được (onvif dịch vụ chi tiết): từ chối đăng nhập',
    );
  });

  test('does not name a witness that is withheld', () => {
    const [finding] = gather([
      {
        entity: deviceEntity('cam-han-che'),
        code: 'contradiction',
        subject: 'channel',
        firstMs: SAMPLE_NOW_MS,
        lastMs: SAMPLE_NOW_MS,
        values: { recorder: 'nvr-bi-mat', channel: 3 },
      },
    ]);

    expect(finding && describeFinding(contextIn(en), finding)).toBe(
      'Does not answer, yet channel 3 of its recorder has a picture',
    );
  });

  test('has no hole where the collector gave no values', () => {
    const bare = gather(
      FINDING_CODES.map((code) => ({
        entity: deviceEntity('cam-lang-0001'),
        code,
        subject: '',
        firstMs: SAMPLE_NOW_MS,
        lastMs: SAMPLE_NOW_MS,
        values: {},
      })),
    );

    for (const finding of bare)
      expect(describeFinding(contextIn(en), finding)).not.toMatch(/undefined|NaN|\(\)|: $/);
  });
});
