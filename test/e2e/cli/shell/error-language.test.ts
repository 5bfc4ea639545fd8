import { expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { createClaimCity } from '#test/support/claim-city.ts';

test('what claim, statement and plan refuse is told in the language that was asked for', async () => {
  const { path } = await createClaimCity();
  const told = async (...args: readonly string[]) => {
    const { code, err } = await runCamwatch(...args, '--ledger', path);
    return { code, err };
  };

  expect(await told('claim', 'withdraw', '9', '--by', 'a', '--reason', 'gửi nhầm', '--lang', 'vi')).toEqual({
    code: 1,
    err: 'camwatch: cần số của đề nghị có trong sổ ghi, nhận được "9"\n',
  });
  expect(await told('claim', 'withdraw', '9', '--by', 'a', '--reason', 'a mistake', '--lang=en')).toEqual({
    code: 1,
    err: 'camwatch: expected the number of a claim that is on record, got "9"\n',
  });
  expect(await told('claim', 'withdraw', '--lang', 'vi')).toEqual({
    code: 2,
    err: "lỗi: thiếu tùy chọn bắt buộc '--by <party>'\n",
  });
  expect(await told('claim', 'show', '9', '--colour', '--lang', 'vi')).toEqual({
    code: 2,
    err: "lỗi: không có tùy chọn '--colour'\n",
  });
  expect(await told('statement', 'show', '--contract', 'keeper', '--period', 'soon', '--lang', 'vi')).toEqual(
    {
      code: 1,
      err: 'camwatch: --period: cần kỳ như 2026-10, 2026-Q4 hoặc 2026, nhận được "soon"\n',
    },
  );
  expect(await told('plan', 'status', '--task', 'II.99', '--config', 'config/hanoi', '--lang', 'vi')).toEqual(
    {
      code: 1,
      err: expect.stringMatching(
        /^camwatch: cần số của nhiệm vụ trong plan\.yaml \(.+\), nhận được "II\.99"\n$/,
      ),
    },
  );
});
