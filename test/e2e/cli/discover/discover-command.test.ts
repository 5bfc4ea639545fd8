import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCamwatch } from '../../../support/camwatch.ts';
import { writeConfigFolder } from '../../../support/config-folder.ts';

/** Two ends of a cable of our own: nothing that is asked here leaves them. */
const [HERE, THERE] = [`cw-a-${process.pid}`, `cw-b-${process.pid}`];
const [OWN, CAMERA] = ['169.254.77.1', '169.254.77.2'];
const PROGRAM = new URL('../../../../camwatch', import.meta.url).pathname;
const CAMERA_PROGRAM = new URL('../../../support/camera-child.ts', import.meta.url).pathname;

const ip = (...args: readonly string[]) => {
  const { status, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`network namespaces need root and ip (iproute2): ${error ?? stderr}`);
};

let camera: ReturnType<typeof spawn> | undefined;

beforeAll(async () => {
  for (const name of [HERE, THERE]) ip('netns', 'add', name);
  ip('link', 'add', 'cam0', 'netns', HERE, 'type', 'veth', 'peer', 'name', 'cam0', 'netns', THERE);
  for (const [name, address] of [
    [HERE, OWN],
    [THERE, CAMERA],
  ] as const) {
    ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'cam0');
    for (const device of ['lo', 'cam0']) ip('-n', name, 'link', 'set', device, 'up');
  }
  const args = ['netns', 'exec', THERE, process.execPath, '--disable-warning=ExperimentalWarning'];
  camera = spawn('ip', [...args, CAMERA_PROGRAM, CAMERA], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (camera.stdout) await once(camera.stdout, 'data');
});

afterAll(() => {
  camera?.kill();
  for (const name of [HERE, THERE]) spawnSync('ip', ['netns', 'del', name]);
});

async function discover(...args: readonly string[]) {
  const child = spawn('ip', ['netns', 'exec', HERE, PROGRAM, 'discover', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

/** The row of devices.csv by its columns. */
function rowOf(out: string): Record<string, string> {
  const [header = '', row = ''] = out.split('\n');
  const fields = row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)?.map((field) => field.replace(/,$/, '')) ?? [];
  const pairs = header.split(',').map((name, index) => [name, fields[index] ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

describe('camwatch discover', () => {
  test('finds a camera on a line, and proposes a row for it', async () => {
    const dir = await writeConfigFolder();

    const { code, out, err } = await discover('--interface', 'cam0', '--for', '500ms', '--config', dir);

    expect(err).toBe('found 1 device: 0 in the inventory already, 1 not\n');
    expect(code).toBe(0);
    expect(rowOf(out)).toEqual({
      id: 'camera-169-254-77-2',
      // Its scope holds what writes the title of a terminal.
      name: '"Hikvision ""Công"" ]0;x"',
      kind: 'camera',
      site: 'to-be-named',
      maker: 'Hikvision',
      model: 'DS-2CD2143',
      profile: 'camera',
      address: CAMERA,
    });
  });

  test('finds it by a sweep as well, of the addresses that are named', async () => {
    const dir = await writeConfigFolder();

    const { out, err } = await discover('--range', `${CAMERA}-3`, '--config', dir, '--json');

    expect(err).toBe('found 1 device: 0 in the inventory already, 1 not\n');
    expect(JSON.parse(out)).toMatchObject({
      found: [
        {
          address: CAMERA,
          seenBy: ['ws-discovery', 'ping', 'port'],
          openPorts: [80, 554],
          speaksOnvif: true,
          hardware: 'DS-2CD2143',
          rtspServer: 'Hikvision RTSP',
          isKnown: false,
        },
      ],
      failures: [],
    });
  });

  test('says nothing of a device that is in the inventory', async () => {
    const dir = await writeConfigFolder({
      'devices.csv': `id,name,kind,site,profile,address\ncam-9,Nine,camera,pole,camera,${CAMERA}\n`,
      'links.csv': 'id,name,near,far,medium\n',
      'handovers.csv': 'at,kind,id,field,from,to\n',
      'sites.csv': 'id,name,area,kind,purpose\npole,Cột,ba-dinh,junction,traffic\n',
    });

    const { out, err } = await discover('--interface', OWN, '--for', '500ms', '--config', dir);

    expect(out).toBe('');
    expect(err).toBe('found 1 device: 1 in the inventory already, 0 not\n');
  });

  test('proposes rows that check refuses until they have a site', async () => {
    const { out } = await discover(
      '--interface',
      'cam0',
      '--for',
      '500ms',
      '--config',
      await writeConfigFolder(),
    );
    const dir = await writeConfigFolder({
      'devices.csv': out,
      'links.csv': 'id,name,near,far,medium\n',
      'handovers.csv': 'at,kind,id,field,from,to\n',
    });

    const { code, err } = await runCamwatch('check', dir);

    expect(code).toBe(1);
    expect(err).toContain('devices.csv:2:4 site: expected a site of sites.csv, got "to-be-named"');
    expect(err.match(/devices\.csv:/g)).toHaveLength(1);
  });

  test('tells of an interface that cannot ask', async () => {
    const { code, err } = await discover('--interface', 'eth7');

    expect(code).toBe(1);
    expect(err).toBe(
      `camwatch: --interface: expected an interface of this machine with an IPv4 address, got "eth7"; there are: lo (127.0.0.1), cam0 (${OWN})\n`,
    );
  });

  test('refuses more than it may sweep, and what is no range', async () => {
    expect(await discover('--range', '127.9.0.0/16')).toEqual({
      code: 1,
      out: '',
      err: 'camwatch: --range: expected at most 4096 addresses, got 65534; name a smaller range, or raise --max-addresses\n',
    });
    expect(await discover('--range', '127.9.0.0/33')).toMatchObject({ code: 2, out: '' });
  });
});
