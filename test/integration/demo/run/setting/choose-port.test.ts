import { expect, test } from 'vitest';
import { choosePort } from '#demo/run/setting/choose-port.ts';
import { startTcpServer, unusedPort } from '#test/support/tcp.ts';

test('the usual port where it is free', async () => {
  const port = await unusedPort();

  expect(await choosePort(port)).toBe(port);
});

test('any port where the usual one is taken', async () => {
  const port = await startTcpServer();

  expect(await choosePort(port)).toBe(0);
});
