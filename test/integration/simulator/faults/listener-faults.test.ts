import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createListeners } from '#simulator/faults/create-listeners.ts';
import { createListenerFaults } from '#simulator/faults/listener-faults.ts';
import { unusedPort } from '../../../support/tcp.ts';

const ADDRESS = '127.99.201.1';
const OTHER_ADDRESS = '127.99.201.2';

/** `open`, or the code of the error. */
function knock(address: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
  });
}

async function startCity() {
  const [reach, service] = [await unusedPort(), await unusedPort()];
  const endpoints = [
    { address: ADDRESS, port: reach },
    { address: ADDRESS, port: service },
    { address: OTHER_ADDRESS, port: reach },
  ];
  const maker = createListenerFaults(await createListeners(endpoints));
  onTestFinished(maker.close);
  const knockAll = () => Promise.all(endpoints.map(({ address, port }) => knock(address, port)));
  return { maker, knockAll };
}

describe('createListenerFaults', () => {
  test('everything is open, and a cut refuses all ports of its addresses until they are restored', async () => {
    const { maker, knockAll } = await startCity();

    expect(await knockAll()).toEqual(['open', 'open', 'open']);
    await maker.cut([ADDRESS]);
    expect(await knockAll()).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'open']);
    await maker.restore([ADDRESS]);
    expect(await knockAll()).toEqual(['open', 'open', 'open']);
  });

  test('closing twice and opening twice does no harm', async () => {
    const { maker, knockAll } = await startCity();

    await Promise.all([
      maker.cut([ADDRESS]),
      maker.cut([ADDRESS]),
      maker.restore([ADDRESS]),
      maker.restore([ADDRESS]),
    ]);

    expect(await knockAll()).toEqual(['open', 'open', 'open']);
  });

  test('close leaves no listener, and later acts fail', async () => {
    const { maker, knockAll } = await startCity();

    await maker.close();

    expect(await knockAll()).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED']);
    await expect(maker.restore([ADDRESS])).rejects.toMatchObject({
      code: 'SIMULATOR_LISTENER',
      message: 'the simulated city is closed',
    });
  });
});

describe('createListeners', () => {
  test('says which port is taken, and leaves none open', async () => {
    const port = await unusedPort();
    const first = await createListeners([{ address: ADDRESS, port }]);
    onTestFinished(first.close);
    const endpoints = [
      { address: ADDRESS, port },
      { address: OTHER_ADDRESS, port },
    ];

    await expect(createListeners(endpoints)).rejects.toThrow(
      `the simulated city cannot listen: Error: listen EADDRINUSE: address already in use ${ADDRESS}:${port}`,
    );
    expect(await knock(OTHER_ADDRESS, port)).toBe('ECONNREFUSED');
  });
});
