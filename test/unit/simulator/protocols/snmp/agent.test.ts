import { describe, expect, test } from 'vitest';
import { createDeviceState } from '#simulator/protocols/device/device-state.ts';
import type { SnmpTraits } from '#simulator/protocols/device/traits.ts';
import { createAgent } from '#simulator/protocols/snmp/agent.ts';
import {
  createBerReader,
  encodeInteger,
  encodeOctets,
  encodeTlv,
  TAG,
} from '#simulator/protocols/snmp/mib/ber.ts';
import { createOid, decodeArcs, parseArcs } from '#simulator/protocols/snmp/mib/oid.ts';
import { PDU } from '#simulator/protocols/snmp/pdu.ts';
import { COMMUNITY, sampleCamera, sampleInterface } from '#test/support/virtual-device.ts';

function create(snmp: SnmpTraits = {}) {
  const device = sampleCamera({
    snmp,
    interfaces: Array.from({ length: 24 }, (_, place) => sampleInterface(place + 1)),
  });
  return createAgent(createDeviceState(device, Date.now), { oids: new Map(), digests: new Map() });
}

interface Question {
  readonly type?: number;
  readonly version?: number;
  readonly community?: string;
  readonly first?: number;
  readonly second?: number;
  readonly oids: readonly string[];
}

function ask({ type = PDU.get, version = 1, community = COMMUNITY, first = 0, second = 0, oids }: Question) {
  const names = oids.map((oid) =>
    encodeTlv(TAG.sequence, encodeTlv(TAG.oid, createOid(parseArcs(oid)).octets), encodeTlv(TAG.null)),
  );
  return encodeTlv(
    TAG.sequence,
    encodeInteger(version),
    encodeOctets(community),
    encodeTlv(
      type,
      ...[4_711, first, second].map((number) => encodeInteger(number)),
      encodeTlv(TAG.sequence, ...names),
    ),
  );
}

/** Error, its index, and the names with the tags of their values. */
function read(answer: Buffer | undefined) {
  if (answer === undefined) return undefined;
  const message = createBerReader(answer).enter();
  message.integer();
  message.next(TAG.octets);
  const pdu = message.enter(PDU.response);
  const [requestId, error, index] = [pdu.integer(), pdu.integer(), pdu.integer()];
  const rows: [string, number][] = [];
  const list = pdu.enter();
  while (!list.isAtEnd()) {
    const row = list.enter();
    rows.push([decodeArcs(row.next(TAG.oid)).join('.'), row.peekTag()]);
  }
  return { requestId, error, index, rows };
}

const NAME = '1.3.6.1.2.1.1.5.0';
const IN_64 = '1.3.6.1.2.1.31.1.1.1.6';

describe('an agent', () => {
  test('answers GET under the number of the request', () => {
    expect(read(create()(ask({ oids: [NAME] })))).toEqual({
      requestId: 4_711,
      error: 0,
      index: 0,
      rows: [[NAME, TAG.octets]],
    });
  });

  test('tells an object it has not from an instance it has not', () => {
    const { rows } = read(create()(ask({ oids: ['1.3.6.1.2.1.1.5.9', '1.3.9.9'] }))) ?? {};

    expect(rows?.map(([, tag]) => tag)).toEqual([TAG.noSuchInstance, TAG.noSuchObject]);
  });

  test('v1 has only an error for that, with the place of the first', () => {
    expect(read(create()(ask({ version: 0, oids: [NAME, '1.3.9.9'] })))).toMatchObject({
      error: 2,
      index: 2,
    });
  });

  test('v1 walks past the 64-bit counters that it does not know', () => {
    const next = read(create()(ask({ version: 0, type: PDU.getNext, oids: [IN_64] })));

    expect(next?.rows).toEqual([['1.3.6.1.2.1.31.1.1.1.15.1', TAG.gauge32]]);
  });

  test('GETBULK goes row by row through the columns, and fills a packet at most', () => {
    const answer = create()(ask({ type: PDU.getBulk, second: 50, oids: [IN_64, '1.3.6.1.2.1.31.1.1.1.10'] }));
    const { rows = [] } = read(answer) ?? {};

    expect(rows.slice(0, 4).map(([name]) => name)).toEqual([
      `${IN_64}.1`,
      '1.3.6.1.2.1.31.1.1.1.10.1',
      `${IN_64}.2`,
      '1.3.6.1.2.1.31.1.1.1.10.2',
    ]);
    expect(answer?.length).toBeLessThanOrEqual(1_472);
    expect(answer?.length).toBeGreaterThan(1_400);
  });

  test('GETBULK asks non-repeaters once, and ends with the end of the view', () => {
    const { rows = [] } =
      read(create()(ask({ type: PDU.getBulk, first: 1, second: 2, oids: [NAME, '1.3.6.1.7'] }))) ?? {};

    expect(rows).toEqual([
      ['1.3.6.1.2.1.1.6.0', TAG.octets],
      ['1.3.6.1.7', TAG.endOfMibView],
    ]);
  });

  test('says tooBig where GET does not fit', () => {
    const oids = Array.from({ length: 40 }, () => NAME);

    expect(read(create({ maxReplyBytes: 200 })(ask({ oids })))).toEqual({
      requestId: 4_711,
      error: 1,
      index: 0,
      rows: [],
    });
  });

  test('refuses to be written to', () => {
    expect(read(create()(ask({ type: PDU.set, oids: [NAME] })))).toMatchObject({ error: 17, index: 1 });
  });

  test.each([
    ['both', true, true],
    ['if-only', true, false],
    ['ifx-only', false, true],
    ['none', false, false],
  ] as const)('with interface tables "%s" it has what such agents have', (interfaceTables, has32, has64) => {
    const oids = ['1.3.6.1.2.1.2.2.1.10.1', `${IN_64}.1`];
    const { rows = [] } = read(create({ interfaceTables })(ask({ oids }))) ?? {};

    expect(rows.map(([, tag]) => tag === TAG.counter32 || tag === TAG.counter64)).toEqual([has32, has64]);
  });

  test.each<[string, Buffer]>([
    ['a wrong community', ask({ community: 'public', oids: [NAME] })],
    ['a version of tomorrow', ask({ version: 2, oids: [NAME] })],
    ['noise', Buffer.from('30ff0102', 'hex')],
    ['nothing', Buffer.alloc(0)],
    ['a message that was cut off', ask({ oids: [NAME] }).subarray(0, 20)],
    ['an answer', ask({ type: PDU.response, oids: [NAME] })],
    ['GETBULK of v1', ask({ version: 0, type: PDU.getBulk, second: 5, oids: [NAME] })],
  ])('does not answer %s', (_name, datagram) => {
    expect(create()(datagram)).toBeUndefined();
  });
});
