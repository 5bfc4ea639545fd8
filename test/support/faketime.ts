import { globSync } from 'node:fs';

/**
 * The environment of processes whose wall clock goes by a file: `+10y`, `-2d`, `+0`, as faketime reads it; a change is seen within two
 * seconds. Not by the program `faketime`, which fails where a killed process of the same number left a semaphore; and no process of this
 * environment makes one.
 */
export const fakedEnvironment = (file: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ...fakedVariables(file),
});

/** What is added to an environment for it. */
export function fakedVariables(file: string): Readonly<Record<string, string>> {
  const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
  if (library === undefined) throw new Error('libfaketimeMT.so.1 is missing: apt-get install faketime');
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DISABLE_SHM: '1',
  };
}
