import { describe, expect, test } from 'vitest';
import { createRenderContext } from '#cli/probe/render-context.ts';
import { renderResult } from '#cli/probe/render-result.ts';
import { conclude } from '#collector/diagnosis/conclude.ts';
import type { ProbeResult } from '#collector/diagnosis/result.ts';
import type { Language } from '#core/language/language.ts';
import { device, link } from '#test/support/inventory.ts';
import { failed, lookOf, nothingAround, resultOf, SENT_MS, well } from '#test/support/probe-look.ts';

const render = (given: Partial<ProbeResult>, language: Language = 'en') => {
  const result = resultOf(given);
  const words = createRenderContext(language, 'Asia/Ho_Chi_Minh', (_style, text) => text);
  return renderResult({ ...result, conclusions: conclude(result, SENT_MS) }, words);
};

const camera = device({
  id: 'cam-1',
  name: 'Nút giao 1',
  maker: 'Axis',
  model: 'P1468-LE',
  address: '10.0.0.4',
  credentials: 'env:CAM',
  attachedTo: { device: 'sw-1', name: 'ge1' },
});

const ping = lookOf({
  check: { indicator: 'reach', prober: 'icmp', timeoutMs: 1_000 },
  outcomes: [{ ok: true, measurements: { rttAvgMs: 0.42, lossRatio: 0 } }],
  steps: [
    { kind: 'sent', afterMs: 0, text: 'ICMP echo requests to 10.0.0.4' },
    { kind: 'received', afterMs: 2_004, text: 'all echo replies are in' },
  ],
});

describe('a camera whose login is refused', () => {
  const service = lookOf({
    check: { indicator: 'service', prober: 'onvif', timeoutMs: 5_000, path: '/onvif/device_service' },
    port: 80,
    device: { credentials: 'env:CAM' },
    outcomes: [failed('credentials', '401 Unauthorized: the device refuses the login')],
    steps: [
      { kind: 'sent', afterMs: 3, text: 'POST GetDeviceInformation, signed' },
      { kind: 'received', afterMs: 28.4, text: '401 Unauthorized' },
      { kind: 'noted', afterMs: 29, text: '401 Unauthorized: the device refuses the login' },
    ],
  });

  test('is explained in English', () => {
    const looks = [ping, service];

    expect(render({ device: camera, looks, notMeasured: ['stream', 'image'] })).toBe(`cam-1 Nút giao 1
  camera · Axis P1468-LE · 10.0.0.4 · profile camera · in service
  credentials env:CAM · hangs on sw-1 port ge1

  reach    up                                                icmp (fping)  10.0.0.4
  service  unknown (no access, login refused)                onvif         10.0.0.4:80/onvif/device_service
  stream   not measured (profile camera has no check of it)
  image    not measured

reach · by icmp (fping) · 10.0.0.4 · waits up to 1 s
     +0 ms → ICMP echo requests to 10.0.0.4
      +2 s ← all echo replies are in
  ⇒ up · round trip 0.42 ms, lost 0 %

service · by onvif · 10.0.0.4:80/onvif/device_service · waits up to 5 s
     +3 ms → POST GetDeviceInformation, signed
    +28 ms ← 401 Unauthorized
    +29 ms · 401 Unauthorized: the device refuses the login
  ⇒ unknown (no access, login refused) (a collector says so after 3 in a row)
    The device answers and refuses user and password. It is no outage: the state is unknown (no access).

What to check next
  - By onvif it answers and does not let us look: that is no outage. The collector asks less and less often then, since accounts lock.
  service (login refused)
    - Users of ONVIF are users of their own at many makers: is there one, with this password?
    - Was the password changed at the device? Change it where the reference in devices.csv leads to.
    - A clock far off makes signatures invalid: see its clock above, and set its time server.
    - Try it in a browser once, not ten times: accounts lock after a few wrong passwords.`);
  });

  test('is explained in Vietnamese', () => {
    const text = render({ device: camera, looks: [service] }, 'vi');

    expect(text).toContain(
      '  dịch vụ  chưa rõ (không được truy cập, từ chối đăng nhập)  onvif  10.0.0.4:80/onvif/device_service',
    );
    expect(text).toContain('dịch vụ · đo bằng onvif · 10.0.0.4:80/onvif/device_service · chờ tối đa 5 giây');
    expect(text).toContain('Cần kiểm tra tiếp\n  - Qua onvif thiết bị có trả lời nhưng không cho xem');
    expect(text).toContain('    - Đồng hồ lệch nhiều làm chữ ký không hợp lệ');
  });
});

