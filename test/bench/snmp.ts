import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { community, snmpTarget } from '../support/snmp-question.ts';

/** Switches, each polled by a lane of its own. */
const LANES = 50;
const MOST_POLLS = 4_000;

/**
 * Polls of a switch with 24 ports (status, 64-bit octets, errors, discards, speed, discontinuity by port; sysUpTime), by our
 * prober and by prometheus-snmp-exporter with the same columns, one after the other against the same agents. The agents are
 * a process of their own and are not counted.
 */
export async function benchSnmp({ devices }: { readonly devices: number }): Promise<string> {
  const polls = Math.min(devices, MOST_POLLS);
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-bench-snmp-'));
  const agent = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, '../support/snmp-bench-child.ts'),
      String(LANES),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const switches: readonly Endpoint[] = JSON.parse(await firstLine(agent));
  const exporter = await startExporter(dir);
  try {
    const ours = await measureOurs(switches, polls);
    const theirs = await measureExporter(exporter, switches, polls);
    const cell = (seconds: number) => ((seconds * 10_000) / polls).toFixed(2);
    const both = theirs.exporterS + theirs.clientS;
    return [
      `${polls} polls of 24 ports, ${LANES} at once; ports read: ${ours.ports} and ${theirs.ports}`,
      '| path | CPU-s per 10,000 polls | polls/s |',
      '|---|---|---|',
      `| camwatch | ${cell(ours.cpuS)} | ${Math.round(polls / ours.wallS)} |`,
      `| prometheus-snmp-exporter alone | ${cell(theirs.exporterS)} | ${Math.round(polls / theirs.wallS)} |`,
      `| with the client that fetches and reads its text | ${cell(both)} | |`,
      `| ratio to the exporter alone | ${(theirs.exporterS / ours.cpuS).toFixed(1)} | |`,
      `| ratio with its client | ${(both / ours.cpuS).toFixed(1)} | |`,
      `| failed | ${ours.failed} and ${theirs.failed} | |`,
    ].join('\n');
  } finally {
    for (const child of [agent, exporter.child]) child.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measureOurs(switches: readonly Endpoint[], polls: number) {
  const prober = createSnmpProber({ concurrency: LANES, makers: [] });
  const targets = switches.map((endpoint) => {
    const asked = {
      snmp: community('bench'),
      kind: 'controller',
      interfaces: ['all'],
      timeoutMs: 10_000,
    } as const;
    const { question, ...target } = snmpTarget(endpoint, asked);
    if (question === undefined) throw new Error('no question');
    const { trace: _, ...quiet } = question;
    return { ...target, question: quiet };
  });
  const stop = new AbortController().signal;
  const once = async (lane: number) => {
    const [outcome] = await runProbes(prober, targets.slice(lane, lane + 1), stop);
    return outcome?.report?.interfaces?.length ?? 0;
  };
  try {
    await repeat(300, once);
    const before = process.cpuUsage();
    const run = await repeat(polls, once);
    const { user, system } = process.cpuUsage(before);
    return { ...run, cpuS: (user + system) / 1e6 };
  } finally {
    await prober.close();
  }
}

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

interface Exporter {
  readonly child: ChildProcess;
  readonly url: string;
}

async function measureExporter({ child, url }: Exporter, switches: readonly Endpoint[], polls: number) {
  const once = async (lane: number) => {
    const { address = '', port = 0 } = switches[lane] ?? {};
    const response = await fetch(`${url}/snmp?auth=bench&module=ports&target=${address}:${port}`);
    const values = new Map<string, number>();
    for (const line of (await response.text()).split('\n')) {
      const space = line.lastIndexOf(' ');
      if (space > 0 && !line.startsWith('#')) values.set(line.slice(0, space), Number(line.slice(space + 1)));
    }
    return [...values.keys()].filter((name) => name.startsWith('ifHCInOctets')).length;
  };
  await repeat(300, once);
  const [ownBefore, before] = [process.cpuUsage(), await cpuOf(child)];
  const run = await repeat(polls, once);
  const { user, system } = process.cpuUsage(ownBefore);
  return { ...run, exporterS: (await cpuOf(child)) - before, clientS: (user + system) / 1e6 };
}

/** Runs one after the other in each lane; one that reads no port has failed. */
async function repeat(count: number, once: (lane: number) => Promise<number>) {
  const startedMs = performance.now();
  let [left, failed, ports] = [count, 0, 0];
  const work = async (lane: number) => {
    while (left-- > 0) {
      const read = await once(lane).catch(() => 0);
      if (read === 0) failed++;
      ports = Math.max(ports, read);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => work(lane)));
  return { failed, ports, wallS: (performance.now() - startedMs) / 1_000 };
}

async function startExporter(dir: string): Promise<Exporter> {
  const config = join(dir, 'snmp.yml');
  await writeFile(config, renderExporterConfig());
  const child = spawn(
    'prometheus-snmp-exporter',
    [`--config.file=${config}`, '--web.listen-address=127.0.0.1:0', '--log.level=info'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.once('error', () => reject(new Error('prometheus-snmp-exporter is missing: apt-get install it')));
    child.once('exit', () => reject(new Error(`prometheus-snmp-exporter ended:\n${said}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk;
      const [, found] = /address=127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

const IF = '1.3.6.1.2.1.2.2.1';
const IFX = '1.3.6.1.2.1.31.1.1.1';
/** The columns that a poll of ours reads; the name of a port becomes a label. */
const COLUMNS: Readonly<Record<string, readonly [string, string]>> = {
  ifAdminStatus: [`${IF}.7`, 'gauge'],
  ifOperStatus: [`${IF}.8`, 'gauge'],
  ifInDiscards: [`${IF}.13`, 'counter'],
  ifInErrors: [`${IF}.14`, 'counter'],
  ifOutDiscards: [`${IF}.19`, 'counter'],
  ifOutErrors: [`${IF}.20`, 'counter'],
  ifHCInOctets: [`${IFX}.6`, 'counter'],
  ifHCOutOctets: [`${IFX}.10`, 'counter'],
  ifHighSpeed: [`${IFX}.15`, 'gauge'],
  ifCounterDiscontinuityTime: [`${IFX}.19`, 'gauge'],
};

function renderExporterConfig(): string {
  const metrics = Object.entries(COLUMNS).map(([name, [oid, type]]) => ({
    name,
    oid,
    type,
    help: name,
    indexes: [{ labelname: 'ifIndex', type: 'gauge' }],
    lookups: [{ labels: ['ifIndex'], labelname: 'ifName', oid: `${IFX}.1`, type: 'DisplayString' }],
  }));
  const uptime = { name: 'sysUpTime', oid: '1.3.6.1.2.1.1.3', type: 'gauge', help: 'sysUpTime' };
  const module = {
    walk: [...Object.values(COLUMNS).map(([oid]) => oid), `${IFX}.1`],
    get: ['1.3.6.1.2.1.1.3.0'],
    metrics: [uptime, ...metrics],
    max_repetitions: 25,
  };
  // JSON is YAML.
  return JSON.stringify({
    auths: { bench: { version: 2, community: 'bench' } },
    modules: { ports: module },
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('no output');
  const [chunk] = await once(stdout, 'data');
  return String(chunk).trim();
}

const TICKS_A_SECOND = 100;

/** CPU seconds that a running process has used (Linux). */
async function cpuOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
