import { describe, expect, test } from 'vitest';
import { tryLogin } from '#collector/onvif/try-login.ts';
import { createSecret } from '#core/domain/secret.ts';
import { type Asked, isTokenRight, startOnvifServer } from '#test/support/onvif.ts';
import { CAMERA, fault, type Scripted, timeAnswer } from '#test/support/onvif-answers.ts';
import { host } from '#test/support/tcp.ts';

const NOW_MS = Date.UTC(2026, 10, 25);

const trial = async (script: (asked: Asked) => Scripted) => {
  const server = await startOnvifServer((asked) =>
    asked.operation === 'GetSystemDateAndTime' ? timeAnswer(NOW_MS) : script(asked),
  );
  const login = { user: 'admin', password: createSecret('12345') };
  const target = { address: host, port: server.port, timeoutMs: 1_000 };
  const signal = AbortSignal.timeout(5_000);
  return {
    result: await tryLogin(target, login, signal, () => NOW_MS).catch((error: unknown) => error),
    signed: server.asked.filter((asked) => asked.signed !== 'not').length,
  };
};
const answer = ({ operation }: Asked) => CAMERA[operation] ?? fault('ActionNotSupported');
const takes = (password: string) => (asked: Asked) =>
  isTokenRight(asked, password, NOW_MS) ? answer(asked) : fault('NotAuthorized');

describe('tryLogin', () => {
  test('tells a login that opens from one that does not, with one signed question', async () => {
    expect(await trial(takes('12345'))).toEqual({ result: 'accepted', signed: 1 });
    expect(await trial(takes('another'))).toEqual({ result: 'refused', signed: 1 });
    const forbids = (asked: Asked) => (asked.signed === 'not' ? fault('NotAuthorized') : { status: 403 });
    expect(await trial(forbids)).toEqual({ result: 'refused', signed: 1 });
  });

  test('tells that it is locked out', async () => {
    expect(
      await trial((asked) =>
        asked.signed === 'not' ? fault('NotAuthorized') : fault('NotAuthorized', 'account locked'),
      ),
    ).toEqual({ result: 'locked', signed: 1 });
  });

  test('tells that everybody is let in, so that the login proves nothing', async () => {
    expect(await trial(answer)).toEqual({ result: 'open', signed: 0 });
  });

  test('proves it by the streams where everybody may know who the device is', async () => {
    const guarded = (asked: Asked) =>
      asked.operation === 'GetDeviceInformation' || asked.operation === 'GetServices'
        ? answer(asked)
        : takes('12345')(asked);

    expect(await trial(guarded)).toMatchObject({ result: 'accepted' });
  });

  test('knows nothing where the device gives no answer to it', async () => {
    expect(await trial(() => ({ status: 503 }))).toMatchObject({ result: { reason: 'busy' }, signed: 0 });
  });
});
