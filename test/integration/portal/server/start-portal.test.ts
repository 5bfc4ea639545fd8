import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { startPortal } from '#portal/server/start-portal.ts';

const answering = () => express().get('/', (_request, response) => void response.send('fine'));

async function start(app = answering()) {
  const portal = await startPortal(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => portal.close());
  return { ...portal, port: Number(new URL(portal.url).port) };
}

/** Settles when the other end has hung up, politely or by a reset. */
function closed(socket: Socket): Promise<void> {
  socket.on('error', () => undefined).resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

test('serves on the port that the system picked', async () => {
  const { url } = await start();

  expect(await (await fetch(url)).text()).toBe('fine');
});

test('says which port is in use, and where to change it', async () => {
  const { port } = await start();

  await expect(startPortal(answering(), { host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'PORTAL_PORT_IN_USE',
    message: `page.port: expected a free port on 127.0.0.1, but ${port} is in use by another program`,
  });
});

test('says when the address is not one of this machine', async () => {
  await expect(startPortal(answering(), { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
    code: 'PORTAL_ADDRESS',
    message: 'page.host: expected an address of this machine, got 192.0.2.1',
  });
});

test('close ends idle connections and requests that were never answered', async () => {
  const app = express().get('/', () => undefined);
  const { port, close } = await start(app);
  const idle = connect(port, '127.0.0.1');
  const busy = connect(port, '127.0.0.1');
  await Promise.all([once(idle, 'connect'), once(busy, 'connect')]);
  busy.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const ended = Promise.all([idle, busy].map(closed));

  await close();
  await ended;

  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
});

test('close may be called twice', async () => {
  const { close } = await start();

  await close();
  await close();
});

test('cuts off a client that sends its headers by and by', async () => {
  const { port } = await start();
  const slow = connect(port, '127.0.0.1');
  await once(slow, 'connect');
  slow.write('GET / HTTP/1.1\r\nHost: local');
  const dripping = setInterval(() => slow.writable && slow.write('x'), 200);
  onTestFinished(() => clearInterval(dripping));

  const heard: Buffer[] = [];
  slow.on('data', (part) => heard.push(part));
  await closed(slow);

  // What it drips after the answer resets the connection, and may take the answer along.
  expect(Buffer.concat(heard).toString()).toMatch(/^(HTTP\/1\.1 408 |$)/);
});
