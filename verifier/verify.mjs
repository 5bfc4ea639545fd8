#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { linesOf } from './chain.mjs';
import { EXIT_CODES, renderReport } from './report.mjs';
import { checkVectors } from './vectors.mjs';
import { verifyStatement } from './verify-statement.mjs';

const HELP = `Usage: node verify.mjs <statement.json> <ledger-export.jsonl> [options]
       node verify.mjs --vectors <rules-vectors.json>

Checks a statement of camwatch against an export of its ledger: the chain, the seal, the signature; settles the period again
from the rows, by docs/rules.md, and compares every figure. Shares no code with camwatch and needs nothing but Node 20.

Options:
  --fingerprint <hex>  the fingerprint of the key that you were told by another way
  --checkpoint <file>  a checkpoint that you keep: its row must be in the export
  --vectors <file>     settle the examples of the rules instead
  --json               print JSON
  --lang <vi|en>       language (default: of LANG, else en)
  -h, --help           print this

Exit code: 0 green; 1 something differs; 2 something could not be checked (rows withheld, no fingerprint, bad input).
`;

function main() {
  const { values, positionals } = readArguments();
  if (values.help) return void process.stdout.write(HELP);
  if (values.vectors !== undefined) return checkExamples(values.vectors);
  const [statement, ledger] = positionals;
  if (ledger === undefined || positionals.length > 2)
    fail('expected a statement and an export of the ledger; see --help');
  const language = values.lang ?? (process.env.LANG?.startsWith('vi') ? 'vi' : 'en');
  if (language !== 'vi' && language !== 'en') fail(`--lang: expected vi or en, got ${language}`);
  const told = {
    fingerprint: values.fingerprint,
    checkpoint: values.checkpoint && read(values.checkpoint),
    language,
  };
  const verdict = verifyStatement(
    read(statement),
    trying(ledger, () => linesOf(ledger)),
    told,
  );
  process.stdout.write(values.json ? `${JSON.stringify(verdict)}\n` : `${renderReport(verdict, language)}\n`);
  process.exitCode = EXIT_CODES[verdict.verdict];
}

/** @param {string} path */
function checkExamples(path) {
  const vectors = trying(path, () => JSON.parse(readFileSync(path, 'utf8')));
  const misses = checkVectors(vectors);
  const lines = misses.map(
    ({ id, rules, where, expected, settled }) =>
      `${id}, version ${rules}: ${where}: expected ${JSON.stringify(expected)}, settled ${JSON.stringify(settled)}`,
  );
  process.stdout.write(`${[...lines, `${vectors.length} examples, ${misses.length} differ`].join('\n')}\n`);
  process.exitCode = misses.length > 0 ? 1 : 0;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        fingerprint: { type: 'string' },
        checkpoint: { type: 'string' },
        vectors: { type: 'string' },
        json: { type: 'boolean' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} path */
const read = (path) => trying(path, () => readFileSync(path, 'utf8'));

/** @template Value @param {string} path @param {() => Value} work @returns {Value} */
function trying(path, work) {
  try {
    return work();
  } catch (error) {
    return fail(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`verify: ${message}\n`);
  process.exit(2);
}

main();
