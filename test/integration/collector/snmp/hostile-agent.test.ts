import { readdir, readlink } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { walkDevice } from '#collector/snmp/walk-device.ts';
import { FAILURE_REASONS } from '#core/domain/probing.ts';
import { PATIENCE } from '#test/support/patience.ts';
import {
  answerUptime,
  int,
  octets,
  oid,
  parseRequest,
  response,
  sequence,
  tlv,
  varbind,
} from '#test/support/snmp-packets.ts';
import { type Asked, community, snmpTarget, user } from '#test/support/snmp-question.ts';
import { reportPdu, v3Message, v3MessageId } from '#test/support/snmp-v3-packets.ts';
import { type Answer, openUdp, startUdpAgent } from '#test/support/udp-agent.ts';

const UPTIME = '1.3.6.1.2.1.1.3.0';
const snmp = community('camwatch');
const running = () => new AbortController().signal;

function startProber() {
  const prober = createSnmpProber({ concurrency: 300, makers: [] });
  onTestFinished(() => prober.close());
  return prober;
}

/** For whoever is to be found silent; others are waited for as long as a busy machine may take. */
const SOON = { timeoutMs: 300 };

async function probe(answer: Answer, asked: Asked = {}, address?: string) {
  const agent = await startUdpAgent(answer, address);
  const target = snmpTarget(agent, { snmp, timeoutMs: 1_500, ...asked });
  const [outcome] = await runProbes(startProber(), [target], running());
  return { outcome, agent };
}

const answering =
  (make: (packet: Buffer) => Buffer): Answer =>
  (packet, send) =>
    send(make(packet));

/** An answer that is right but for what is given. */
const stranger = (packet: Buffer, wrong: { id?: number; community?: string; version?: number }) =>
  response({ id: parseRequest(packet).id, varbinds: [varbind(UPTIME, int(4_200, 0x43))], ...wrong });

