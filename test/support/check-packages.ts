import { readFile, writeFile } from 'node:fs/promises';
import { findLicenceProblems, findNodeProblems, findSourceProblems } from './packages/find-problems.ts';
import { parseLock } from './packages/read-lock.ts';
import { licencesInUse, renderPackages } from './packages/render-packages.ts';

/** The step `packages` of `npm run check`; with `--write` it writes what is generated instead of comparing it. */
const PREVIEW = 'dashboards/preview/package-lock.json';
const LIST = 'docs/packages.md';
const NOTICE = 'THIRD-PARTY-NOTICE.md';

/** Pictures are drawn without it: it only saves a start of Node, and `npm ci --ignore-scripts` leaves it out. */
const LEFT_OUT = /^node_modules\/esbuild \S+: expected no install script/;

const packages = await readLock('package-lock.json');
const problems = [
  ...findSourceProblems(packages),
  ...findSourceProblems(await readLock(PREVIEW)).filter((problem) => !LEFT_OUT.test(problem)),
  ...findLicenceProblems(packages),
  ...findNodeProblems(packages),
  ...(await findNoticeProblems()),
];

const list = renderPackages(packages);
if (process.argv.includes('--write')) await writeFile(LIST, list);
else if ((await readFile(LIST, 'utf8')) !== list) {
  problems.push(`${LIST}: expected what npm run generate writes, got another text`);
}

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function readLock(path: string) {
  return parseLock(await readFile(path, 'utf8'));
}

async function findNoticeProblems(): Promise<readonly string[]> {
  const notice = await readFile(NOTICE, 'utf8');
  return licencesInUse(packages)
    .filter((licence) => !notice.includes(licence))
    .map((licence) => `${NOTICE}: expected it to name ${licence}, the licence of a package, got nothing`);
}
