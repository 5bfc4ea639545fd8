import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { openAuthority } from '#hub/authority/open-authority.ts';
import { startHubServer } from '#hub/receiving/start-hub-server.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const never = () => Promise.reject(new Error('nothing is to be asked of the record'));

test.each([
  ['its headers', 'POST /enrol HTTP/1.1\r\nhost: x\r\n'],
  ['its body', 'POST /enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"id":'],
])('whoever does not come to the end of %s is cut off', async (_what, sent) => {
  const server = await startHubServer({
    ...{ host: '127.0.0.1', port: 0, names: ['127.0.0.1'], requestMs: 200, beatEveryMs: () => 1_000 },
    nowMs: Date.now,
    authority: openAuthority(join(tempFolder(), 'hub')),
    record: {
      certificate: never,
      zone: never,
      enrol: never,
      renew: never,
      head: never,
      receive: never,
      beat: never,
    },
    configuration: () => undefined,
    onAnswer: () => undefined,
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(server.close);
  const { port } = new URL(server.url);
  const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false });
  socket.on('error', () => undefined).resume();
  await once(socket, 'secureConnect');

  socket.write(sent);

  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
});
