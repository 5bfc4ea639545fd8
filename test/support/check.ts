import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/** `tsc` of `node_modules/.bin` is the one that dependency-cruiser and ts-json-schema-generator can use. */
const TSC = ['node', 'node_modules/typescript-native/bin/tsc'];

/** Everything that must hold before the tests run, each under the name a person knows it by. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  'format and lint': ['biome', 'ci', '--colors=off', '.'],
  promises: ['oxlint', '--deny-warnings'],
  types: [...TSC, '--noEmit'],
  'types of the verifier': [...TSC, '--noEmit', '-p', 'verifier'],
  'dead code': ['knip', '--no-progress'],
  'generated files': ['node', '--disable-warning=ExperimentalWarning', 'cli/main.ts', 'generate', '--check'],
  "shapes of Grafana's SDK": [
    'node',
    '--disable-warning=ExperimentalWarning',
    'test/support/grafana-schema/write-schema.ts',
    '--check',
  ],
  packages: ['node', '--disable-warning=ExperimentalWarning', 'test/support/check-packages.ts'],
};

const FOLDERS = (await readdir('.', { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  .map(({ name }) => name)
  .filter((name) => !['node_modules', 'docs', 'deploy', 'data', 'coverage'].includes(name));

const queue = Object.entries(STEPS).values();
const failures: string[] = [];
// Two at a time: the machine that checks has two cores.
await Promise.all([work(), work(), checkBoundaries()]);
if (failures.length > 0) {
  process.stdout.write(`\n${failures.length} of the checks failed: ${failures.join(', ')}\n`);
  process.exitCode = 1;
}

async function work(): Promise<void> {
  for (const [name, command] of queue) {
    const { code, output, seconds } = await run(command);
    report(name, code === 0, seconds, output);
  }
}

/** With a parser it cannot use, dependency-cruiser reads no module and finds no fault: count what it read. */
async function checkBoundaries(): Promise<void> {
  const command = ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...FOLDERS];
  const { output, seconds } = await run(command);
  const { summary, modules } = JSON.parse(output);
  const sources = modules.filter(({ source }: { source: string }) => /\.(ts|mjs)$/.test(source)).length;
  const expected = await countSources();
  const violations = summary.violations.map(
    (violation: { rule: { name: string }; from: string; to: string }) =>
      `${violation.rule.name}: ${violation.from} → ${violation.to}`,
  );
  if (sources < expected) violations.push(`read ${sources} of ${expected} modules`);
  report(`boundaries (${sources} modules)`, violations.length === 0, seconds, violations.join('\n'));
}

async function countSources(): Promise<number> {
  const lists = await Promise.all(FOLDERS.map((folder) => readdir(folder, { recursive: true })));
  return lists
    .flat()
    .filter(
      (name) => /\.(ts|mjs)$/.test(name) && !name.endsWith('.d.ts') && !/node_modules|^preview\//.test(name),
    ).length;
}

function report(name: string, isFine: boolean, seconds: number, output: string): void {
  process.stdout.write(`${isFine ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)\n`);
  if (isFine) return;
  failures.push(name);
  process.stdout.write(`${output.trimEnd()}\n`);
}

async function run([program = '', ...args]: readonly string[]) {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number>((resolve, reject) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', reject);
  });
  const [code, output, errors] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, output: output + errors, seconds: (performance.now() - startedMs) / 1_000 };
}
