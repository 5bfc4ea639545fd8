import { describe, expect, test } from 'vitest';
import { readTable } from '#collector/snmp/read-table.ts';
import type { Agent } from '#collector/snmp/session/create-agent.ts';
import type { Varbind } from '#collector/snmp/session/snmp-value.ts';
import { fakeAgent, integer, tableObjects, text } from '#test/support/fake-agent.ts';

const ENTRY = '1.3.6.1.2.1.2.2.1';
const COLUMNS = {
  name: { oid: `${ENTRY}.2`, valueBytes: 20 },
  oper: { oid: `${ENTRY}.8`, valueBytes: 1 },
};
const OPTIONS = { what: 'ports', mostRows: 100 };

const agentOf = (next: (oids: readonly string[]) => readonly Varbind[]): Agent => ({
  get: async () => new Map(),
  next: async (oids) => next(oids),
});

describe('readTable', () => {
  test('gathers the values of a row, whatever comes after the table', async () => {
    const agent = fakeAgent({
      ...tableObjects(ENTRY, { 2: { 1: text('lo'), 2: text('eth0') }, 8: { 1: integer(1), 2: integer(2) } }),
      [`${ENTRY}.9.1`]: integer(99),
    });

    const rows = await readTable(agent, COLUMNS, OPTIONS);

    expect([...rows.keys()]).toEqual(['1', '2']);
    expect(rows.get('2')).toEqual(new Map(Object.entries({ name: text('eth0'), oper: integer(2) })));
  });

  test('keeps rows together where a column has holes', async () => {
    const agent = fakeAgent(
      tableObjects(ENTRY, {
        2: { 1: text('a'), 3: text('c') },
        8: { 1: integer(1), 2: integer(2), 3: integer(3) },
      }),
    );

    const rows = await readTable(agent, COLUMNS, OPTIONS);

    expect(rows.get('2')).toEqual(new Map([['oper', integer(2)]]));
    expect(rows.get('3')?.get('name')).toEqual(text('c'));
  });

  test('reads more rows than one answer holds', async () => {
    const names = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => [index + 1, text(`p${index}`)]),
    );
    const agent = fakeAgent(tableObjects(ENTRY, { 2: names }));

    const rows = await readTable(agent, COLUMNS, OPTIONS);

    expect(rows.size).toBe(90);
    expect(agent.asked.length).toBeGreaterThan(2);
  });

  test('is empty where the agent has no such table', async () => {
    expect((await readTable(fakeAgent({}), COLUMNS, OPTIONS)).size).toBe(0);
  });

  test('copes with answers that are cut short of a whole row', async () => {
    const objects = tableObjects(ENTRY, { 2: { 1: text('a') }, 8: { 1: integer(1) } });
    const honest = fakeAgent(objects);
    const agent: Agent = { ...honest, next: async (...asked) => (await honest.next(...asked)).slice(0, 1) };

    const rows = await readTable(agent, COLUMNS, OPTIONS);

    expect(rows.get('1')?.size).toBe(2);
  });

  test.each([
    ['the same object again', 4, 4],
    ['an object further up', 4, 3],
  ])('calls an agent that goes on with %s malformed', async (_name, first, second) => {
    const answers = [first, second].map((index) => [{ oid: `${ENTRY}.2.${index}`, value: text('x') }]);
    const agent = agentOf(() => answers.shift() ?? []);

    const reading = readTable(agent, { name: COLUMNS.name }, OPTIONS);

    await expect(reading).rejects.toMatchObject({
      reason: 'malformed',
      message: `ports: after ${ENTRY}.2.${first} comes ${ENTRY}.2.${second}, again`,
    });
  });

  test('calls an answer without any object malformed', async () => {
    const reading = readTable(
      agentOf(() => []),
      COLUMNS,
      OPTIONS,
    );

    await expect(reading).rejects.toMatchObject({
      reason: 'malformed',
      message: 'ports: an answer without any object',
    });
  });

  test('stops at as many rows as it was allowed', async () => {
    let index = 0;
    const agent = agentOf(() => [{ oid: `${ENTRY}.2.${++index}`, value: integer(1) }]);

    await expect(readTable(agent, { name: COLUMNS.name }, OPTIONS)).rejects.toMatchObject({
      reason: 'oversized',
      message: 'ports: more than 100 rows',
    });
  });

  test('stops at a megabyte, however few rows that are', async () => {
    let index = 0;
    const agent = agentOf(() => [{ oid: `${ENTRY}.2.${++index}`, value: text('x'.repeat(15_000)) }]);

    await expect(
      readTable(agent, { name: COLUMNS.name }, { what: 'ports', mostRows: 1_000_000 }),
    ).rejects.toMatchObject({ reason: 'oversized', message: 'ports: more than 1048576 bytes' });
  });

  test('asks for no more rows at once than fit a packet of the network', async () => {
    const asked: number[] = [];
    const agent: Agent = {
      get: async () => new Map(),
      next: async (oids, repetitions) => {
        asked.push(repetitions);
        return oids.map((oid) => ({ oid }));
      },
    };
    const wide = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [
        `c${index}`,
        { oid: `${ENTRY}.${index + 1}`, valueBytes: 5 },
      ]),
    );

    await readTable(agent, wide, OPTIONS);
    await readTable(agent, { status: { oid: `${ENTRY}.8`, valueBytes: 1 } }, OPTIONS);

    expect(asked).toEqual([4, 40]);
  });
});
