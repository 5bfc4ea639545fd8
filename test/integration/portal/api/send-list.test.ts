import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import ExcelJS from 'exceljs';
import express from 'express';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createListSender } from '#portal/api/send-list.ts';
import { answerErrors } from '#portal/server/answer-errors.ts';
import { device } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const fleet = sampleFleet({ camerasPerArea: 3 });
const hostile = device({ id: 'cam-x', name: '=1+1', site: 'site-lang-0' });
const devices = new Map([...fleet.inventory.devices, [hostile.id, hostile]]);
const shown = { ...fleet, inventory: { ...fleet.inventory, devices } };

async function readXlsx(answer: Response) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  const [sheet] = workbook.worksheets;
  return sheet;
}

describe.each(['devices', 'links', 'findings'])('/api/v1/%s as a file', (name) => {
  test('is a workbook with as many rows as there are, and the same cells as the CSV', async () => {
    const { get } = await startSamplePortal({ shown });
    const { total } = (await (await get(`/api/v1/${name}`)).json()) as { total: number };
    const answer = await get(`/api/v1/${name}?format=xlsx`);
    const csv = (await (await get(`/api/v1/${name}?format=csv`)).text()).split('\r\n');

    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="camwatch-${name}.xlsx"`);
    const sheet = await readXlsx(answer);
    expect(sheet?.rowCount).toBe(total + 1);
    expect(csv).toHaveLength(total + 2);
    expect(sheet?.getRow(1).getCell(1).text).toBe(csv[0]?.split(',')[0]?.replace('\ufeff', ''));
  });
});

test('a name that looks like a formula is none in either file', async () => {
  const { get } = await startSamplePortal({ shown });
  const sheet = await readXlsx(await get('/api/v1/devices?format=xlsx&area=lang'));
  const csv = await (await get('/api/v1/devices?format=csv&area=lang')).text();

  const names = sheet?.getColumn(2).values;
  expect(names).toContain('=1+1');
  expect(sheet?.getColumn(2).values.some((value) => typeof value === 'object')).toBe(false);
  expect(csv).toContain("cam-x,'=1+1");
});

/** A file of 200 MB for whoever says who asks. */
async function startSender(stallMs?: number) {
  const app = express();
  const sendList = createListSender({
    whoOf: ({ headers }) => String(headers.who),
    ...(stallMs !== undefined && { stallMs }),
  });
  const rows = Array.from({ length: 200 }, () => ['x'.repeat(1_000)]);
  const table = { head: ['x'], size: 200_000, rowsOf: () => rows };
  app.get('/', async (_request, response) => {
    await sendList(response, 'x', { format: 'csv', table });
  });
  app.use(answerErrors(pino({ level: 'silent' }), () => 'en'));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const slow: Socket[] = [];
  onTestFinished(() => {
    for (const socket of slow) socket.destroy();
    server.close();
  });
  return {
    slow,
    ask: async (who: string): Promise<number> => {
      const stop = new AbortController();
      const { status } = await fetch(`http://127.0.0.1:${port}`, { headers: { who }, signal: stop.signal });
      stop.abort();
      return status;
    },
    takeNothing: async (who: string): Promise<void> => {
      const socket = connect(port, '127.0.0.1');
      slow.push(socket.on('error', () => undefined));
      await once(socket, 'connect');
      socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nWho: ${who}\r\n\r\n`);
      await once(socket, 'readable');
    },
  };
}

test('whoever reads slowly holds two of six, and the next is told to come again', async () => {
  const { slow, ask, takeNothing } = await startSender();
  for (const who of ['an', 'an']) await takeNothing(who);
  expect(await ask('an')).toBe(503);
  expect(await ask('binh')).toBe(200);

  for (const who of ['hoa', 'hoa', 'lan', 'lan']) await takeNothing(who);
  await expect.poll(() => ask('binh')).toBe(503);
  for (const socket of slow) socket.destroy();

  await expect.poll(() => ask('binh')).toBe(200);
});

test('a file that nobody takes ends, and its place is free', async () => {
  const { ask, takeNothing } = await startSender(300);
  for (const who of ['an', 'an']) await takeNothing(who);
  expect(await ask('an')).toBe(503);

  await expect.poll(() => ask('an')).toBe(200);
});
