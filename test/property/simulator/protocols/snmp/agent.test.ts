import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeviceState } from '#simulator/protocols/device/device-state.ts';
import type { VirtualSnmpAccess } from '#simulator/protocols/device/virtual-device.ts';
import { createAgent } from '#simulator/protocols/snmp/agent.ts';
import { engineIdOf } from '#simulator/protocols/snmp/mib/engine-id.ts';
import { sampleCamera } from '#test/support/virtual-device.ts';

const agentOf = (snmp: VirtualSnmpAccess) =>
  createAgent(createDeviceState(sampleCamera({ access: { snmp } }), Date.now), {
    oids: new Map(),
    digests: new Map(),
  });
const AGENTS = [
  agentOf({ version: '2c', community: 'c' }),
  agentOf({ version: '3', user: 'u' }),
  agentOf({
    version: '3',
    user: 'u',
    auth: { protocol: 'sha', password: 'password' },
    privacy: { protocol: 'aes', password: 'password' },
  }),
];

/** GET of sysName with v2c, and with v3: unsigned, and said to be signed and encrypted. */
const GET = 'a01902010102010002010030' + '0e300c06082b060102010105000500';
const v3 = (flags: string, data: string) => {
  const engine = engineIdOf('cam-1').toString('hex');
  const tlv = (tag: string, hex: string) => tag + (hex.length / 2).toString(16).padStart(2, '0') + hex;
  const header = tlv('30', `020101020205dc0401${flags}020103`);
  const security = tlv(
    '04',
    tlv(
      '30',
      `${tlv('04', engine)}020107020110${'040175'}${tlv('04', '00'.repeat(12))}${tlv('04', '11'.repeat(8))}`,
    ),
  );
  return tlv('30', `020103${header}${security}${data}`);
};
const MESSAGES = [
  `3021020101040163${GET}`,
  v3('04', `301f${'0400'}${'0400'}${GET}`),
  v3('07', `0410${'ab'.repeat(16)}`),
].map((hex) => Buffer.from(hex, 'hex'));

test('the samples are understood: an answer, an answer, and a report', () => {
  const [get, plain, secret] = MESSAGES;

  expect(get && AGENTS[0]?.(get)?.includes('cam-1')).toBe(true);
  expect(plain && AGENTS[1]?.(plain)?.includes('cam-1')).toBe(true);
  expect(secret && AGENTS[2]?.(secret)?.length).toBeGreaterThan(50);
});

test('whatever comes, an agent answers or keeps silent: it never breaks', () => {
  const changed = fc
    .tuple(
      fc.constantFrom(...MESSAGES),
      fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 }),
      fc.nat(200),
    )
    .map(([message, changes, length]) => {
      const copy = Buffer.from(message);
      for (const [place, octet] of changes) if (place < copy.length) copy[place] = octet;
      return length < 150 ? copy : copy.subarray(0, length - 150);
    });
  fc.assert(
    fc.property(changed, (datagram) => {
      for (const agent of AGENTS) agent(datagram);
    }),
    { numRuns: 1_000 },
  );
});
