import { expect, onTestFinished, test } from 'vitest';
import { createSnmpProber, type SnmpProberOptions } from '#collector/probers/snmp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { answerUptime } from '#test/support/snmp-packets.ts';
import { type Asked, community, snmpTarget, user } from '#test/support/snmp-question.ts';
import { startSnmpd } from '#test/support/snmpd.ts';
import { openUdp, startUdpAgent, type UdpAgent } from '#test/support/udp-agent.ts';

const snmp = community('camwatch');

function startProber(more: Partial<SnmpProberOptions> = {}) {
  const prober = createSnmpProber({ concurrency: 10, makers: [], ...more });
  onTestFinished(() => prober.close());
  return async (agent: Pick<UdpAgent, 'address' | 'port'>, asked: Asked = {}) => {
    const target = snmpTarget(agent, { snmp, timeoutMs: 3_000, ...asked });
    return (await runProbes(prober, [target], new AbortController().signal))[0];
  };
}

/** A router that is asked at one address and answers from another. */
async function startRouter(address = '127.66.8.2', lost = 0) {
  const other = await openUdp(address);
  let count = 0;
  const agent = await startUdpAgent((packet, send) => {
    if (++count > lost) send(answerUptime(packet), other);
  });
  const elsewhere = {
    asked: `${agent.address} port ${agent.port}`,
    from: `${address} port ${other.address().port}`,
  };
  return { agent, elsewhere };
}

test('an answer from another address is taken, and both addresses are told', async () => {
  const { agent, elsewhere } = await startRouter();

  expect(await startProber()(agent)).toMatchObject({
    ok: true,
    report: { uptimeMs: 42_000, access: { protocol: 'snmp-v2c', elsewhere } },
  });
});

test('so is one from another port', async () => {
  const { agent, elsewhere } = await startRouter('127.66.8.1');

  expect(await startProber()(agent)).toMatchObject({ ok: true, report: { access: { elsewhere } } });
});

test('one whose other address is asked as well answers for itself', async () => {
  const other = await openUdp('127.66.8.3');
  const quiet = { address: '127.66.8.3', port: other.address().port };
  const agent = await startUdpAgent((packet, send) => send(answerUptime(packet), other));
  const probe = startProber();

  const [answered, silent] = await Promise.all([probe(agent), probe(quiet, { timeoutMs: 600 })]);

  expect(answered).toMatchObject({
    ok: true,
    report: { access: { elsewhere: { from: expect.any(String) } } },
  });
  expect(silent).toMatchObject({ ok: false, reason: 'timeout' });
});

test('after the first answer a repeat is heard from there, too', async () => {
  const probe = startProber();
  const other = await openUdp('127.66.8.2');
  let count = 0;
  const agent = await startUdpAgent((packet, send) => {
    // The second question is lost once.
    if (++count !== 2) send(answerUptime(packet), other);
  });
  await probe(agent);

  expect(await probe(agent)).toMatchObject({ ok: true });
});

test('a setting forbids it, and the reason names both addresses', async () => {
  const { agent, elsewhere } = await startRouter();

  expect(await startProber({ answersFrom: 'asked-address' })(agent, { timeoutMs: 500 })).toMatchObject({
    ok: false,
    reason: 'mismatch',
    detail: `${elsewhere.asked} was asked, and ${elsewhere.from} answered: collector.snmp_answers_from wants the address that was asked`,
  });
});

test.each([
  ['version 2c', community('camwatch')],
  [
    'version 3, with its discovery',
    user('sha256-aes', ['sha256', 'auth pass 12'], ['aes', 'privacy pass 12']),
  ],
])('snmpd behind a router that answers by another address is heard by %s', async (_name, credentials) => {
  const daemon = await startSnmpd(
    'createUser sha256-aes SHA-256 "auth pass 12" AES "privacy pass 12"\nrouser sha256-aes priv\nrocommunity camwatch\n',
  );
  onTestFinished(() => daemon.stop());
  const other = await openUdp('127.66.8.2');
  const behind = await openUdp('127.66.8.4');
  const agent = await startUdpAgent((packet, send) => {
    behind.once('message', (answer) => send(answer, other));
    behind.send(packet, daemon.port, daemon.address);
  });
  const probe = startProber();

  for (const _round of ['first', 'kept session']) {
    expect(await probe(agent, { snmp: credentials })).toMatchObject({
      ok: true,
      report: { uptimeMs: expect.any(Number), access: { elsewhere: { from: expect.any(String) } } },
    });
  }
});
