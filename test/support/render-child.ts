import { createHash } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';

/**
 * Prints the hashes of the documents of sealed figures (their path is the first argument). With `stalled` as the second, threads are
 * ready in the opposite order, the clock is of another year and runs a quarter of a second at each look, and timers come late.
 */
const [path = '', mode] = process.argv.slice(2);
if (mode === 'stalled') stall();

// Loaded late: what is stalled is to be so from the beginning.
const { readFigures, RENDERERS } = await import('#reports/actions/write-report.ts');
const { buildDocument } = await import('#reports/actions/build-document.ts');
const figures = readFigures(path);
const document = await buildDocument(figures.document, figures.sha256);
for (const format of ['docx', 'pdf', 'xlsx'] as const) {
  const hash = createHash('sha256').update(await RENDERERS[format](document, figures));
  process.stdout.write(`${format} ${hash.digest('hex')}\n`);
}

function stall(): void {
  stallThreads();
  stallClock();
  stallTimers();
}

/** What was asked last is answered first. */
function stallThreads(): void {
  const { inflate } = zlib;
  let delayMs = 400;
  const late = (bytes: zlib.InputType, done: zlib.CompressCallback) => {
    delayMs = Math.max(0, delayMs - 50);
    const waitMs = delayMs;
    inflate(bytes, (error, result) => setTimeout(() => done(error, result), waitMs));
  };
  Reflect.set(zlib, 'inflate', late);
  syncBuiltinESMExports();
}

function stallClock(): void {
  const Real = Date;
  let nowMs = Real.UTC(2031, 1, 28, 23, 59);
  const look = () => {
    nowMs += 250;
    return nowMs;
  };
  globalThis.Date = new Proxy(Real, {
    construct: (target, args) => Reflect.construct(target, args.length === 0 ? [look()] : args),
    get: (target, name) => (name === 'now' ? look : Reflect.get(target, name)),
  });
}

function stallTimers(): void {
  const real = globalThis.setImmediate;
  Reflect.set(globalThis, 'setImmediate', (act: (...args: unknown[]) => void, ...args: unknown[]) =>
    real(() => setTimeout(() => act(...args), 3)),
  );
}
