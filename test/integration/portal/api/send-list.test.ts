import { once } from 'node:events';
import { connect } from 'node:net';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
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

test('whoever reads slowly holds one of a few, and the next is told to come again', async () => {
  const { get, url } = await startSamplePortal({ shown: sampleFleet({ camerasPerArea: 60 }) });
  const { port } = new URL(url);
  const sockets = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      socket.pause();
      socket.write('GET /api/v1/devices?format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
      return socket;
    }),
  );

  await expect.poll(async () => (await get('/api/v1/devices?format=csv&area=lang')).status).toBe(503);
  for (const socket of sockets) socket.destroy();

  await expect.poll(async () => (await get('/api/v1/devices?format=csv&area=lang')).status).toBe(200);
});
