import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { SOUND_FILES, writeConfigFolder } from '#test/support/config-folder.ts';
import { startRtspServer, status, wellBehaved } from '#test/support/rtsp.ts';
import { type Snmpd, startSnmpd, unusedUdpPort } from '#test/support/snmpd.ts';
import { unusedPort } from '#test/support/tcp.ts';
import { ISSUED_PIN, SELF_SIGNED, SELF_SIGNED_PIN } from '#test/support/tls.ts';
import {
  COMMUNITY,
  LOGIN,
  LOOPBACK,
  sampleCamera,
  startVirtualDevices,
} from '#test/support/virtual-device.ts';

const STREAM = '/axis-media/media.amp?videocodec=h264';
const CREDENTIALS = JSON.stringify({ ...LOGIN, snmp: { community: COMMUNITY } });

/** A city with one camera, whose protocols stand on ports of their own. */
async function cityWith(
  ports: { readonly onvif?: number; readonly rtsp?: number; readonly snmp?: number },
  { serial = 'AX0000001', kind = 'camera' } = {},
): Promise<string> {
  const checks = [
    'reach: { prober: icmp, interval: 60s }',
    ports.onvif && `service: { prober: onvif, interval: 60s, timeout: 5s, port: ${ports.onvif} }`,
    ports.snmp && `service: { prober: snmp, interval: 60s, timeout: 5s, port: ${ports.snmp} }`,
    ports.rtsp &&
      `stream: { prober: rtsp, interval: 60s, timeout: 5s, port: ${ports.rtsp}, path: "${STREAM}" }`,
  ].filter(Boolean);
  const dir = await writeConfigFolder({
    'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}  every:\n    ${checks.join('\n    ')}\n`,
    'links.csv': undefined,
    'handovers.csv': undefined,
    'devices.csv': undefined,
  });
  const secrets = join(dir, 'secret.txt');
  await writeFile(secrets, CREDENTIALS);
  const devices = join(dir, 'devices.csv');
  await writeFile(
    devices,
    `id,name,kind,site,agency,accepted,profile,address,credentials,maker,serial
cam-1,Camera 1,${kind},pole-1,police,2025-01-01,every,${LOOPBACK},file:${secrets},Axis,${serial}
`,
  );
  return dir;
}

const portsOf = (devices: VirtualDevices) => {
  const { onvif, rtsp, snmp } = devices.endpoints.get('cam-1') ?? {};
  return { onvif: onvif?.port ?? 0, rtsp: rtsp?.port ?? 0, snmp: snmp?.port ?? 0 };
};

