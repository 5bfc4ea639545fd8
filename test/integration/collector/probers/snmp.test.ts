import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { loadMakers } from '#config/makers/load-makers.ts';
import type { ProbeOutcome } from '#core/domain/probing.ts';
import { type Asked, community, snmpTarget, user } from '#test/support/snmp-question.ts';
import { type Snmpd, startSnmpd, unusedUdpPort } from '#test/support/snmpd.ts';

const AUTH = 'auth pass 12';
const PRIVACY = 'privacy pass 12';

const CONFIG = `
sysName nvr-17
sysLocation Ngã tư Sở
createUser md5-des MD5 "${AUTH}" DES "${PRIVACY}"
createUser sha-aes SHA "${AUTH}" AES "${PRIVACY}"
createUser sha224 SHA-224 "${AUTH}"
createUser sha256-aes SHA-256 "${AUTH}" AES "${PRIVACY}"
createUser sha256-aes256 SHA-256 "${AUTH}" AES-256 "${PRIVACY}"
createUser sha384-cisco SHA-384 "${AUTH}" AES-256-C "${PRIVACY}"
createUser sha-blumenthal SHA "${AUTH}" AES-256 "${PRIVACY}"
createUser sha-cisco SHA "${AUTH}" AES-256-C "${PRIVACY}"
createUser sha512-aes SHA-512 "${AUTH}" AES "${PRIVACY}"
createUser plain
createUser without-view SHA-256 "${AUTH}" AES "${PRIVACY}"
rouser md5-des priv
rouser sha-aes priv
rouser sha224 auth
rouser sha256-aes priv
rouser sha256-aes256 priv
rouser sha384-cisco priv
rouser sha-blumenthal priv
rouser sha-cisco priv
rouser sha512-aes priv
rouser plain noauth
rocommunity camwatch
rocommunity public
rocommunity narrow default .1.3.6.1.2.1.1.1
rocommunity empty default .1.3.6.1.4.1.99999
`;

const makers = await loadMakers();

function startProber() {
  const prober = createSnmpProber({ concurrency: 10, makers });
  onTestFinished(() => prober.close());
  return async (endpoint: Pick<Snmpd, 'address' | 'port'>, asked: Asked): Promise<ProbeOutcome | undefined> =>
    (await runProbes(prober, [snmpTarget(endpoint, asked)], new AbortController().signal))[0];
}

