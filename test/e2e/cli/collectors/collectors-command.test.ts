import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';

async function newHouse() {
  const dir = await makeConfigDir({ devices: 1 });
  return { dir, collectors: (...args: string[]) => runCamwatch('collectors', ...args, '--config', dir) };
}

test('a collector is let in by a token that is printed once, and the key of the hub is made with it', async () => {
  const { dir, collectors } = await newHouse();

  const added = await collectors('add', 'ba-dinh-1', '--zone', 'ba-dinh', '--lang', 'en');

  expect(added).toMatchObject({ code: 0, err: '' });
  const [told, token = ''] = added.out.split('\n');
  expect(told).toMatch(/^ba-dinh-1 enrols with this token, once, until .*\. It is told this time only:$/);
  expect(token).toMatch(/^camwatch-join\.ba-dinh-1\.[\w-]{43}\.[\w-]{43}$/);
  expect(added.out).toContain(`--token ${token}`);
  expect(statSync(join(dir, 'keys/hub/authority.key')).mode & 0o777).toBe(0o600);
  const { out } = await collectors('list', '--json');
  expect(JSON.parse(out)).toMatchObject({
    collectors: [{ collector: 'ba-dinh-1', zone: 'ba-dinh', state: 'invited', behindRows: 0 }],
  });
  expect(out).not.toContain(token.split('.')[2]);
});

test('the list is told in Vietnamese, and one that is revoked says so', async () => {
  const { collectors } = await newHouse();
  expect((await collectors('list', '--lang', 'vi')).out).toBe(
    'chưa có bộ thu thập: camwatch collectors add TÊN\n',
  );
  await collectors('add', 'ba-dinh-1');

  expect(await collectors('revoke', 'ba-dinh-1', '--lang', 'vi')).toMatchObject({
    code: 0,
    out: 'ba-dinh-1 đã bị thu hồi: không trạm nhận nào nhận gì từ nó nữa\n',
  });

  expect((await collectors('list', '--lang', 'vi')).out).toMatch(
    /\nba-dinh-1 +default +đã thu hồi +chưa +0\s*\n/,
  );
  expect(await collectors('revoke', 'nobody', '--lang', 'en')).toMatchObject({
    code: 1,
    out: 'there is no collector nobody: camwatch collectors list\n',
  });
});

test('a name that cannot stand in the record is refused', async () => {
  const { collectors } = await newHouse();

  expect(await collectors('add', 'Ba Đình', '--lang', 'en')).toMatchObject({
    code: 2,
    err: expect.stringContaining(
      'expected a name of at most 63 lower-case letters, digits and single dashes',
    ),
  });
});
