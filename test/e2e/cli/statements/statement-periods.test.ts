import { describe, expect, test } from 'vitest';
import { statementOffice } from '#test/support/statement-office.ts';

describe('a month of a statement', () => {
  test.each(['2025-09-01..2025-09-30', '2025-09-01T00:00+07:00..2025-10-01T00:00+07:00'])(
    'is billed once, also where it is written %s',
    async (period) => {
      const { seal, run, file, agreed } = statementOffice();
      await seal('draft', 'draft.json');

      const which = ['--contract', 'cameras', '--period', period];
      const again = await run('draft', ...which, '--author', 'an', '--out', file('again.json'));
      const all = await run('draft', '--contract', 'all', '--period', period, '--out', file('all'), '--json');
      const issued = await run('issue', ...which, ...agreed(), '--out', file('i.json'), '--json');
      const list = await run('list', '--period', period, '--json');

      expect(again).toMatchObject({
        code: 1,
        err: expect.stringContaining('camwatch: statement cameras:2025-09: is drafted already ('),
      });
      expect(JSON.parse(all.out)[0]).toMatchObject({ id: 'cameras:2025-09', refused: expect.anything() });
      expect(JSON.parse(issued.out)).toMatchObject({ id: 'cameras:2025-09', state: 'issued' });
      expect(JSON.parse(list.out).map(({ id }: { id: string }) => id)).toContain('cameras:2025-09');
    },
  );
});
