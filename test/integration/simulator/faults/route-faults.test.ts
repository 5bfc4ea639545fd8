import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { createListeners } from '#simulator/faults/create-listeners.ts';
import type { FaultMaker } from '#simulator/faults/fault-maker.ts';
import { createListenerFaults } from '#simulator/faults/listener-faults.ts';
import { createRouteFaults } from '#simulator/faults/route-faults.ts';
import { createRoutes, findRouteProblem, removeRoutes, unreachableIn } from '#simulator/faults/routes.ts';
import { unusedPort } from '../../../support/tcp.ts';

const FIRST = '127.99.202.1';
const SECOND = '127.99.202.2';
const SPARE = '127.99.202.99';

const program = (await findProgram('ip', process.env.PATH ?? '')) ?? 'ip';
/** Where routes may not be changed, the same behaviour is shown by listeners: nothing is skipped. */
const problem = await findRouteProblem(program, SPARE);
// CI runs as root with iproute2: there, faults by listeners alone would be a gap that nobody sees.
const mayFallBack = process.env.CI === undefined;

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
  const listeners = await createListeners([FIRST, SECOND].map((address) => ({ address, port })));
  const maker: FaultMaker =
    problem === undefined ? createRouteFaults(createRoutes(program)) : createListenerFaults(listeners);
  onTestFinished(listeners.close);
  onTestFinished(maker.close);
  const reachable = () => Promise.all([FIRST, SECOND].map((address) => isReachable(address, port)));
  return { maker, reachable };
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

  test('close takes every route away', async () => {
    const { maker } = await startMaker();
    await maker.cut([FIRST, SECOND]);

    await maker.close();

    expect(await routedAddresses()).toEqual([]);
  });
});

describe('removeRoutes', () => {
  test('undoes what a crashed run left behind, which the kernel knows', async () => {
    if (problem === undefined) await createRoutes(program).block([FIRST, SECOND]);
    const expected = problem === undefined ? [FIRST, SECOND] : [];
    expect(await unreachableIn(99)).toEqual(expect.arrayContaining(expected));
    expect(await unreachableIn(9)).toEqual([]);

    await removeRoutes(program, [FIRST, SPARE, SECOND]);

    expect(await routedAddresses()).toEqual([]);
    expect(await unreachableIn(99)).not.toContain(FIRST);
  });
});

describe('createRoutes', () => {
  test.each(['10.1.2.3', '127.0.0.1', '127.99.202.1/8', 'default'])('never touches %s', async (address) => {
    const routes = createRoutes(program);

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
