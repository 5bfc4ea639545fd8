import { expect, test } from 'vitest';
import { makeFigures } from '#reports/actions/make-figures.ts';

test('figures of a record that is yet to come are refused, before anything is opened', async () => {
  const context = {
    openCity: () => Promise.reject(new Error('opened')),
    onProgress: () => undefined,
    nowMs: () => Date.UTC(2025, 10, 20),
  };
  const question = { year: 2025, recordedBeforeMs: Date.UTC(2099, 0, 1) };

  await expect(makeFigures(context, question)).rejects.toMatchObject({
    code: 'REPORT_WINDOW',
    message: '--recorded-before: expected an instant that is over, got 2099-01-01T00:00:00.000Z',
  });
});
