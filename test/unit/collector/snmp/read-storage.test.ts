import { describe, expect, test } from 'vitest';
import { readStorage } from '#collector/snmp/read-storage.ts';
import { fakeAgent, integer, objectId, tableObjects, text } from '#test/support/fake-agent.ts';

const HOST = '1.3.6.1.2.1.25';
const DISK = objectId(`${HOST}.2.1.4`);
const MEMORY = objectId(`${HOST}.2.1.2`);
const DISK_DEVICE = objectId(`${HOST}.3.1.6`);

const storage = (used: number) =>
  tableObjects(`${HOST}.2.3.1`, {
    2: { 1: DISK, 2: MEMORY },
    3: { 1: text('/video'), 2: text('RAM') },
    4: { 1: integer(4_096), 2: integer(1_024) },
    5: { 1: integer(1_000_000), 2: integer(500) },
    6: { 1: integer(used), 2: integer(500) },
  });

describe('readStorage', () => {
  test('reads the disks, and no memory', async () => {
    expect(await readStorage(fakeAgent(storage(750_000)))).toEqual([
      { name: '/video', state: 'ok', sizeBytes: 4_096_000_000, freeBytes: 1_024_000_000 },
    ]);
  });

  test('calls a disk without a free byte full', async () => {
    expect(await readStorage(fakeAgent(storage(1_000_000)))).toMatchObject([{ state: 'full', freeBytes: 0 }]);
  });

  test('calls a disk that is down failed, by its own name or besides', async () => {
    const devices = tableObjects(`${HOST}.3.2.1`, {
      2: { 1: DISK_DEVICE, 2: DISK_DEVICE, 3: DISK_DEVICE },
      3: { 1: text('/video'), 2: text('sdb'), 3: text('sdc') },
      5: { 1: integer(5), 2: integer(5), 3: integer(2) },
    });

    const disks = await readStorage(fakeAgent({ ...storage(1), ...devices }));

    expect(disks.map(({ name, state }) => [name, state])).toEqual([
      ['/video', 'failed'],
      ['sdb', 'failed'],
    ]);
  });

  test('refuses sizes that ran over into negative numbers', async () => {
    const objects = { ...storage(1), [`${HOST}.2.3.1.5.1`]: integer(-2_147_483_648) };

    expect(await readStorage(fakeAgent(objects))).toEqual([{ name: '/video', state: 'unknown' }]);
  });

  test('does not know whether a disk is full that leaves out what is used', async () => {
    const { [`${HOST}.2.3.1.6.1`]: _used, ...objects } = storage(1);

    expect(await readStorage(fakeAgent(objects))).toEqual([
      { name: '/video', state: 'unknown', sizeBytes: 4_096_000_000 },
    ]);
  });

  test('asks for no devices where there are no disks', async () => {
    const agent = fakeAgent({});

    expect(await readStorage(agent)).toEqual([]);
    expect(agent.asked).toEqual(['next storage']);
  });
});
