/** What programs need of the environment: where they are, who runs them, and how people here write. None of it is a secret. */
const PASSED_ON = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'TZ',
  'LANG',
  'LANGUAGE',
  'LD_LIBRARY_PATH',
]);

/**
 * The environment of every program that camwatch starts. Passwords stand in our own (`env:NAME`), and a program must not have
 * them to lose: not in a crash report, nor in `/proc/<pid>/environ`, nor through a library of its own.
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && (PASSED_ON.has(name) || name.startsWith('LC_'))) passed[name] = value;
  }
  return passed;
}
