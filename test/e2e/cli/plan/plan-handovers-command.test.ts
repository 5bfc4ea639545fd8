import { expect, test } from 'vitest';
import { withPlan } from '#cli/plan/with-plan.ts';
import { answerHandover } from '#plan/actions/answer-handover.ts';
import { proposeHandover } from '#plan/actions/propose-handover.ts';
import { runCamwatch } from '../../../support/camwatch.ts';
import { makeFormsCity } from '../../../support/forms-city.ts';

test('what both agencies agreed on is written once, and what would be is told before', async () => {
  const city = await makeFormsCity();
  const place = { config: city.config, ledger: city.ledger };
  const wanted = { to: 'ward', day: '2025-12-01', things: ['cam-1', 'cam-2'], document: '12/BB-BG' };
  await withPlan(place, (plan) => proposeHandover({ plan, by: 'police', author: 'an' }, wanted));
  const run = (...more: string[]) =>
    runCamwatch('plan', 'handovers', '--config', city.config, '--ledger', city.ledger, ...more);
  const open = await run();
  await withPlan(place, (plan) =>
    answerHandover({ plan, by: 'ward', author: 'binh' }, { id: '1', answer: 'accepted' }),
  );

  const planned = await run('--dry-run');
  const written = await run('--lang', 'vi');
  const again = await run();

  expect([open.code, open.out]).toEqual([0, 'no hand-over was agreed on that is not in the configuration\n']);
  expect(planned.out).toBe(
    'hand-over 1: Công an thành phố → UBND phường Ba Đình, 2 devices from 2025-12-01 on (12/BB-BG): would be written\nnothing was recorded (--dry-run)\n',
  );
  expect([written.code, written.out]).toEqual([
    0,
    expect.stringContaining('đã sửa: devices.csv, handovers.csv'),
  ]);
  expect(again.out).toBe('no hand-over was agreed on that is not in the configuration\n');
});
