import { describe, expect, test } from 'vitest';
import { type AdviceByReason, adviceOf } from '#cli/probe/advice/advice.ts';
import { adviceEn } from '#cli/probe/advice/en/all.ts';
import { adviceVi } from '#cli/probe/advice/vi/all.ts';
import { PROBERS } from '#core/domain/probers.ts';
import { FAILURE_REASONS } from '#core/domain/probing.ts';

describe.each([
  ['English', adviceEn],
  ['Vietnamese', adviceVi],
] as const)('advice in %s', (_language, texts) => {
  test('is there for every reason by every prober', () => {
    const lacking = FAILURE_REASONS.flatMap((reason) =>
      PROBERS.filter((prober) => {
        const { means, check } = adviceOf(texts, reason, prober);
        return means.length < 10 || check.length === 0 || check.some((step) => step.length < 10);
      }).map((prober) => `${reason} ${prober}`),
    );

    expect(lacking).toEqual([]);
  });

  test('is made of sentences', () => {
    const texted = FAILURE_REASONS.flatMap((reason) =>
      PROBERS.flatMap((prober) => {
        const { means, check } = adviceOf(texts, reason, prober);
        return [means, ...check];
      }),
    );

    expect(texted.filter((text) => !/[.?]$/.test(text))).toEqual([]);
  });
});

test('both languages say something of their own about the same protocols', () => {
  const special = (texts: AdviceByReason) =>
    FAILURE_REASONS.map((reason) => [reason, Object.keys(texts[reason].by ?? {}).sort()]);

  expect(special(adviceVi)).toEqual(special(adviceEn));
});

test('both languages give as many steps', () => {
  const counts = (texts: AdviceByReason) =>
    FAILURE_REASONS.flatMap((reason) =>
      PROBERS.map((prober) => `${reason} ${prober} ${adviceOf(texts, reason, prober).check.length}`),
    );

  expect(counts(adviceVi)).toEqual(counts(adviceEn));
});

test('a silence over SNMP is told from a silence in general', () => {
  expect(adviceOf(adviceEn, 'timeout', 'snmp').means).toBe(
    'No answer over UDP. A wrong community, a list of permitted managers, a filter and a dead device look the same.',
  );
  expect(adviceOf(adviceEn, 'timeout', 'channel').means).toBe('Nothing came back in time.');
});