test.each([
  ['en', 'unknown (no access, login wanted)', 'The device answers and wants a login, and none was sent.'],
  ['vi', 'chưa rõ (không được truy cập, cần đăng nhập)', 'Thiết bị trả lời và đòi đăng nhập'],
] as const)('a login that nobody gave was not refused (%s)', (language, state, means) => {
  const stream = lookOf({
    check: { indicator: 'stream', prober: 'rtsp' },
    port: 554,
    outcomes: [failed('credentials', '401 Unauthorized: the device asks for a login')],
  });

  const text = render({ looks: [stream] }, language);

  expect(text).toContain(`⇒ ${state}`);
  expect(text).toContain(means);
  expect(text).not.toMatch(/login refused|từ chối đăng nhập/);
});

test('what a device says of itself stands beside the inventory, a switch with its interfaces', () => {
  const service = lookOf({
    check: { indicator: 'service', prober: 'snmp' },
    port: 161,
    outcomes: [
      {
        ok: true,
        measurements: { responseMs: 4.2 },
        report: {
          uptimeMs: 90_000_000,
          poePorts: [{ interface: 'ge1', isDelivering: true, milliwatts: 4_100 }],
          ups: { source: 'battery', chargeRatio: 0.8, runtimeMs: 2_700_000 },
          disks: [{ name: 'hdd1', state: 'failed', sizeBytes: 4e12, freeBytes: 2e11 }],
          channels: [{ number: 1, name: 'Gate', video: 'lost', recording: 'off' }],
          certificate: {
            subject: 'CN=cam',
            isSelfSigned: true,
            validToMs: Date.UTC(2036, 0, 1),
            sha256: 'ab',
          },
        },
      },
    ],
  });

  const text = render({
    looks: [service],
    identity: [
      { field: 'model', found: 'P1468-LE', toldBy: ['snmp'], expected: 'P1468-LE', match: 'same' },
      { field: 'serial', found: 'B2', toldBy: ['snmp', 'onvif'], expected: 'A1', match: 'different' },
      { field: 'firmware', found: 'V5.5', toldBy: ['onvif'], expected: 'V5.7', match: 'different' },
    ],
    interfaces: [
      {
        sample: {
          index: 1,
          name: 'ge1',
          alias: 'Camera',
          admin: 'up',
          oper: 'up',
          speedBitsPerSecond: 1e9,
          counters: { bits: 64, inOctets: 0n, outOctets: 0n, inErrors: 3, outErrors: 0 },
        },
        rate: { ok: true, inBitsPerSecond: 4.2e6, outBitsPerSecond: 0 },
        carries: ['cam-7'],
      },
      { sample: { index: 12, name: 'ge12', admin: 'down', oper: 'down' }, carries: [] },
      { sample: { index: 13, name: 'ge13', oper: 'down' }, rate: { ok: false, reason: 'wrap' }, carries: [] },
    ],
  });

  expect(text).toContain(`What it says of itself
  model        P1468-LE  ✓ as in the inventory (snmp)
  serial       B2        ≠ the inventory says A1 (snmp, onvif)
  firmware     V5.5      ≠ older than the V5.7 that is wanted (onvif)
  running for  1 d 1 h (snmp)
  certificate  CN=cam, self-signed, valid to 01/01/2036 07:00:00 (snmp)
  disk         hdd1: failed, 4 TB, 200 GB free (snmp)
  channel      1 Gate: no picture, not recording (snmp)
  power (PoE)  ge1: gives power 4.1 W (snmp)
  power (UPS)  on battery, charged 80 %, lasts 45 min (snmp)

Interfaces
   #  name          state            speed          in      out  errors in/out  carries
   1  ge1 (Camera)  up            1 Gbit/s  4.2 Mbit/s  0 bit/s            3/0  cam-7
  12  ge12          switched off
  13  ge13          down                                                        no rate: 32 bits wrap too soon
`);
});

