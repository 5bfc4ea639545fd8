import { once } from 'node:events';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import express, { type Request, type Response } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { startPortal } from '#portal/server/start-portal.ts';

async function start(answer: (request: Request, response: Response) => void) {
  const portal = await startPortal(express().get('/', answer), { host: '127.0.0.1', port: 0 });
  onTestFinished(() => portal.close());
  return { ...portal, port: Number(new URL(portal.url).port) };
}

/** Opens a connection that says a part of a request, and another one as soon as it is closed. */
function openSlowly(port: number, from: string, said: string) {
  const sockets = new Set<Socket>();
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
    for (const socket of sockets) socket.destroy();
  });
  const open = () => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    sockets.add(socket);
    socket.on('error', () => undefined).once('connect', () => socket.write(said));
    socket.once('close', () => {
      sockets.delete(socket);
      if (!isOver) setTimeout(open, 50);
    });
    return socket;
  };
  return once(open(), 'connect');
}

const openMany = (count: number, port: number, fromOf: (index: number) => string, said: string) =>
  Promise.all(Array.from({ length: count }, (_, index) => openSlowly(port, fromOf(index), said)));

/** Over a connection of its own, as a reader's first. */
async function ask(port: number, localAddress: string): Promise<number | undefined> {
  const request = get({ port, host: '127.0.0.1', localAddress, agent: false });
  const [response] = await once(request, 'response');
  response.resume();
  return response.statusCode;
}

const HALF = 'GET / HTTP/1.1\r\nHost: local';

test.each([
  ['one address, and the reader has the same', () => '127.0.0.9', '127.0.0.9'],
  ['a hundred addresses', (index: number) => `127.0.1.${index % 100}`, '127.0.0.9'],
])('600 connections that never end their request, of %s, shut nobody out', async (_what, fromOf, reader) => {
  const { port } = await start((_request, response) => void response.send('fine'));
  await openMany(600, port, fromOf, HALF);

  for (let count = 0; count < 30; count++) expect(await ask(port, reader)).toBe(200);
});

test('a reader that was there before keeps its connection while others come and wait', async () => {
  let finish: (() => void) | undefined;
  const asked = Promise.withResolvers<void>();
  const { port } = await start((_request, response) => {
    finish = () => void response.send('fine');
    asked.resolve();
  });
  const answer = ask(port, '127.0.0.9');
  await asked.promise;
  await openMany(600, port, () => '127.0.0.9', HALF);

  finish?.();

  expect(await answer).toBe(200);
});