describe('the SNMP prober against snmpd', () => {
  let agent: Snmpd;
  beforeAll(async () => {
    agent = await startSnmpd(CONFIG);
  });
  afterAll(() => agent.stop());

  test.each([
    ['version 1', community('camwatch', '1'), { protocol: 'snmp-v1' }],
    ['version 2c', community('camwatch'), { protocol: 'snmp-v2c' }],
    [
      'the community that everybody knows',
      community('public'),
      { protocol: 'snmp-v2c', weakness: 'default-community' },
    ],
    ['version 3 without a key', user('plain'), { protocol: 'snmp-v3' }],
    ['MD5 and DES', user('md5-des', ['md5', AUTH], ['des', PRIVACY]), { protocol: 'snmp-v3' }],
    ['SHA-1 and AES', user('sha-aes', ['sha', AUTH], ['aes', PRIVACY]), { protocol: 'snmp-v3' }],
    ['SHA-224 alone', user('sha224', ['sha224', AUTH]), { protocol: 'snmp-v3' }],
    ['SHA-256 and AES', user('sha256-aes', ['sha256', AUTH], ['aes', PRIVACY]), { protocol: 'snmp-v3' }],
    [
      'SHA-256 and AES-256',
      user('sha256-aes256', ['sha256', AUTH], ['aes256b', PRIVACY]),
      { protocol: 'snmp-v3' },
    ],
    [
      'SHA-384 and AES-256 of Cisco',
      user('sha384-cisco', ['sha384', AUTH], ['aes256r', PRIVACY]),
      { protocol: 'snmp-v3' },
    ],
    [
      'a short key extended for AES-256',
      user('sha-blumenthal', ['sha', AUTH], ['aes256b', PRIVACY]),
      { protocol: 'snmp-v3' },
    ],
    [
      'a short key extended for AES-256 as Cisco does',
      user('sha-cisco', ['sha', AUTH], ['aes256r', PRIVACY]),
      { protocol: 'snmp-v3' },
    ],
    ['SHA-512 and AES', user('sha512-aes', ['sha512', AUTH], ['aes', PRIVACY]), { protocol: 'snmp-v3' }],
  ])('is let in by %s', async (_name, snmp, access) => {
    const probe = startProber();

    const outcome = await probe(agent, { snmp });

    expect(outcome).toMatchObject({ ok: true, report: { access } });
    expect(outcome?.report?.uptimeMs).toBeGreaterThan(0);
  });

  test.each([
    [
      'an unknown user',
      user('nobody', ['sha256', AUTH], ['aes', PRIVACY]),
      'wrong-user',
      'the agent knows no such user (usmStatsUnknownUserNames)',
    ],
    [
      'a wrong key',
      user('sha256-aes', ['sha256', 'another password'], ['aes', PRIVACY]),
      'wrong-key',
      'the agent finds our signature wrong (usmStatsWrongDigests): key or protocol is another',
    ],
    [
      'another hash',
      user('sha256-aes', ['sha512', AUTH], ['aes', PRIVACY]),
      'wrong-key',
      'the agent finds our signature wrong (usmStatsWrongDigests): key or protocol is another',
    ],
    [
      'a user that may not use privacy',
      user('sha224', ['sha224', AUTH], ['aes', PRIVACY]),
      'denied',
      'the user may not ask at this security level (usmStatsUnsupportedSecLevels)',
    ],
    [
      'a user without a view',
      user('without-view', ['sha256', AUTH], ['aes', PRIVACY]),
      'denied',
      'sysUpTime: the agent answers authorizationError',
    ],
    [
      'a view without an object',
      community('empty'),
      'unsupported',
      'the agent answers and shows no object: its view may be empty',
    ],
  ])('tells %s', async (_name, snmp, reason, detail) => {
    const probe = startProber();

    expect(await probe(agent, { snmp })).toMatchObject({ ok: false, reason, detail });
  });

  test('tells a wrong privacy key by the silence after the discovery', async () => {
    const probe = startProber();
    const snmp = user('sha256-aes', ['sha256', AUTH], ['aes', 'another password']);

    expect(await probe(agent, { snmp, timeoutMs: 2_000 })).toMatchObject({
      ok: false,
      reason: 'wrong-key',
      detail: `${agent.address} port ${agent.port} answers the discovery and not what is encrypted: privacy key or protocol is another`,
    });
  });

  test('cannot tell a wrong community from a dead device, and says so', async () => {
    const probe = startProber();

    expect(await probe(agent, { snmp: community('wrong'), timeoutMs: 1_000 })).toMatchObject({
      ok: false,
      reason: 'timeout',
      // The time that is left when the question is sent is less than was given.
      detail: expect.stringMatching(
        new RegExp(
          `^no answer from ${agent.address} port ${agent.port} within \\d+ ms, asked twice: a wrong community, a filter and a dead device look alike$`,
        ),
      ),
    });
  });

  test('is refused where nothing listens', async () => {
    const probe = startProber();
    const endpoint = { address: '127.66.7.2', port: await unusedUdpPort('127.66.7.2') };

    expect(await probe(endpoint, { snmp: community('camwatch'), timeoutMs: 2_000 })).toMatchObject({
      ok: false,
      reason: 'refused',
    });
  });

  test('has no credentials to try', async () => {
    const probe = startProber();

    expect(await probe({ address: '127.66.7.3', port: 161 }, {})).toMatchObject({
      ok: false,
      reason: 'credentials',
      detail: 'no community and no SNMPv3 user is set for this device',
    });
  });

  test('finds an agent healthy that may show nothing but a description', async () => {
    const probe = startProber();

    const outcome = await probe(agent, { snmp: community('narrow') });

    expect(outcome).toMatchObject({ ok: true });
    expect(outcome?.report).not.toHaveProperty('uptimeMs');
  });

  test.each(['1', '2c'] as const)('reads ports, identity and disks over version %s', async (version) => {
    const probe = startProber();

    const outcome = await probe(agent, {
      snmp: community('camwatch', version),
      kind: 'server',
      depth: 'details',
      interfaces: ['lo'],
    });

    expect(outcome).toMatchObject({
      ok: true,
      report: { identity: { name: 'nvr-17', location: 'Ngã tư Sở' } },
    });
    const loopback = outcome?.report?.interfaces?.find(({ name }) => name === 'lo');
    expect(loopback).toMatchObject({
      admin: 'up',
      oper: 'up',
      // Version 1 has no 64-bit counters.
      counters: { bits: version === '1' ? 32 : 64, inErrors: 0 },
    });
    expect(outcome?.report?.disks?.some(({ name }) => name === '/')).toBe(true);
    expect(outcome).not.toHaveProperty('degraded');
  });

  test('counts octets that go by', async () => {
    const probe = startProber();
    const asked = { snmp: community('camwatch'), interfaces: ['lo'] };
    const octets = (outcome: ProbeOutcome | undefined) =>
      outcome?.report?.interfaces?.find(({ name }) => name === 'lo')?.counters?.inOctets ?? 0n;

    const before = octets(await probe(agent, asked));
    // snmpd reads the counters of the kernel every few seconds only.
    await vi.waitFor(async () => expect(octets(await probe(agent, asked))).toBeGreaterThan(before), {
      timeout: 50_000,
      interval: 500,
    });
  });

  test('never tells a community or a key, whatever it traces', async () => {
    const probe = startProber();
    const told: string[] = [];
    const trace: Asked['trace'] = ({ text }) => void told.push(text);

    await probe(agent, { snmp: community('camwatch'), depth: 'details', trace });
    await probe(agent, {
      snmp: user('sha256-aes', ['sha256', AUTH], ['aes', PRIVACY]),
      depth: 'details',
      trace,
    });

    expect(told.length).toBeGreaterThan(4);
    expect(told[0]).toBe('SNMPv2c GET sysUpTime: 1.3.6.1.2.1.1.3.0');
    expect(told.join('\n')).not.toMatch(/camwatch|pass 12/);
  });
});

