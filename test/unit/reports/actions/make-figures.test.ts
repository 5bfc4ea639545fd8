import { expect, test } from 'vitest';
import { createTerminal } from '#cli/shell/terminal.ts';
import { makeFigures } from '#reports/actions/make-figures.ts';

test('figures of a record that is yet to come are refused', async () => {
  const terminal = createTerminal(process.stdout, process.stderr);
  const question = { config: 'none', year: 2025, recordedBefore: Date.UTC(2099, 0, 1) };

  await expect(makeFigures(question, { terminal, env: {} }, Date.UTC(2025, 10, 20))).rejects.toMatchObject({
    code: 'REPORT_WINDOW',
    message: '--recorded-before: expected an instant that is over, got 2099-01-01T00:00:00.000Z',
  });
});