test('columns of interfaces that nobody fills are left out', () => {
  const text = render({
    looks: [lookOf({ check: { indicator: 'service', prober: 'snmp' }, outcomes: [well] })],
    interfaces: [
      { sample: { index: 1, name: 'ge1', oper: 'up', speedBitsPerSecond: 1e9 }, carries: [] },
      { sample: { index: 2, name: 'ge2', oper: 'up', speedBitsPerSecond: 1e8 }, carries: [] },
    ],
  });

  expect(text).toContain(`Interfaces
  #  name  state       speed
  1  ge1   up       1 Gbit/s
  2  ge2   up     100 Mbit/s
`);
});

test('a device that keeps silent is shown with what is around it', () => {
  const silent = [
    lookOf({ check: { indicator: 'reach', prober: 'icmp' }, outcomes: [failed('timeout', 'no reply')] }),
  ];
  const text = render({
    looks: silent,
    surroundings: {
      ...nothingAround,
      canaries: { atMs: SENT_MS, isGood: true, detail: '' },
      way: [
        {
          link: link({ id: 'line-1', name: 'Line 1', circuit: 'C-1' }),
          carrier: { name: 'Carrier', hotline: '1900' },
        },
        { device: device({ id: 'sw-1', address: '10.0.0.2' }), outcome: well },
      ],
      neighbours: [{ device: device({ id: 'cam-2', address: '10.0.0.5' }), outcome: failed('timeout') }],
      port: {
        device: 'sw-1',
        name: 'ge1',
        sample: { index: 1, name: 'ge1', admin: 'up', oper: 'up' },
        poe: { interface: 'ge1', isDelivering: true },
        fromDeviceBitsPerSecond: 4_200_000,
        toDeviceBitsPerSecond: 12_000,
      },
    },
  });

  expect(text.slice(text.indexOf('Around it'))).toBe(`Around it
                    the canaries of this machine answer
  way               line-1                               Line 1, Carrier, C-1, 1900
  way               sw-1 (10.0.0.2)                      answers
  beside it         cam-2 (10.0.0.5)                     silent (no answer)
  port ge1 of sw-1                                       up, ← 4.2 Mbit/s, → 12 kbit/s, gives power

What to check next
  - 4.2 Mbit/s come from the device at port ge1 of sw-1: it lives and sends. It has another address, or a filter stands between it and this machine.`);
});

test('rounds that say the same again take one line, others tell their steps', () => {
  const look = lookOf({
    check: { indicator: 'service', prober: 'tcp', confirm: 1 },
    port: 9,
    outcomes: [failed('refused'), failed('refused'), well],
  });

  expect(render({ looks: [look] })).toContain(`  round 1 of 3
  ⇒ down (connection refused)
    A machine is there and answers at once that nobody listens at this port.
  round 2 of 3 ⇒ down (connection refused)
  round 3 of 3
  ⇒ up
`);
});

test('a failure of ours is never called down', () => {
  const look = lookOf({
    check: { indicator: 'stream', prober: 'rtsp' },
    outcomes: [failed('internal', 'env:X: none')],
  });

  expect(render({ looks: [look] })).toContain('⇒ unknown (error of the collector)\n');
});

test('findings are worded as on the pages, and name their document', () => {
  const finding = { entity: 'device:cam-1', subject: '', isPresent: true, atMs: SENT_MS } as const;

  const text = render({
    looks: [lookOf({ check: { indicator: 'reach', prober: 'icmp' }, outcomes: [well] })],
    findings: [{ ...finding, code: 'clock-drift', values: { offsetMs: -90_000, allowedMs: 30_000 } }],
  });

  expect(text).toContain(`Findings
  clock-drift: The clock is 90 s slow; allowed: 30 s
  What each means and what to do: docs/findings.md.

What to check next
  - It is well: what remains are the findings above.`);
});

test('a camera that its recorder speaks for shows the channel in the place of its stream', () => {
  const channel = {
    recorder: 'nvr-1',
    number: 4,
    channel: { number: 4, video: 'lost', recording: 'on' },
  } as const;

  const text = render({ channel, notMeasured: ['stream'] });

  expect(text).toContain('  stream  no picture, recording    channel 4 of nvr-1');
  expect(text).toContain('  stream (video lost)\n    - Does the camera itself answer?');
});