/** One that a test may restart. */
async function startAgent(): Promise<Snmpd> {
  const agent = await startSnmpd(CONFIG);
  onTestFinished(() => agent.stop());
  return agent;
}

describe('a session of SNMPv3 that is kept', () => {
  const snmp = user('sha256-aes', ['sha256', AUTH], ['aes', PRIVACY]);
  /** Without it what follows would begin a session of its own. */
  const keepSession = async (probe: ReturnType<typeof startProber>, agent: Snmpd) =>
    expect(await probe(agent, { snmp })).toMatchObject({ ok: true });

  test('saves the discovery', async () => {
    const probe = startProber();
    const agent = await startAgent();
    await keepSession(probe, agent);

    const told: string[] = [];
    const outcome = await probe(agent, { snmp, trace: ({ text }) => void told.push(text) });

    expect(outcome).toMatchObject({ ok: true });
    expect(told).toEqual([
      'SNMPv3 authPriv: signed (sha256), encrypted (aes)',
      'SNMPv3 GET sysUpTime: 1.3.6.1.2.1.1.3.0',
      expect.stringMatching(/^1 value, /),
    ]);
  });

  test('outlives an agent that restarts with its boots raised', async () => {
    const probe = startProber();
    const agent = await startAgent();
    await keepSession(probe, agent);

    await agent.restart('kept');

    expect(await probe(agent, { snmp })).toMatchObject({ ok: true });
  });

  test('is dropped for a fresh one where the agent restarted without raising them', async () => {
    const probe = startProber();
    const agent = await startAgent();
    await agent.restart('kept');
    await keepSession(probe, agent);

    // From two boots back to one.
    await agent.restart('lost');
    const told: string[] = [];
    const outcome = await probe(agent, { snmp, trace: ({ text }) => void told.push(text) });

    expect(outcome).toMatchObject({ ok: true });
    expect(told).toContain('the agent restarted: a new session, and the question once more');
  });

  test('is dropped where the boots are the same and the agent’s time went back', async () => {
    const probe = startProber();
    const agent = await startAgent();
    // Older than it will be right after its restart, on a busy machine too: what is newer the library goes along with.
    await delay(4_000);
    await keepSession(probe, agent);
    await agent.restart('lost');

    // As if the agent had run for five minutes by the time it restarted: beyond the window of 150 s.
    const now = performance.now.bind(performance);
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 300_000);
    onTestFinished(() => clock.mockRestore());
    const told: string[] = [];
    const outcome = await probe(agent, { snmp, trace: ({ text }) => void told.push(text) });

    expect(outcome).toMatchObject({ ok: true });
    expect(told).toContain('the agent restarted: a new session, and the question once more');
  });

  test('is not used for other credentials', async () => {
    const probe = startProber();
    const agent = await startAgent();
    await keepSession(probe, agent);

    const changed = user('sha256-aes', ['sha256', 'another password'], ['aes', PRIVACY]);

    expect(await probe(agent, { snmp: changed })).toMatchObject({ ok: false, reason: 'wrong-key' });
  });
});
