import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { createListeners } from '#simulator/faults/create-listeners.ts';
import type { FaultMaker } from '#simulator/faults/fault-maker.ts';
import { createListenerFaults } from '#simulator/faults/listener-faults.ts';
import { createRouteFaults } from '#simulator/faults/route-faults.ts';
import { createRoutes, findRouteProblem, removeListedRoutes } from '#simulator/faults/routes.ts';
import { unusedPort } from '../../../support/tcp.ts';

const FIRST = '127.99.202.1';
const SECOND = '127.99.202.2';
const SPARE = '127.99.202.99';

const program = (await findProgram('ip', process.env.PATH ?? '')) ?? 'ip';
/** Where routes may not be changed, the same behaviour is shown by listeners: nothing is skipped. */
const problem = await findRouteProblem(program, SPARE);
// CI runs as root with iproute2: there, faults by listeners alone would be a gap that nobody sees.
const mayFallBack = process.env.CI === undefined;

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-routes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function routedAddresses(): Promise<string[]> {
  if (problem !== undefined) return [];
  const { stdout } = await promisify(execFile)(program, [
    'route',
    'show',
    'table',
    'local',
    'type',
    'unreachable',
  ]);
  return [...stdout.matchAll(/127\.99\.202\.\d+/g)].map(([address]) => address);
}

function isReachable(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function startMaker() {
  const port = await unusedPort();
  const listPath = join(await temporaryFolder(), 'routes.txt');
  const listeners = await createListeners([FIRST, SECOND].map((address) => ({ address, port })));
  const maker: FaultMaker =
    problem === undefined
      ? createRouteFaults(createRoutes({ program, listPath }))
      : createListenerFaults(listeners);
  onTestFinished(listeners.close);
  onTestFinished(maker.close);
  const reachable = () => Promise.all([FIRST, SECOND].map((address) => isReachable(address, port)));
  return { maker, reachable, listPath };
}

describe('createRouteFaults', () => {
  test('routes are what this machine uses, unless it may not change them', () => {
    expect(problem === undefined || mayFallBack, problem).toBe(true);
  });

  test('a cut takes exactly its addresses away, until they are restored', async () => {
    const { maker, reachable } = await startMaker();

    expect(await reachable()).toEqual([true, true]);
    await maker.cut([FIRST]);
    expect(await reachable()).toEqual([false, true]);
    await maker.restore([FIRST]);
    expect(await reachable()).toEqual([true, true]);
  });

  test('close takes every route away, and its list with it', async () => {
    const { maker, listPath } = await startMaker();
    await maker.cut([FIRST, SECOND]);

    await maker.close();

    expect(await routedAddresses()).toEqual([]);
    await expect(readFile(listPath, 'utf8')).rejects.toThrow('ENOENT');
  });
});

describe('removeListedRoutes', () => {
  test('undoes what a crashed run left behind, whatever else its list says', async () => {
    const listPath = join(await temporaryFolder(), 'routes.txt');
    if (problem === undefined) {
      const crashed = createRoutes({ program, listPath });
      await crashed.block([FIRST, SECOND]);
      expect(await routedAddresses()).toEqual([FIRST, SECOND]);
    }
    await writeFile(listPath, `${SPARE}\n10.0.0.1\ndefault\n127.99.`, { flag: 'a' });

    await removeListedRoutes({ program, listPath });

    expect(await routedAddresses()).toEqual([]);
    await expect(readFile(listPath, 'utf8')).rejects.toThrow('ENOENT');
  });

  test('a list that was never written is fine', async () => {
    const listPath = join(await temporaryFolder(), 'routes.txt');

    await expect(removeListedRoutes({ program, listPath })).resolves.toBeUndefined();
  });
});

describe('createRoutes', () => {
  test.each(['10.1.2.3', '127.0.0.1', '127.99.202.1/8', 'default'])('never touches %s', async (address) => {
    const routes = createRoutes({ program, listPath: join(await temporaryFolder(), 'routes.txt') });

    await expect(routes.block([address])).rejects.toMatchObject({
      code: 'SIMULATOR_ROUTE',
      message: `expected an address of the simulated city on 127.0.0.0/8, got ${address}`,
    });
  });
});

describe('findRouteProblem', () => {
  test('says why routes cannot be changed', async () => {
    expect(await findRouteProblem('/does/not/exist', SPARE)).toBe('Error: spawn /does/not/exist ENOENT');
    expect(await findRouteProblem('false', SPARE)).toBe('ip route replace failed: exit code 1');
  });
});
