import { afterAll, describe, expect, test } from 'vitest';
import { openSealedStatements } from '#test/support/sealed-statements.ts';

describe('statements that were sealed before versions of the rules', () => {
  const { statements, verify, close } = openSealedStatements('rules-1');
  afterAll(close);

  test('are all there', () => {
    expect(statements.map(({ title }) => title)).toEqual([
      'cameras 2026-09 drafted',
      'cameras 2026-09 issued',
      'cameras 2026-09 restated',
      'cams-b 2026-09 drafted',
      'cams-b 2026-09 issued',
      'lines 2026-09 drafted',
      'lines 2026-09 issued',
      'recorders 2026-09 drafted',
      'recorders 2026-09 issued',
      'sydney 2026-09 drafted',
      'cameras 2026-10 drafted',
      'recorders 2026-10 drafted',
      'late 2026-10 drafted',
      'sydney 2026-10 drafted',
    ]);
  });

  test.each(statements)('$title verifies, and settles to the same bytes', async ({ filed }) => {
    const { verdict, differences, problems, sealed, settled } = await verify(filed);

    expect({ verdict, differences, problems }).toEqual({ verdict: 'good', differences: [], problems: [] });
    expect(settled).toBe(sealed);
  });
});
