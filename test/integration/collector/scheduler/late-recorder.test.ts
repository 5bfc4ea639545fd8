import { expect, onTestFinished, test } from 'vitest';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { compareOids } from '#collector/snmp/session/oid.ts';
import { buildWatchColumns } from '#collector/states/watch-columns.ts';
import { MakerProfile } from '#config/makers/maker-schema.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { EVENING_MS, keptNight } from '#test/support/kept-night.ts';
import { checkOf } from '#test/support/question.ts';
import { int, oid, parseRequest, response, tlv, varbind } from '#test/support/snmp-packets.ts';
import { community, snmpTarget } from '#test/support/snmp-question.ts';
import { createTestStore } from '#test/support/status-store.ts';
import { startUdpAgent } from '#test/support/udp-agent.ts';

const ROOT = '1.3.6.1.4.1.4242';
const UPTIME = '1.3.6.1.2.1.1.3.0';
const OBJECT_ID = '1.3.6.1.2.1.1.2.0';
const makers = [
  MakerProfile.parse({
    id: 'acme',
    name: 'Acme',
    recognise: { object_ids: [ROOT] },
    disks: [{ state: { oid: `${ROOT}.2.*`, map: { 0: 'ok', 1: 'failed' } } }],
    channels: [{ recording: { oid: `${ROOT}.3.*`, map: { 1: 'on', 2: 'off' } } }],
  }),
];
const END_OF_MIB = tlv(0x82);

/** A recorder over real UDP whose channels can be off, and which can be late with what stands below an object. */
async function startRecorder() {
  const state = { channels: 2, silentBelow: 'nothing' };
  const agent = await startUdpAgent((packet, send) => {
    const { id, kind, oids } = parseRequest(packet);
    if (oids.some((name) => name.startsWith(state.silentBelow))) return;
    const objects = [
      [OBJECT_ID, oid(`${ROOT}.7`)],
      [UPTIME, int(100, 0x43)],
      [`${ROOT}.2.1`, int(0)],
      [`${ROOT}.2.2`, int(0)],
      [`${ROOT}.3.1`, int(state.channels)],
      [`${ROOT}.3.2`, int(state.channels)],
    ] as const;
    const after = (name: string) => objects.find(([next]) => compareOids(next, name) > 0);
    const exactly = (name: string) => objects.find(([one]) => one === name);
    const rows = oids.map((name) => {
      const found = kind === 'get' ? exactly(name) : after(name);
      return found ? varbind(found[0], found[1]) : varbind(name, END_OF_MIB);
    });
    send(response({ id, varbinds: rows }));
  });
  return { agent, state };
}

test('a recorder that keeps nothing and answers late is neither recovered nor forgotten, up to its incident', async () => {
  const { agent, state } = await startRecorder();
  const prober = createSnmpProber({ concurrency: 1, makers });
  onTestFinished(() => prober.close());
  const nvr = device({ id: 'nvr', kind: 'nvr', profile: 'nvr', address: agent.address, port: agent.port });
  const inventory = inventoryOf({ devices: [nvr] });
  const { indicator, ...check } = checkOf({ indicator: 'recording', prober: 'snmp' });
  const register = createTestStore(new Map());
  register.replace(buildWatchColumns(inventory, { nvr: { [indicator]: check } }, 0), EVENING_MS);
  const night = keptNight();
  const keeper = night.start({ inventory });
  const told: string[] = [];
  /** One poll a minute: what the collector judges of it goes to the ledger, and from there to the incidents. */
  const poll = async (minute: number) => {
    const atMs = EVENING_MS + minutes(minute);
    const asked = { snmp: community('camwatch'), kind: 'nvr', indicator, timeoutMs: 400 } as const;
    const [outcome] = await runProbes(prober, [snmpTarget(agent, asked)], new AbortController().signal);
    if (outcome === undefined) throw new Error('no outcome');
    const judged = register.judgeReadings([{ deviceId: 'nvr', indicator, atMs, outcome }]);
    const changes = [...judged, ...register.sweep(atMs, EVENING_MS, seconds(20))];
    for (const one of changes) {
      told.push(`${(one.atMs - EVENING_MS) / minutes(1)} ${one.state} ${one.reason ?? ''}`.trim());
    }
    night.recordChanges(atMs + seconds(5), changes);
    keeper.advance(atMs + seconds(50));
  };

  for (const minute of [1, 2, 3, 4]) await poll(minute);
  state.silentBelow = `${ROOT}.3`;
  for (const minute of [5, 6, 7, 8, 9]) await poll(minute);
  const unresolved = night.told();
  state.silentBelow = 'nothing';
  state.channels = 1;
  for (const minute of [10, 11, 12]) await poll(minute);

  expect(told).toEqual(['1 down not-recording', '6 unknown cut-short', '10 up']);
  expect(unresolved).toEqual([expect.stringContaining('opened device:nvr')]);
  expect(night.told()).toEqual([
    expect.stringContaining('opened device:nvr'),
    expect.stringContaining('resolved device:nvr'),
  ]);
});
