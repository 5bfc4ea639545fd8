import { describe, expect, test } from 'vitest';
import type { Trace } from '#collector/probing/prober.ts';
import { type Agent, createAgent } from '#collector/snmp/session/create-agent.ts';
import type { SnmpRequest } from '#collector/snmp/session/open-session.ts';
import type { ReadReply } from '#collector/snmp/session/read-reply.ts';
import { integer, text } from '#test/support/fake-agent.ts';

const A = '1.3.6.1.2.1.1.1.0';
const B = '1.3.6.1.2.1.1.2.0';
const C = '1.3.6.1.2.1.1.3.0';
const COLUMN = '1.3.6.1.2.1.1';

const reply = (varbinds: ReadReply['varbinds']): ReadReply => ({ status: 0, index: 0, varbinds });
const error = (status: number, index = 0): ReadReply => ({ status, index, varbinds: [] });

function agentOf(version: '1' | '2c', answer: (request: SnmpRequest) => ReadReply) {
  const asked: SnmpRequest[] = [];
  const agent = createAgent({
    version,
    ask: async (request) => {
      asked.push(request);
      return answer(request);
    },
  });
  return { agent, asked };
}

/** What a trace says that came, without how long it took. */
async function received(
  answer: () => ReadReply,
  work: (agent: Agent) => Promise<unknown>,
): Promise<readonly string[]> {
  const told: string[] = [];
  const trace: Trace = ({ kind, text: line }) => {
    if (kind === 'received') told.push(line.replace(/, [\d.]+ ms$/, ''));
  };
  await work(createAgent({ version: '2c', ask: async () => answer(), trace }));
  return told;
}

describe('createAgent', () => {
  test('gives values by OID and leaves out what is not there', async () => {
    const { agent } = agentOf('2c', () => reply([{ oid: A, value: text('x') }, { oid: B }]));

    expect(await agent.get([A, B], 'system')).toEqual(new Map([[A, text('x')]]));
  });

  test('asks again without the object that version 1 refuses all others for', async () => {
    const { agent, asked } = agentOf('1', ({ oids }) => {
      const missing = oids.indexOf(B);
      return missing >= 0 ? error(2, missing + 1) : reply(oids.map((oid) => ({ oid, value: integer(1) })));
    });

    const values = await agent.get([A, B, C], 'system');

    expect([...values.keys()]).toEqual([A, C]);
    expect(asked.map(({ oids }) => oids)).toEqual([
      [A, B, C],
      [A, C],
    ]);
  });

  test('ends where every object is refused, even by an agent that names none', async () => {
    const { agent, asked } = agentOf('1', () => error(2));

    expect((await agent.get([A, B, C], 'system')).size).toBe(0);
    expect(asked.length).toBe(3);
  });

  test('halves a question whose answer is too big', async () => {
    const { agent } = agentOf('2c', ({ oids }) =>
      oids.length > 1 ? error(1) : reply(oids.map((oid) => ({ oid, value: integer(1) }))),
    );

    expect((await agent.get([A, B, C], 'system')).size).toBe(3);
  });

  test.each([
    [1, 'oversized', 'system: the agent answers tooBig'],
    [5, 'device-error', 'system: the agent answers genErr'],
    [6, 'denied', 'system: the agent answers noAccess'],
    [13, 'busy', 'system: the agent answers resourceUnavailable'],
    [16, 'denied', 'system: the agent answers authorizationError'],
    [99, 'device-error', 'system: the agent answers error-status 99'],
  ])('makes error-status %i the reason %s', async (status, reason, message) => {
    const { agent } = agentOf('2c', () => error(status));

    await expect(agent.get([A], 'system')).rejects.toMatchObject({ reason, message });
  });

  test('refuses an object that nobody asked for', async () => {
    const { agent } = agentOf('2c', () => reply([{ oid: C, value: integer(1) }]));

    await expect(agent.get([A], 'system')).rejects.toMatchObject({
      reason: 'mismatch',
      message: `system: the answer holds ${C}, not asked for`,
    });
  });

  test('asks for few objects at a time', async () => {
    const oids = Array.from({ length: 45 }, (_, index) => `1.3.6.1.4.1.9.${index}.0`);
    const { agent, asked } = agentOf('2c', (request) => reply(request.oids.map((oid) => ({ oid }))));

    await agent.get(oids, 'names');

    expect(asked.map((request) => request.oids.length)).toEqual([20, 20, 5]);
  });

  test('speaks GETBULK, with fewer rows where that is too big', async () => {
    const { agent, asked } = agentOf('2c', (request) =>
      request.kind === 'bulk' && request.repetitions > 5 ? error(1) : reply([{ oid: B, value: integer(1) }]),
    );

    await agent.next([A], 20, 'ports');

    expect(asked).toEqual([
      { kind: 'bulk', oids: [A], repetitions: 20 },
      { kind: 'bulk', oids: [A], repetitions: 10 },
      { kind: 'bulk', oids: [A], repetitions: 5 },
    ]);
  });

  test('speaks GETNEXT to version 1, one by one where the end of one column refuses all', async () => {
    const { agent } = agentOf('1', ({ oids }) =>
      oids.includes(C) ? error(2, 2) : reply([{ oid: B, value: integer(1) }]),
    );

    expect(await agent.next([A, C], 20, 'ports')).toEqual([{ oid: B, value: integer(1) }, { oid: C }]);
  });

  test('tells what it asks and what comes, without values', async () => {
    const told: string[] = [];
    const agent = createAgent({
      version: '2c',
      ask: async () => reply([{ oid: A, value: text('a secret name') }, { oid: B }]),
      trace: ({ kind, text: line }) => told.push(`${kind} ${line.replace(/[\d.]+ ms/, '# ms')}`),
    });

    await agent.get([A, B], 'system');

    expect(told).toEqual([`sent SNMPv2c GET system: ${A} ${B}`, 'received 1 value, 1 not there, # ms']);
  });

  test.each([
    ['of it', [A, B], '2 values'],
    ['of which some is of something else', [A, '1.3.6.1.2.1.9.1'], '1 value, 1 past the end'],
    ['of something else only', ['1.3.6.1.2.1.9.1', '1.3.6.1.2.1.9.2'], 'nothing there'],
  ])('tells of a table what came %s', async (_what, oids, expected) => {
    const told = await received(
      () => reply(oids.map((oid) => ({ oid, value: integer(1) }))),
      (agent) => agent.next([COLUMN], 2, 'ports', [COLUMN]),
    );

    expect(told).toEqual([expected]);
  });

  test('tells that a table went on and is at its end', async () => {
    const told = await received(
      () => reply([{ oid: '1.3.6.1.2.1.9.1', value: integer(1) }]),
      (agent) => agent.next([A], 1, 'ports', [COLUMN]),
    );

    expect(told).toEqual(['nothing more']);
  });

  test('tells an error by its number, and no values', async () => {
    const told = await received(
      () => error(16, 1),
      (agent) => agent.get([A], 'system').catch(() => undefined),
    );

    expect(told).toEqual(['error-status 16']);
  });
});
