import { type ChildProcess, spawn } from 'node:child_process';
import type { FileHandle } from 'node:fs/promises';
import { Socket } from 'node:net';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { EngineError } from '../probing/prober.ts';
import { openUnnamedFile } from './unnamed-file.ts';

/** What a program left when it had ended. */
export interface FinishedRun {
  readonly exitCode: number;
  readonly output: FileHandle;
  readonly errors: FileHandle;
}

/**
 * A shell that runs one program again and again, one run at a time. The program reads its input from a file and writes to
 * files: it never waits for a reader that is busy. It keeps this process running only while a run is under way.
 */
export interface LauncherShell {
  /** @throws EngineError where the program could not be run to its end. */
  readonly run: (args: readonly string[], input: string) => Promise<FinishedRun>;
  /** Ends the shell and what it runs. */
  readonly kill: () => void;
  readonly isOpen: () => boolean;
}

/**
 * A line of arguments is a run, a line of the answer its exit code. The shell goes on reading meanwhile: when nobody is left
 * to write, it ends with all that it started.
 */
const SCRIPT = `
while read -r arguments; do
  wait
  { "$0" $arguments </dev/fd/3 >&4 2>&5; echo $?; } &
done
kill -KILL 0
`;

export async function openShell(program: string): Promise<LauncherShell> {
  const files: FileHandle[] = [];
  try {
    const input = await keep(files, openUnnamedFile());
    const output = await keep(files, openUnnamedFile());
    const errors = await keep(files, openUnnamedFile());
    return startShell(program, { input, output, errors });
  } catch (error) {
    await closeAll(files);
    throw error;
  }
}

async function keep(files: FileHandle[], opening: Promise<FileHandle>): Promise<FileHandle> {
  const file = await opening;
  files.push(file);
  return file;
}

interface Files {
  readonly input: FileHandle;
  readonly output: FileHandle;
  readonly errors: FileHandle;
}

function startShell(program: string, files: Files): LauncherShell {
  const { input, output, errors } = files;
  // A group of its own: what kills it takes the program with it, and an interrupt of the terminal reaches neither.
  const child = spawn('/bin/sh', ['-c', SCRIPT, program], {
    ...{ env: childEnvironment(), detached: true },
    stdio: ['pipe', 'pipe', 'ignore', input.fd, output.fd, errors.fd],
  });
  let isOpen = true;
  let running: PromiseWithResolvers<number> | undefined;
  const end = (cause?: unknown) => {
    if (isOpen) void closeAll(Object.values(files));
    isOpen = false;
    running?.reject(new EngineError(`the shell that runs ${program} has ended`, { cause }));
  };
  child.once('error', end);
  child.once('exit', () => end());
  child.stdin?.on('error', end);
  child.stdout?.on('data', (line: Buffer) => running?.resolve(Number(line.toString())));
  holdOpen(child, false);
  return {
    isOpen: () => isOpen,
    kill: () => {
      if (isOpen && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    },
    run: async (args, text) => {
      await Promise.all([output.truncate(), errors.truncate(), rewrite(input, text)]);
      if (!isOpen) throw new EngineError(`the shell that runs ${program} has ended`);
      running = Promise.withResolvers<number>();
      holdOpen(child, true);
      child.stdin?.write(`${args.join(' ')}\n`);
      try {
        return { exitCode: await running.promise, output, errors };
      } finally {
        running = undefined;
        holdOpen(child, false);
      }
    },
  };
}

async function rewrite(file: FileHandle, text: string): Promise<void> {
  await file.truncate();
  await file.appendFile(text);
}

/** Whether the event loop waits for it. */
function holdOpen(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, child.stdin, child.stdout]) {
    if (handle === child || handle instanceof Socket) isHeld ? handle.ref() : handle.unref();
  }
}

const closeAll = (files: readonly FileHandle[]) => Promise.allSettled(files.map((file) => file.close()));
