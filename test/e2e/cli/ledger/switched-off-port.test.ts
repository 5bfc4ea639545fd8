import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { openIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';

const [HERE, SWITCH, STREET] = ['here', 'switch', 'street'].map((name) => `cw-${name}-${process.pid}`) as [
  string,
  string,
  string,
];
const PROGRAM = new URL('../../../../camwatch', import.meta.url).pathname;
const PATIENCE = { timeout: 60_000, interval: 200 };
/** Its port to the street, as its agent names it. */
const PORT = 'port1';
const CAMERAS = ['10.78.1.2', '10.78.1.3'];

function ip(...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`network namespaces need root and ip (iproute2): ${error ?? stderr}`);
}

let folder: string;
let agent: ChildProcess;

/**
 * A switch that is a real one: Linux forwards between two cables, and Debian's snmpd tells what the kernel says of its ports. The
 * cameras of a street hang on its port.
 */
beforeAll(async () => {
  for (const name of [HERE, SWITCH, STREET]) {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }
  ip('link', 'add', 'uplink', 'netns', HERE, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', SWITCH);
  ip('link', 'add', PORT, 'netns', SWITCH, 'type', 'veth', 'peer', 'name', PORT, 'netns', STREET);
  for (const [space, device, ...addresses] of [
    [HERE, 'uplink', '10.78.0.1'],
    [SWITCH, 'uplink', '10.78.0.2'],
    [SWITCH, PORT, '10.78.1.1'],
    [STREET, PORT, ...CAMERAS],
  ] as const) {
    for (const address of addresses) ip('-n', space, 'address', 'add', `${address}/24`, 'dev', device);
    ip('-n', space, 'link', 'set', device, 'up');
  }
  ip('netns', 'exec', SWITCH, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  ip('-n', HERE, 'route', 'add', '10.78.1.0/24', 'via', '10.78.0.2');
  ip('-n', STREET, 'route', 'add', 'default', 'via', '10.78.1.1');

  folder = await mkdtemp(join(tmpdir(), 'camwatch-switch-'));
  const conf = join(folder, 'agent.conf');
  await writeFile(conf, 'agentaddress udp:10.78.0.2:161\nrocommunity of-the-street\n');
  agent = spawn('ip', ['netns', 'exec', SWITCH, 'snmpd', '-f', '-Lo', '-c', conf, '-I', '-smux'], {
    env: {
      ...process.env,
      MIBS: '',
      SNMPCONFPATH: join(folder, 'memory'),
      SNMP_PERSISTENT_DIR: join(folder, 'memory'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (agent.stdout) await readLogLines(agent.stdout).next('NET-SNMP version');
});

afterAll(async () => {
  // It writes what it keeps when it ends.
  const ended = once(agent, 'close');
  agent.kill('SIGTERM');
  await ended;
  for (const name of [HERE, SWITCH, STREET]) spawnSync('ip', ['netns', 'del', name]);
  await rm(folder, { recursive: true, force: true });
});

/** Cameras of one keeper behind the line, and the switch of another, watched by the real command. */
async function watchStreet() {
  const dir = await makeConfigDir({ devices: 0, interval: '1s' });
  const settings = join(dir, 'camwatch.yaml');
  const yaml = await readFile(settings, 'utf8');
  await writeFile(
    settings,
    yaml.replace(
      'page:',
      `  switch:
    reach: { prober: icmp, interval: 1s, timeout: 300ms, recheck: 1s }
    service: { prober: snmp, interval: 2s, timeout: 1s, recheck: 1s }
page:`,
    ),
  );
  await writeFile(
    join(dir, 'contractors.yaml'),
    `contractors: [{ id: switches, name: Nhà thầu chuyển mạch, kind: maintenance }, { id: cameras, name: Nhà thầu camera, kind: maintenance }]\n`,
  );
  await writeFile(
    join(dir, 'devices.csv'),
    `id,name,kind,site,class,agency,contractor,accepted,profile,address,interfaces,credentials,upstreams
sw-1,Switch,switch,pole-1,,police,switches,2025-08-01,switch,10.78.0.2,${PORT},env:SWITCH_LOGIN,
${CAMERAS.map((address, index) => `cam-${index},Camera ${index},camera,pole-1,fixed,police,cameras,2025-08-01,camera,${address},,,link:line-1`).join('\n')}
`,
  );
  await appendFile(join(dir, 'sites.csv'), 'pole-2,Cột 2,ba-dinh,junction,security,public\n');
  await writeFile(
    join(dir, 'links.csv'),
    `id,name,near,far,medium,interface\nline-1,Line,device:sw-1,site:pole-2,own-fibre,sw-1#${PORT}\n`,
  );
  const child = spawn('ip', ['netns', 'exec', HERE, PROGRAM, 'run', '--config', dir], {
    env: { ...process.env, SWITCH_LOGIN: '{snmp: {community: of-the-street}}' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await readLogLines(child.stderr).next('"watching"');
  const path = join(dir, 'data/ledger.sqlite');
  return { child, path };
}

/** What is on record now of the line and of the cameras. */
function statesOf(path: string) {
  const reader = openLedgerReader(path);
  try {
    const states = new Map<string, string>();
    for (const { entity, indicator, state, reason } of reader.changes())
      if (indicator === 'reach') states.set(entity, reason === undefined ? state : `${state} ${reason}`);
    return Object.fromEntries(states);
  } finally {
    reader.close();
  }
}

function incidentsOf(path: string) {
  const reads = openIncidentReads(path);
  try {
    return reads.incidents().map(({ summary, resolvedMs }) => ({
      root: summary.root,
      isOver: resolvedMs !== undefined,
    }));
  } finally {
    reads.close();
  }
}

const cameras = (state: string) =>
  Object.fromEntries(CAMERAS.map((_, index) => [`device:cam-${index}`, state]));

test('a port of a real switch: switched off, the port is the root; its cable cut at the far end, the line is', async () => {
  const { child, path } = await watchStreet();
  const become = (line: string, camera: string) =>
    vi.waitFor(
      () => expect(statesOf(path)).toMatchObject({ 'link:line-1': line, ...cameras(camera) }),
      PATIENCE,
    );
  const roots = () =>
    incidentsOf(path).map(({ root }) =>
      'port' in root ? `port ${root.port}` : 'entity' in root && root.entity,
    );
  await become('up', 'up');

  ip('-n', SWITCH, 'link', 'set', PORT, 'down');
  await become('unknown switched-off', expect.stringMatching(/^down/));
  await vi.waitFor(() => expect(incidentsOf(path)).toHaveLength(1), PATIENCE);
  expect(roots()).toEqual([`port sw-1#${PORT}`]);
  ip('-n', SWITCH, 'link', 'set', PORT, 'up');
  ip('-n', STREET, 'route', 'replace', 'default', 'via', '10.78.1.1');
  await become('up', 'up');
  await vi.waitFor(() => expect(incidentsOf(path)).toMatchObject([{ isOver: true }]), PATIENCE);

  ip('-n', STREET, 'link', 'set', PORT, 'down');
  await become('down port-down', expect.stringMatching(/^down/));
  // Soon after the first it is the same matter again, by its new cause.
  await vi.waitFor(() => expect(incidentsOf(path)).toMatchObject([{ isOver: false }]), PATIENCE);
  expect(roots()).toEqual(['link:line-1']);

  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
});