describe('a hostile agent', () => {
  test.each<[string, (packet: Buffer) => Buffer, string, RegExp]>([
    ['noise', () => Buffer.from('HTTP/1.1 200 OK\r\n'), 'malformed', /^no SNMP message that can be read: /],
    ['half an answer', (packet) => answerUptime(packet).subarray(0, 30), 'malformed', /^no SNMP message/],
    ['an empty packet', () => Buffer.alloc(0), 'malformed', /^no SNMP message/],
    [
      'a length without end',
      () => Buffer.from('3084ffffffff020101', 'hex'),
      'malformed',
      /^the answer makes no sense \(EUnknownPduType\)$/,
    ],
    ['lengths of lengths', () => Buffer.alloc(200, 0xff), 'malformed', /^no SNMP message/],
    [
      'twenty kilobytes',
      (packet) => Buffer.concat([answerUptime(packet), Buffer.alloc(20_000)]),
      'oversized',
      /^an answer of 200\d\d bytes$/,
    ],
    [
      'another community',
      (packet) => response({ id: parseRequest(packet).id, varbinds: [], community: 'other' }),
      'mismatch',
      /^the answer carries another community/,
    ],
    [
      'another version',
      (packet) => response({ id: parseRequest(packet).id, varbinds: [], version: 0 }),
      'mismatch',
      /^the answer is of another version of SNMP/,
    ],
    [
      'a request instead of an answer',
      (packet) => response({ id: parseRequest(packet).id, varbinds: [], tag: 0xa0 }),
      'malformed',
      /^the answer makes no sense \(EUnknownPduType\)$/,
    ],
    [
      'an object that was not asked for',
      (packet) => response({ id: parseRequest(packet).id, varbinds: [varbind('1.3.6.1.9.9', int(1))] }),
      'mismatch',
      /^sysUpTime: the answer holds 1\.3\.6\.1\.9\.9, not asked for$/,
    ],
    [
      'an unknown kind of value',
      (packet) =>
        response({ id: parseRequest(packet).id, varbinds: [varbind(UPTIME, tlv(0x99, octets('x')))] }),
      'malformed',
      /^the answer makes no sense \(EUnknownObjectType\)$/,
    ],
    [
      'a counter of ten octets',
      (packet) =>
        response({
          id: parseRequest(packet).id,
          varbinds: [varbind(UPTIME, tlv(0x46, Buffer.alloc(10, 1)))],
        }),
      'malformed',
      /^the answer holds what is no list of objects and values$/,
    ],
    [
      'an error at a place that there is not',
      (packet) => response({ id: parseRequest(packet).id, varbinds: [], status: 5, index: -7 }),
      'device-error',
      /^sysUpTime: the agent answers genErr$/,
    ],
    [
      'a message of version 3 that claims to be signed',
      (packet) => v3Message({ id: parseRequest(packet).id, pdu: reportPdu(4), flags: 1 }),
      'malformed',
      /^no SNMP message/,
    ],
  ])('that sends %s', async (_name, make, reason, detail) => {
    const { outcome } = await probe(answering(make));

    expect(outcome).toMatchObject({ ok: false, reason });
    expect(outcome).toHaveProperty('detail', expect.stringMatching(detail));
  });

  test('that answers another request is not heard', async () => {
    const { outcome } = await probe(
      answering((packet) => response({ id: parseRequest(packet).id + 1, varbinds: [] })),
      SOON,
    );

    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
  });

  test.each([
    ['another community', (packet: Buffer) => stranger(packet, { community: 'other' })],
    ['another number', (packet: Buffer) => stranger(packet, { id: parseRequest(packet).id + 1 })],
    ['another version', (packet: Buffer) => stranger(packet, { version: 0 })],
    ['noise', () => Buffer.from('HTTP/1.1 200 OK\r\n')],
  ])('is not heard from another address with %s', async (_name, make) => {
    const other = await openUdp('127.66.8.2');

    const { outcome } = await probe((packet, send) => send(make(packet), other), SOON);

    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
  });

  test('that guesses from another address does not end what is asked', async () => {
    const other = await openUdp('127.66.8.2');

    const { outcome } = await probe((packet, send) => {
      const { id } = parseRequest(packet);
      for (let count = 0; count < 900; count++) send(stranger(packet, { id: id + 1 + count }), other);
      send(stranger(packet, { community: 'other' }), other);
      send(answerUptime(packet));
    });

    expect(outcome).toMatchObject({ ok: true, report: { uptimeMs: 42_000 } });
    expect(outcome?.report?.access).not.toHaveProperty('elsewhere');
  });

  test('does not drown the answer in noise that comes before it', async () => {
    const { outcome } = await probe((packet, send) => {
      send(Buffer.from('noise'));
      send(response({ id: parseRequest(packet).id + 1, varbinds: [] }));
      send(answerUptime(packet));
    });

    expect(outcome).toMatchObject({ ok: true, report: { uptimeMs: 42_000 } });
  });

  test('that floods is given up before the time is', async () => {
    const startedMs = performance.now();

    const { outcome } = await probe(
      (_packet, send) => {
        for (let count = 0; count < 700; count++) send(Buffer.from('noise'));
      },
      { timeoutMs: 40_000 },
    );

    expect(outcome).toMatchObject({ ok: false, reason: 'malformed' });
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });

  test('that is asked again after a packet was lost is not down', async () => {
    let packets = 0;

    const { outcome } = await probe((packet, send) => {
      if (++packets > 1) send(answerUptime(packet));
    });

    expect(outcome).toMatchObject({ ok: true });
  });

  test('is heard over IPv6, however its address is written', async () => {
    const agent = await startUdpAgent(answering(answerUptime), '::1');
    const target = snmpTarget({ ...agent, address: '0:0:0:0:0:0:0:1' }, { snmp });

    expect(await runProbes(startProber(), [target], running())).toMatchObject([{ ok: true }]);
  });

  test('that answers every message of version 3 with a report is given up', async () => {
    const { outcome, agent } = await probe(
      answering((packet) => v3Message({ id: v3MessageId(packet), pdu: reportPdu(4), boots: 0, time: 0 })),
      { snmp: user('viewer', ['sha256', 'a password'], ['aes', 'a password']), timeoutMs: 10_000 },
    );

    expect(outcome).toMatchObject({
      ok: false,
      reason: 'malformed',
      detail: `${agent.address} port ${agent.port} answers every packet, and nothing that was asked`,
    });
    expect(agent.received.length).toBeLessThan(10);
  });

  test.each([
    ['unsigned', undefined, 'an unsigned answer to a signed request'],
    [
      'unsigned to an encrypted request',
      ['aes', 'a password'] as const,
      'an unsigned answer to a signed request',
    ],
  ])('is not believed when its answer is %s', async (_name, privacy, detail) => {
    let packets = 0;
    const forged = (id: number) =>
      tlv(0xa2, int(id), int(0), int(0), sequence(varbind(UPTIME, int(4_200, 0x43))));

    const { outcome } = await probe(
      answering((packet) => {
        const id = v3MessageId(packet);
        return v3Message({ id, pdu: ++packets === 1 ? reportPdu(4) : forged(id) });
      }),
      { snmp: user('viewer', ['sha256', 'a password'], privacy) },
    );

    expect(outcome).toMatchObject({ ok: false, reason: 'mismatch', detail });
  });

  test('that goes round in circles ends in a reason, with what it said before', async () => {
    const { outcome } = await probe(
      answering((packet) => {
        const { id, kind, oids } = parseRequest(packet);
        if (kind === 'get') return answerUptime(packet);
        const rows = oids.map((name) => varbind(`${name.split('.').slice(0, 10).join('.')}.7`, int(1)));
        return response({ id, varbinds: rows });
      }),
      { kind: 'switch' },
    );

    expect(outcome).toMatchObject({
      ok: true,
      report: { uptimeMs: 42_000 },
      degraded: {
        reason: 'malformed',
        detail: expect.stringMatching(/^interfaces: interfaces: after .* comes .*, again$/),
      },
    });
  });

  test('that has more ports than any switch is given up', async () => {
    let index = 0;
    const { outcome } = await probe(
      answering((packet) => {
        const { id, kind, oids } = parseRequest(packet);
        if (kind === 'get') return answerUptime(packet);
        const [first = ''] = oids;
        const column = first.split('.').slice(0, 10).join('.');
        const rows = Array.from({ length: 300 }, () => varbind(`${column}.${++index}`, int(1)));
        return response({ id, varbinds: rows });
      }),
      { kind: 'switch', timeoutMs: 10_000 },
    );

    expect(outcome).toMatchObject({
      ok: true,
      degraded: { reason: expect.stringMatching(/oversized|malformed/) },
    });
  });

  test('of any bytes whatever ends in a reason, and never takes the process along', async () => {
    const good = response({ id: 1, varbinds: [varbind(UPTIME, int(4_200, 0x43))] });
    const mutations = fc.sample(
      fc.tuple(
        fc.nat({ max: good.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ maxLength: 40 }),
      ),
      { numRuns: 250, seed: 7 },
    );
    let next = 0;
    const agent = await startUdpAgent((packet, send) => {
      const [place, octet, tail] = mutations[next++ % mutations.length] ?? [0, 0, new Uint8Array()];
      const answer = Buffer.concat([answerUptime(packet), tail]);
      answer[place] = octet;
      send(answer);
    });
    const targets = mutations.map(() => snmpTarget(agent, { snmp, timeoutMs: 400 }));

    const outcomes = await runProbes(startProber(), targets, running());

    expect(outcomes.length).toBe(250);
    for (const outcome of outcomes) {
      if (outcome.ok) continue;
      expect(FAILURE_REASONS).toContain(outcome.reason);
      // A busy machine may hold up this process, which is nothing that the bytes did.
      if (outcome.reason === 'internal')
        expect(outcome.detail).toMatch(/^this process (stalled|had no time)/);
    }
  });
});

