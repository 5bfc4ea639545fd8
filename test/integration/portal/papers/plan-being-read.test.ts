import { expect, test } from 'vitest';
import { IN_TIME_MS, makeFormsCity } from '#test/support/forms-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { personOf } from './person-of.ts';

test('a plan that takes long to read is said to be read, and shown when it is', async () => {
  const city = await makeFormsCity();
  const desk = paperDeskOf(city.ledger, { folder: city.config, nowMs: () => IN_TIME_MS });
  const read = Promise.withResolvers<void>();
  const ask = (async (name, input, who) => {
    if (name === 'plan') await read.promise;
    return await desk.ask(name, input, who);
  }) as typeof desk.ask;
  const portal = await startClosedPortal(undefined, { papers: { ...desk, ask } });
  const dost = await personOf(portal)('dost');

  const early = await dost.read('/plan');
  read.resolve();
  const late = await dost.read('/plan');

  expect([early.status, late.status]).toEqual([200, 200]);
  expect(early.text).toMatch(/<p [^>]*data-again>Đang đọc kế hoạch và danh mục thiết bị/);
  expect(late.text).not.toContain('Đang đọc kế hoạch');
  expect(late.text).toContain('data-part="plan-registers"');
});
