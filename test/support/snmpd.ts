import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextPort } from './next-port.ts';

/** A real agent of Debian's package snmpd, on a loopback address and port of its own. */
export interface Snmpd {
  readonly address: string;
  readonly port: number;
  /** Ends it and starts it again: with what it keeps (its boots are raised) or without (they are not). */
  readonly restart: (memory: 'kept' | 'lost') => Promise<void>;
  readonly stop: () => Promise<void>;
}

const ADDRESS = '127.66.7.1';

/** Starts snmpd with these lines of configuration. */
export async function startSnmpd(config: string): Promise<Snmpd> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-snmpd-'));
  const port = await unusedUdpPort(ADDRESS);
  const file = join(dir, 'snmpd.conf');
  await writeFile(
    file,
    `agentaddress udp:${ADDRESS}:${port}\nexactEngineID 0x80001f8880c0ffee01\n${config}\n`,
  );
  let child = await run(file, join(dir, 'memory'));
  return {
    address: ADDRESS,
    port,
    restart: async (memory) => {
      await end(child);
      if (memory === 'lost') await rm(join(dir, 'memory'), { recursive: true });
      child = await run(file, join(dir, 'memory'));
    },
    stop: async () => {
      await end(child);
      await rm(dir, { recursive: true });
    },
  };
}

async function run(file: string, memory: string): Promise<ChildProcess> {
  const child = spawn('snmpd', ['-f', '-Lo', '-c', file, '-I', '-smux'], {
    // Without MIBs: Debian does not ship them, and snmpd complains of each. Nothing of the machine's own settings is read.
    env: { ...process.env, MIBS: '', SNMPCONFPATH: memory, SNMP_PERSISTENT_DIR: memory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    const onOutput = (chunk: Buffer) => {
      said += chunk;
      // Its last word before it answers.
      if (said.includes('NET-SNMP version')) resolve();
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('error', (error) =>
      reject(new Error(`snmpd is missing: run sh deploy/setup.sh --with all (${error.message})`)),
    );
    child.once('exit', () => reject(new Error(`snmpd ended:\n${said}`)));
  });
  await ready;
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** A UDP port that was free a moment ago, and that no other test takes before it is used. */
export async function unusedUdpPort(address: string): Promise<number> {
  const port = nextPort();
  const socket = createSocket('udp4').bind(port, address);
  try {
    await once(socket, 'listening');
  } catch {
    return unusedUdpPort(address);
  }
  socket.close();
  await once(socket, 'close');
  return port;
}
