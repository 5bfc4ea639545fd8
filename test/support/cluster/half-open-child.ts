// Two machines of which one echoes what the other sends, while a connection of theirs is half open; what came back when goes to
// standard output.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createNetwork } from '#simulator/cluster/network.ts';

const PORT = 7_000;
const ECHO = `require('net').createServer((it) => it.pipe(it)).listen(${PORT}, () => console.log('listening'))`;
/** Says what comes back, and sends what it is told, on the connection that is named before it. */
const TALK = `
const open = new Map();
require('readline').createInterface(process.stdin).on('line', (line) => {
  const [name, text] = line.split(' ');
  const to = open.get(name) ?? require('net').connect(${PORT}, process.argv[1]);
  open.set(name, to);
  if (to.listenerCount('data') === 0) to.on('data', (back) => console.log(name, String(back))).on('error', (error) => console.log(name, error.code));
  to.write(text);
});`;

process.stdin.resume().once('end', () => process.exit(1));
const network = createNetwork();
const address = network.join('m1');
network.join('m2');
const start = (machine: string, ...words: readonly string[]) =>
  spawn('ip', ['netns', 'exec', machine, process.execPath, '-e', ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
const echo = start('m1', ECHO);
await once(echo.stdout, 'data');
const talker = start('m2', TALK, address);
const back: string[] = [];
const lines = createInterface(talker.stdout).on('line', (line) => back.push(line));
const send = (line: string) => talker.stdin.write(`${line}\n`);
const untilBack = async (count: number) => {
  while (back.length < count) await once(lines, 'line');
};

send('first a');
await untilBack(1);
const halfOpen = network.halfOpen('m2', PORT);
send('first b');
send('second c');
await untilBack(2);
network.mend('m2');
await untilBack(3);
process.stdout.write(JSON.stringify({ halfOpen, back }));
process.exit(0);
