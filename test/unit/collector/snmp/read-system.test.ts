import { describe, expect, test } from 'vitest';
import { readHealth, readSystem, systemIdentity } from '#collector/snmp/read-system.ts';
import { fakeAgent, objectId, text, ticks } from '#test/support/fake-agent.ts';

describe('readHealth', () => {
  test('reads since when the agent runs', async () => {
    const agent = fakeAgent({ '1.3.6.1.2.1.1.3.0': ticks(85_447_143) });

    expect(await readHealth(agent)).toEqual({ uptimeMs: 854_471_430 });
    expect(agent.asked).toEqual(['get sysUpTime']);
  });

  test('finds an agent without a system group healthy by any object of its own', async () => {
    expect(await readHealth(fakeAgent({ '1.3.6.1.4.1.39165.1.1.0': text('DS-2CD') }))).toEqual({});
  });

  test('says so where an agent answers and shows nothing', async () => {
    await expect(readHealth(fakeAgent({}))).rejects.toMatchObject({
      reason: 'unsupported',
      message: 'the agent answers and shows no object: its view may be empty',
    });
  });
});

describe('systemIdentity', () => {
  test('takes name, description and place, and leaves out what is no text', async () => {
    const agent = fakeAgent({
      '1.3.6.1.2.1.1.1.0': text('NVR 4108\r\n (H.265)'),
      '1.3.6.1.2.1.1.2.0': objectId('1.3.6.1.4.1.9'),
      '1.3.6.1.2.1.1.5.0': text('\u0002\u0007binary'),
      '1.3.6.1.2.1.1.6.0': text('Tủ Ô Chợ Dừa'),
    });

    expect(systemIdentity(await readSystem(agent, []))).toEqual({
      description: 'NVR 4108 (H.265)',
      location: 'Tủ Ô Chợ Dừa',
    });
  });
});