describe('the sockets', () => {
  test('are one for any number of agents', async () => {
    const agents = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        startUdpAgent(answering(answerUptime), `127.66.9.${index + 1}`),
      ),
    );
    const prober = startProber();
    const before = await countSockets();

    const outcomes = await runProbes(
      prober,
      agents.map((agent) => snmpTarget(agent, { snmp })),
      running(),
    );

    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await countSockets()).toBe(before + 1);
    await prober.close();
    expect(await countSockets()).toBe(before);
  });

  test('are let go when a probe is stopped, and the probe settles', async () => {
    const agent = await startUdpAgent(() => undefined);
    const prober = startProber();
    const before = await countSockets();
    const stopping = new AbortController();

    const probing = runProbes(prober, [snmpTarget(agent, { snmp, timeoutMs: 3_000 })], stopping.signal);
    // By the second packet it has opened a socket of its own to be told of a refusal.
    await vi.waitFor(() => expect(agent.received.length).toBe(2), PATIENCE);
    stopping.abort(new Error('shutting down'));

    await expect(probing).rejects.toThrow('shutting down');
    await prober.close();
    await vi.waitFor(async () => expect(await countSockets()).toBe(before), PATIENCE);
  });
});

describe('walkDevice', () => {
  const rows = [
    ['1.3.6.1.2.1.1.1.0', octets('Camera')],
    ['1.3.6.1.2.1.1.3.0', int(7, 0x43)],
    ['1.3.6.1.4.1.5.1.0', oid('1.3.6.1')],
  ] as const;
  const walk = async (answer: Answer, options: { root?: string; maxRows: number }) => {
    const agent = await startUdpAgent(answer);
    const lines: string[] = [];
    const target = { address: agent.address, port: agent.port, credentials: snmp, timeoutMs: 10_000 };
    const end = walkDevice(target, options, (row) => lines.push(Object.values(row).join(' ')), running());
    return { end: await end, lines };
  };
  const server = answering((packet) => {
    const { id, oids } = parseRequest(packet);
    const found = rows.filter(([name]) => name > (oids[0] ?? ''));
    const varbinds = found.map(([name, value]) => varbind(name, value));
    return response({ id, varbinds: [...varbinds, varbind('1.3.6.1.4.1.5.1.0', tlv(0x82))] });
  });

  test('hands over all objects in order, and says that this was all', async () => {
    const { end, lines } = await walk(server, { maxRows: 100 });

    expect(end).toEqual({ rows: 3, isComplete: true });
    expect(lines).toEqual([
      '1.3.6.1.2.1.1.1.0 octets Camera',
      '1.3.6.1.2.1.1.3.0 timeticks 7',
      '1.3.6.1.4.1.5.1.0 oid 1.3.6.1',
    ]);
  });

  test('stays beneath its root and within its bounds', async () => {
    expect((await walk(server, { root: '1.3.6.1.2.1', maxRows: 100 })).end).toEqual({
      rows: 2,
      isComplete: true,
    });
    expect((await walk(server, { maxRows: 1 })).end).toEqual({ rows: 1, isComplete: false });
  });

  test('gives up an agent that goes round in circles', async () => {
    const circle = answering((packet) =>
      response({ id: parseRequest(packet).id, varbinds: [varbind('1.3.6.1.2.1.1.1.0', octets('x'))] }),
    );

    await expect(walk(circle, { maxRows: 100 })).rejects.toMatchObject({
      reason: 'malformed',
      message: 'after 1.3.6.1.2.1.1.1.0 comes 1.3.6.1.2.1.1.1.0, again',
    });
  });
});

