import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { BROWSER_FLAGS } from '#demo/preview/draw-pictures.ts';

const FLAGS = [...BROWSER_FLAGS, '--remote-debugging-port=0'];

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export interface BrowserPage {
  /** Runs an expression in the page and returns its (JSON) value. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly open: (url: string, viewport: Viewport) => Promise<void>;
  /** A PNG of what the window shows. */
  readonly screenshot: () => Promise<Buffer>;
  /** Errors of the console: scripts that failed, content that the policy refused. */
  readonly errors: readonly string[];
}

/** Starts Chromium with one empty page, ended with everything it wrote when the calling test ends. */
export async function startBrowser(): Promise<BrowserPage> {
  const profile = await mkdtemp(join(tmpdir(), 'camwatch-chromium-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  return connectToPage(await debuggingPort(child));
}

/** Chromium prints the port that it chose. */
async function debuggingPort({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('no stderr');
  for await (const line of createInterface({ input: stderr })) {
    const [, port] = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line) ?? [];
    if (port !== undefined) return port;
  }
  throw new Error('Chromium ended before it listened');
}

interface Answer {
  id?: number;
  method?: string;
  params?: { entry?: { level: string; text: string }; exceptionDetails?: { text: string } };
  result?: { data?: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };
  error?: { message: string };
}

async function connectToPage(port: string): Promise<BrowserPage> {
  const response = await fetch(`http://127.0.0.1:${port}/json`);
  const targets = (await response.json()) as { type: string; webSocketDebuggerUrl: string }[];
  const target = targets.find(({ type }) => type === 'page');
  if (!target) throw new Error('Chromium has no page');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, 'open');
  onTestFinished(() => socket.close());

  const waiting = new Map<number, (answer: Answer) => void>();
  const events = new EventTarget();
  const errors: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    if (answer.params?.entry?.level === 'error') errors.push(answer.params.entry.text);
    if (answer.params?.exceptionDetails) errors.push(answer.params.exceptionDetails.text);
    if (answer.method !== undefined) events.dispatchEvent(new Event(answer.method));
  });
  let lastId = 0;
  const send = async (method: string, params: object = {}) => {
    const id = ++lastId;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  await send('Page.enable');
  await send('Log.enable');
  await send('Runtime.enable');
  return {
    errors,
    open: async (url, { width, height }) => {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: width < 600,
      });
      const loaded = once(events, 'Page.loadEventFired');
      await send('Page.navigate', { url });
      await loaded;
    },
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result?.value;
    },
    screenshot: async () => {
      const { data = '' } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}
