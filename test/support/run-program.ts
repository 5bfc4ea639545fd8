import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Runs a program of the system to its end. @throws where it is not installed: such a test fails and is not skipped. */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  debianPackage: string,
): Promise<{ readonly exitCode: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) => {
      reject(new Error(`${program} is missing: apt-get install ${debianPackage}`, { cause }));
    });
    child.on('close', resolve);
  });
  const [exitCode, out, err] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
  return { exitCode, out, err };
}
