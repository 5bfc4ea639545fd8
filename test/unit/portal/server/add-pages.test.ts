import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { addPages } from '#portal/server/add-pages.ts';
import type { Desk } from '#portal/server/create-desk.ts';

/** A desk that has to wait for something before each page, and that notes which were drawn while nobody counted. */
async function startDesk() {
  const uncounted: string[] = [];
  let isCounting = false;
  const draw = (page: string) => () => {
    if (!isCounting) uncounted.push(page);
    return page;
  };
  const pages = new Proxy({}, { get: (_, name) => pageOf(String(name)) });
  const pageOf = (name: string) => {
    const drawLater = async () => draw(name);
    if (name.endsWith('Charts'))
      return () => {
        draw(name)();
        return drawLater;
      };
    return ['search', 'sites', 'overview'].includes(name) ? drawLater : draw(name);
  };
  const sources = {
    standing: async () => [],
    view: () => ({}),
    blindSpotsOf: async () => () => [],
    whole: async (work: () => string) => {
      work();
      await Promise.resolve();
      return work();
    },
  };
  const app = express();
  addPages(app, {
    whoOf: () => 'somebody',
    deskOf: () => ({ pages, sources }) as unknown as Desk,
    count: (_request, work) => {
      isCounting = true;
      try {
        return work();
      } finally {
        isCounting = false;
      }
    },
  });
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { uncounted, get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) };
}

const PATHS = [
  ...['/', '/devices/x', '/search', '/findings', '/sites', '/sites/x', '/areas/x', '/agencies/x'],
  ...['/devices/x/charts', '/links/x/charts'],
];

test.each(PATHS)('what %s draws after it has waited is counted', async (path) => {
  const { get, uncounted } = await startDesk();

  expect((await get(path)).status).toBe(200);

  expect(uncounted).toEqual([]);
});