/** Sockets that this process has open, those included that do not keep it alive. */
async function countSockets(): Promise<number> {
  const entries = await readdir('/proc/self/fd');
  const links = await Promise.all(entries.map((entry) => readlink(`/proc/self/fd/${entry}`).catch(() => '')));
  return links.filter((link) => link.startsWith('socket:')).length;
}

describe('an agent of SNMPv3', () => {
  test.each([
    ['time before all time', { time: -5 }],
    ['a number of starts below zero', { boots: -5 }],
  ])('that tells %s has answered nonsense: the failure is not ours', async (_what, clock) => {
    const { outcome } = await probe(
      answering((packet) => v3Message({ id: v3MessageId(packet), pdu: reportPdu(4), ...clock })),
      { snmp: user('viewer', ['sha256', 'a s3cret'], ['aes', 'another one']) },
    );

    expect(outcome).toMatchObject({ ok: false, reason: 'malformed' });
  });

  test('that is dead is silent, whatever strangers send in its name', async () => {
    const { outcome } = await probe(
      answering((packet) => v3Message({ id: v3MessageId(packet) + 1, pdu: reportPdu(4) })),
      { snmp: user('viewer', ['sha256', 'a s3cret'], ['aes', 'another one']), ...SOON },
    );

    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
  });
});

test('a stranger who sends too much in the name of an agent does not end its poll', async () => {
  const { outcome } = await probe((packet, send) => {
    send(Buffer.alloc(20_000));
    setTimeout(() => send(answerUptime(packet)), 20);
  });

  expect(outcome).toMatchObject({ ok: true });
});
