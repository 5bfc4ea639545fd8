import { expect, test } from 'vitest';
import { claimFleet } from '#test/support/claim-fleet.ts';
import { startClosedPortal } from './sample-door.ts';

test('whoever sees their own reads the districts in which they have something, and that it is theirs', async () => {
  const portal = await startClosedPortal(claimFleet(), { prepare: () => undefined });
  const cookieOf = async (...who: Parameters<typeof portal.addPerson>) =>
    await portal.enter(await portal.addPerson(...who));
  const [own, city] = [await cookieOf('contractor', { organisation: 'a' }), await cookieOf('noc')];
  const districtsOf = async (cookie: string) =>
    /data-part="districts".*?<\/section>/s.exec(await (await portal.get('/', { cookie })).text())?.[0] ?? '';

  const [ownTable, cityTable] = [await districtsOf(own), await districtsOf(city)];

  expect(ownTable.match(/<th scope="row">/g)).toHaveLength(3);
  expect(ownTable).toContain('Tất cả của đơn vị bạn');
  expect(cityTable.match(/<th scope="row">/g)?.length).toBeGreaterThan(20);
  expect(cityTable).toContain('Toàn thành phố');
});
