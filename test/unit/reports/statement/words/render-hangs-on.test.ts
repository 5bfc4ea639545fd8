import { expect, test } from 'vitest';
import type { HangsOn } from '#contracts/hangs-on/hangs-on-schema.ts';
import { renderCases, renderHangsOn } from '#reports/statement/words/render-hangs-on.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { ZONE } from '#test/support/sla-input.ts';

const words = (language: 'vi' | 'en') => createWords(language, ZONE, (_style, text) => text);

const byType = { penalty: '0', deduction: '45000', damages: '0' };
const HANGS_ON: HangsOn = {
  cases: [
    { assume: 'unknown-up', byType, total: '45000' },
    { assume: 'unknown-down', byType, total: '145000' },
    { assume: 'claim-accepted', claim: 'claim:7', byType, total: '0' },
  ],
  lines: [
    {
      ...{ part: 1, line: 1, rule: 'deductions', type: 'deduction', entity: 'device:cam-1' },
      ...{ payable: '45000', cases: ['45000', '90000', '0'] },
    },
    {
      ...{ part: 1, rule: 'deductions', type: 'deduction', entity: 'device:cam-2' },
      ...{ payable: '0', cases: ['0', '55000', '0'] },
    },
  ],
};

test('renderHangsOn tells what would be due, and lines that are not due as it is', () => {
  expect(renderHangsOn(HANGS_ON, '45000', words('en'))).toEqual([
    'what the money hangs on',
    '  if all unknown time had been up    45,000 VND (no change)',
    '  if all unknown time had been down  145,000 VND (+100,000 VND)',
    '  if claim:7 alone were accepted     0 VND (−45,000 VND)',
    '  deduction · deductions · device:cam-2: not due as it is',
    '      if all unknown time had been down: 55,000 VND (+55,000 VND)',
  ]);
});

test('renderCases tells of one line the cases that change it', () => {
  expect(renderCases(HANGS_ON.lines[0], HANGS_ON.cases, words('vi'))).toEqual([
    'nếu mọi thời gian không có số liệu đều gián đoạn: 90.000 đồng (+45.000 đồng)',
    'nếu chỉ claim:7 được chấp thuận: 0 đồng (−45.000 đồng)',
  ]);
  expect(renderCases(undefined, HANGS_ON.cases, words('vi'))).toEqual([]);
});

test('renderHangsOn says where nothing hangs on anything, and nothing where that was not asked', () => {
  expect(renderHangsOn({ cases: [], lines: [] }, '45000', words('en'))).toEqual([
    'what the money hangs on',
    '  nothing: all time is known, and no claim is pending',
  ]);
  expect(renderHangsOn(undefined, '45000', words('en'))).toEqual([]);
});