describe('camwatch probe, of a device of the inventory', () => {
  test('explains what was sent, what came, and what the camera says of itself', async () => {
    const { onvif, rtsp } = portsOf(await startVirtualDevices([sampleCamera()]));
    const dir = await cityWith({ onvif, rtsp });

    const { code, out, err } = await runCamwatch('probe', 'cam-1', '--config', dir, '--lang', 'en');

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^  reach +up +icmp \\(.+\\) +${LOOPBACK}`, 'm'));
    expect(out).toMatch(/^ {3,}\+[\d.]+ m?s → POST http:.+GetDeviceInformation, signed/m);
    expect(out).toMatch(/^ {3,}\+[\d.]+ m?s ← first RTP packet/m);
    expect(out).toMatch(/^ {2}serial +AX0000001 +✓ as in the inventory \(onvif\)$/m);
    expect(out).toContain('What to check next\n  - All 3 checks are well');
    expect(out).not.toContain(LOGIN.password);
  });

  test('tells in Vietnamese what is wrong, and exits with 1', async () => {
    const devices = await startVirtualDevices([sampleCamera()]);
    const { onvif, rtsp } = portsOf(devices);
    await devices.set('cam-1', { kind: 'wrong-password' });
    const dir = await cityWith({ onvif, rtsp }, { serial: 'OTHER' });

    const { code, out } = await runCamwatch(
      'probe',
      'cam-1',
      '--config',
      dir,
      '--lang',
      'vi',
      '--only',
      'rtsp',
    );

    expect(code).toBe(1);
    expect(out).toContain('⇒ chưa rõ (không được truy cập, từ chối đăng nhập)');
    expect(out).toContain('Cần kiểm tra tiếp');
  });

  test('is complete as JSON, findings and steps included, and holds no secret', async () => {
    const { onvif, rtsp } = portsOf(await startVirtualDevices([sampleCamera()]));
    const dir = await cityWith({ onvif, rtsp }, { serial: 'OTHER' });

    const { code, out } = await runCamwatch('probe', 'cam-1', '--config', dir, '--json', '--only', 'onvif');

    const told = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(told)).toEqual([
      'device',
      'isInventoried',
      'stage',
      'isAllUp',
      'checks',
      'notMeasured',
      'identity',
      'interfaces',
      'findings',
      'conclusions',
      'next',
    ]);
    expect(told).toMatchObject({
      device: 'cam-1',
      stage: 'accepted',
      isAllUp: true,
      checks: [
        {
          indicator: 'service',
          prober: 'onvif',
          address: LOOPBACK,
          port: onvif,
          rounds: [{ state: 'up', outcome: { ok: true } }],
        },
      ],
    });
    expect(told.checks[0].rounds[0].steps.length).toBeGreaterThan(4);
    expect(told.findings).toContainEqual({
      code: 'serial-changed',
      subject: '',
      values: { expected: 'OTHER', found: 'AX0000001' },
    });
    expect(out).not.toContain(LOGIN.password);
  });

  test('measures what flows when it asks twice', async () => {
    const { snmp } = portsOf(await startVirtualDevices([sampleCamera()]));
    // Of a switch all interfaces are asked.
    const dir = await cityWith({ snmp }, { kind: 'switch' });

    const { out } = await runCamwatch(
      'probe',
      'cam-1',
      '--config',
      dir,
      '--only',
      'snmp',
      '--times',
      '2',
      '--every',
      '200ms',
      '--json',
    );

    const told = JSON.parse(out);
    expect(told.checks[0].rounds).toHaveLength(2);
    expect(told.interfaces).toMatchObject([{ sample: { name: 'eth0' }, rate: { ok: true } }]);
  });

  test('says what is not there to be probed', async () => {
    const dir = await cityWith({});

    const missing = await runCamwatch('probe', 'cam-9', '--config', dir);
    const uncheckable = await runCamwatch('probe', 'cam-1', '--config', dir, '--only', 'snmp,onvif');

    expect(missing).toEqual({
      code: 1,
      out: '',
      err: `camwatch: ${dir}: expected the id of a device, found no device "cam-9"\n`,
    });
    expect(uncheckable.err).toBe(
      'camwatch: cam-1: expected an address and a check by snmp or onvif, but profile every has no such check\n',
    );
  });
});

describe('camwatch probe, of an address', () => {
  test('finds a closed port refused, without a word of colour', async () => {
    const port = await unusedPort();

    const { code, out } = await runCamwatch(
      'probe',
      '--address',
      LOOPBACK,
      '--port',
      String(port),
      '--as',
      'tcp',
      '--lang',
      'en',
    );

    expect(code).toBe(1);
    expect(out).toMatch(
      /^127\.0\.0\.1 · not in an inventory · no credentials\n\n {2}service {2}down \(connection refused\) {2}tcp/,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
    expect(out).not.toMatch(/\u001b/);
  });

  test.each([
    [[], 'error: expected a device of the inventory or --address, one of them'],
    [
      ['cam-1', '--address', '127.0.0.1'],
      'error: expected a device of the inventory or --address, one of them',
    ],
    [['cam-1', '--port', '80'], 'error: --port goes with --address: a device has its own in the inventory'],
    [['--address', '127.0.0.1'], 'error: expected --as or --walk with --address'],
    [
      ['--address', '127.0.0.1', '--as', 'snmp', '--credentials', 'admin:hunter2'],
      'error: expected --credentials env:NAME, file:/path or credential:NAME, got [redacted]',
    ],
    [
      ['--address', '127.0.0.1', '--as', 'ftp'],
      "error: option '--as <prober>' argument 'ftp' is invalid. expected icmp, tcp, snmp, onvif, rtsp",
    ],
  ])('misuse is told, a typed secret is not repeated: %j', async (args, message) => {
    const { code, err } = await runCamwatch('probe', ...args);

    expect(code).toBe(2);
    expect(err.split('\n')[0]).toBe(message);
    expect(err).not.toContain('hunter2');
  });
});

describe('camwatch probe, against snmpd', () => {
  let agent: Snmpd;
  beforeAll(async () => {
    agent = await startSnmpd(`rocommunity public
rocommunity hidden
sysName probe-me
createUser watcher SHA-256 "authpass1" AES "privpass1"
rouser watcher authpriv`);
  });
  afterAll(() => agent.stop());
  const at = () => ['probe', '--address', agent.address, '--port', String(agent.port), '--lang', 'en'];

  async function secretFile(text: string): Promise<string> {
    const file = join(await writeConfigFolder(), 'secret.txt');
    await writeFile(file, text);
    return `file:${file}`;
  }

  test('asks by v2c with the community that agents are delivered with, and finds that worth a finding', async () => {
    const { code, out } = await runCamwatch(...at(), '--as', 'snmp');

    expect(code).toBe(0);
    expect(out).toMatch(/→ SNMPv2c GET sysUpTime/);
    expect(out).toMatch(/^ {2}name +probe-me +\(snmp\)$/m);
    expect(out).toMatch(/^ +1 +lo +up /m);
    expect(out).toContain('  default-community: ');
  });

  test('asks by v3, and tells a wrong key from a wrong user', async () => {
    const user = (name: string, password: string) =>
      secretFile(
        `snmp: { version: "3", user: ${name}, auth_password: ${password}, privacy_password: privpass1 }`,
      );
    const ask = async (name: string, password: string) =>
      await runCamwatch(...at(), '--as', 'snmp', '--credentials', await user(name, password));

    const [right, key, name] = [
      await ask('watcher', 'authpass1'),
      await ask('watcher', 'authpass2'),
      await ask('nobody', 'authpass1'),
    ];

    expect(right.out).toMatch(/→ SNMPv3 GET sysUpTime/);
    expect(right.out).toMatch(/^ {2}name +probe-me/m);
    expect(key.out).toContain('⇒ unknown (no access, wrong SNMP key)');
    expect(name.out).toContain('⇒ unknown (no access, unknown SNMP user)');
    expect([right.code, key.code, name.code]).toEqual([0, 1, 1]);
    expect(key.out).not.toContain('authpass2');
  });

  test('walks what it offers, within bounds', async () => {
    const { code, out } = await runCamwatch(...at(), '--walk', '1.3.6.1.2.1.1', '--max-rows', '5');

    expect(code).toBe(0);
    expect(out).toMatch(/^1\.3\.6\.1\.2\.1\.1\.5\.0 +sysName\.0 +octets +probe-me$/m);
    expect(out).toContain('5 objects; the device has more (--max-rows).');
    expect(out).toContain('docs/makers.md');
  });

  test('walks as JSON', async () => {
    const { out } = await runCamwatch(...at(), '--walk', '1.3.6.1.2.1.1.5', '--json');

    expect(JSON.parse(out)).toEqual({
      address: agent.address,
      port: agent.port,
      isComplete: true,
      rows: [{ name: 'sysName.0', oid: '1.3.6.1.2.1.1.5.0', type: 'octets', text: 'probe-me' }],
      uses: [],
      branches: [],
    });
  });

  test('a walk of a closed port says so', async () => {
    const port = await unusedUdpPort(agent.address);

    const { code, out, err } = await runCamwatch(
      'probe',
      '--address',
      agent.address,
      '--port',
      String(port),
      '--lang',
      'en',
      '--walk',
    );

    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^connection refused: /);
  });

  test('a walk that is refused says why', async () => {
    const { code, out } = await runCamwatch(
      ...at(),
      '--walk',
      '--credentials',
      await secretFile('snmp: { version: "3", user: nobody, auth_password: authpass1 }'),
    );

    expect(code).toBe(1);
    expect(out).toMatch(/^unknown SNMP user: /);
  });
});

describe('camwatch probe, by TLS', () => {
  /** The camera of an inventory that pins a key, or none. */
  async function cityWithPin(port: number, pin: string): Promise<string> {
    const dir = await cityWith({});
    await writeFile(
      join(dir, 'camwatch.yaml'),
      `${SOUND_FILES['camwatch.yaml']}  every:\n    stream: { prober: rtsp, interval: 60s, timeout: 5s, port: ${port}, transport: tls, path: /live }\n`,
    );
    await writeFile(
      join(dir, 'devices.csv'),
      `id,name,kind,site,agency,accepted,profile,address,credentials,tls_pin\ncam-1,Camera 1,camera,pole-1,police,2025-01-01,every,${LOOPBACK},file:${join(dir, 'secret.txt')},${pin}\n`,
    );
    return dir;
  }
  const wantsBasic = wellBehaved({
    DESCRIBE: () => status(401, 'Unauthorized', 'WWW-Authenticate: Basic realm="cam"'),
  });

  test('prints the key to be pinned, and why a password was not given to it', async () => {
    const server = await startRtspServer(wantsBasic, SELF_SIGNED);
    const dir = await cityWithPin(server.port, '');

    const { code, out } = await runCamwatch('probe', 'cam-1', '--config', dir, '--lang', 'en');

    expect(code).toBe(1);
    expect(out).toContain(`key (tls_pin)  ${SELF_SIGNED_PIN} (rtsp)`);
    expect(out).toContain('unknown (no access, wants the password in clear)');
    expect(out).toContain('cleartext-login: Asks for the password in clear (rtsp) and does not get it');
    expect(out).toContain('name it in `cleartext_to` of its credentials (docs/credentials.md).');
    expect(server.asked.some(({ headers }) => headers.has('authorization'))).toBe(false);
  });

  test('tells that another key was shown than the pinned one, and asks nothing', async () => {
    const server = await startRtspServer(wantsBasic, SELF_SIGNED);
    const dir = await cityWithPin(server.port, ISSUED_PIN);

    const { code, out } = await runCamwatch('probe', 'cam-1', '--config', dir, '--lang', 'vi');

    expect(code).toBe(1);
    expect(out).toContain(
      `it shows the key ${SELF_SIGNED_PIN} by TLS, which is not the pinned one (tls_pin)`,
    );
    expect(out).toContain('khóa TLS khác khóa đã ghim');
    expect(out).toContain('pin-mismatch: Khóa TLS khác khóa ghi trong danh mục (rtsp luồng hình)');
    expect(server.asked).toEqual([]);
  });
});
