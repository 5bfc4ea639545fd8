import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
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
  /** From then on as it is printed. */
  readonly onPaper: () => Promise<void>;
  /** A PNG of what the window shows. */
  readonly screenshot: () => Promise<Buffer>;
  /** Errors of the console: scripts that failed, content that the policy refused. */
  readonly errors: readonly string[];
}

/**
 * One Chromium for all tests of a file, ended with everything it wrote after the last of them. Each call opens an empty
 * page without cookies or cache of another, closed when the calling test ends.
 */
export function useBrowser(): () => Promise<BrowserPage> {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  });
  afterAll(() => chromium.end());
  return () => openPage(chromium);
}

interface Chromium {
  /** Where it takes pages of its own to: `127.0.0.1:<port>`. */
  readonly place: string;
  readonly send: Send;
  readonly end: () => Promise<void>;
}

type Send = (method: string, params?: object) => Promise<Result>;

async function startChromium(): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'camwatch-chromium-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const place = `127.0.0.1:${await debuggingPort(child)}`;
  const { webSocketDebuggerUrl } = (await (await fetch(`http://${place}/json/version`)).json()) as {
    webSocketDebuggerUrl: string;
  };
  const { send, close } = await connect(webSocketDebuggerUrl, () => {});
  return {
    place,
    send,
    end: async () => {
      close();
      child.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
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

interface Result {
  readonly data?: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
  readonly browserContextId?: string;
  readonly targetId?: string;
}

interface Answer {
  id?: number;
  method?: string;
  params?: { entry?: { level: string; text: string }; exceptionDetails?: { text: string } };
  result?: Result;
  error?: { message: string };
}

async function connect(url: string, onAnswer: (answer: Answer) => void) {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    onAnswer(answer);
  });
  let lastId = 0;
  const send: Send = async (method, params = {}) => {
    const id = ++lastId;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  return { send, close: () => socket.close() };
}

async function openPage(chromium: Chromium): Promise<BrowserPage> {
  const { browserContextId } = await chromium.send('Target.createBrowserContext');
  const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const events = new EventTarget();
  const errors: string[] = [];
  const url = `ws://${chromium.place}/devtools/page/${targetId}`;
  const { send, close } = await connect(url, ({ method, params }) => {
    if (params?.entry?.level === 'error') errors.push(params.entry.text);
    if (params?.exceptionDetails) errors.push(params.exceptionDetails.text);
    if (method !== undefined) events.dispatchEvent(new Event(method));
  });
  onTestFinished(async () => {
    close();
    await chromium.send('Target.disposeBrowserContext', { browserContextId });
  });
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
    onPaper: async () => void (await send('Emulation.setEmulatedMedia', { media: 'print' })),
    screenshot: async () => {
      const { data = '' } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}
