import { describe, expect, test } from 'vitest';
import { type LoginMemory, tryDefaultLogin } from '#collector/findings/try-default-login.ts';
import type { LoginTrial } from '#collector/onvif/try-login.ts';
import type { Target } from '#collector/probing/prober.ts';
import { buildWatchList, isScheduled } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { createSecret } from '#core/domain/secret.ts';
import { days } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { service: { prober: 'onvif' } } },
});
const [watch] = buildWatchList(
  inventoryOf({ devices: [device({ id: 'cam', address: 'cam.example', port: 8_080 })] }),
  profiles,
).filter(isScheduled);

async function tryOn(day: number, trial: LoginTrial | Error, memory: LoginMemory = () => undefined) {
  if (!watch) throw new Error('no watch');
  const tried: { readonly user: string; readonly target: Target }[] = [];
  const observation = await tryDefaultLogin(watch, {
    resolve: async () => '127.0.0.1',
    defaultLogins: () => [
      { user: 'admin', password: createSecret('12345') },
      { user: 'root', password: createSecret('pass') },
    ],
    memory,
    nowMs: () => days(day),
    stop: new AbortController().signal,
    tryOne: async (target, { user }) => {
      tried.push({ user, target });
      if (trial instanceof Error) throw trial;
      return trial;
    },
  });
  return { observation, tried };
}

describe('a default login', () => {
  test('is another one each day, at the address and port of the device', async () => {
    const first = await tryOn(100, 'refused');
    const second = await tryOn(101, 'refused');

    expect([first, second].flatMap(({ tried }) => tried.map(({ user }) => user))).toEqual(['admin', 'root']);
    expect(first.tried[0]?.target).toMatchObject({ address: '127.0.0.1', port: 8_080 });
    expect(first.observation).toMatchObject({ code: 'default-password', isPresent: false });
  });

  test('that is accepted is a finding that names the user and no password', async () => {
    const { observation } = await tryOn(100, 'accepted');

    expect(observation).toEqual({
      entity: 'device:cam',
      code: 'default-password',
      subject: 'default login',
      isPresent: true,
      atMs: days(100),
      values: { user: 'admin' },
    });
  });

  test('that was accepted is tried again, and no other', async () => {
    const memory: LoginMemory = (_entity, code) => (code === 'default-password' ? days(100) : undefined);

    const { tried } = await tryOn(101, 'accepted', memory);

    expect(tried.map(({ user }) => user)).toEqual(['admin']);
  });

  test('that locks the account is the last one for a month', async () => {
    expect((await tryOn(100, 'locked')).observation).toMatchObject({
      code: 'access-refused',
      isPresent: true,
      values: { reason: 'locked' },
    });
    const memory: LoginMemory = (_entity, code) => (code === 'access-refused' ? days(100) : undefined);

    expect(await tryOn(129, 'accepted', memory)).toEqual({ observation: undefined, tried: [] });
    expect(await tryOn(130, 'accepted', memory)).toMatchObject({
      observation: { code: 'access-refused', isPresent: false },
      tried: [],
    });
  });

  test('tells nothing at a device that tells everybody, or nobody', async () => {
    expect((await tryOn(100, 'open')).observation).toBeUndefined();
    await expect(tryOn(100, new Error('silent'))).rejects.toThrow('silent');
  });
});
