#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyProof } from './proof.mjs';
import { EXIT_CODES, renderReport } from './report.mjs';
import { linesOf } from './sealed/chain.mjs';
import { verifyStatement } from './verify-statement.mjs';

const HELP = `Usage: node verify.mjs <statement.json> <ledger-export.jsonl> [options]
       node verify.mjs --proof <proof.json> [statement.json] [--fingerprint <hex>]

Checks a statement of camwatch against an export of its ledger: the chain, the seal, the signature; settles the period again
from the rows, by docs/rules.md, and compares every figure. Shares no code with camwatch and needs nothing but Node 20.

Options:
  --fingerprint <hex>  the fingerprint of the key that you were told by another way
  --checkpoint <file>  a checkpoint that you keep: its row must be in the export
  --collector <file>   an export of a collector's own ledger: the rows of it that the ledger has must be the same (may be repeated)
  --proof <file>       check a proof of one line or outage, by itself or with its statement; nothing is settled
  --json               print JSON
  --lang <vi|en>       language (default: of LANG, else en)
  -h, --help           print this

Exit code: 0 green; 1 something differs; 2 something could not be checked (rows withheld, no fingerprint, bad input).
`;

function main() {
  const { values, positionals } = readArguments();
  if (values.help) return void process.stdout.write(HELP);
  const [statement, ledger] = positionals;
  if (values.proof !== undefined && ledger === undefined) return checkProof(values.proof, statement, values);
  if (ledger === undefined || positionals.length > 2)
    fail('expected a statement and an export of the ledger; see --help');
  const language = languageOf(values);
  const checkpoint = values.checkpoint && read(values.checkpoint);
  const collectors = (values.collector ?? []).map(linesOf);
  const told = { fingerprint: values.fingerprint, checkpoint, language, collectors };
  const text = read(statement);
  tell(
    trying(ledger, () => verifyStatement(text, linesOf(ledger), told)),
    language,
    values.json,
  );
}

/** @param {string} proof @param {string | undefined} statement @param {{ fingerprint?: string, json?: boolean, lang?: string }} values */
function checkProof(proof, statement, { fingerprint, json, lang }) {
  const text = read(proof);
  const language = languageOf({ lang });
  const told = { fingerprint, statement: statement && read(statement), language };
  tell(
    trying(proof, () => verifyProof(text, told)),
    language,
    json,
  );
}

/** @param {{ lang?: string }} values */
function languageOf({ lang = process.env.LANG?.startsWith('vi') ? 'vi' : 'en' }) {
  return lang === 'vi' || lang === 'en' ? lang : fail(`--lang: expected vi or en, got ${lang}`);
}

/** @param {import('./report.mjs').Verdict} verdict @param {string} language @param {boolean | undefined} json */
function tell(verdict, language, json) {
  process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : `${renderReport(verdict, language)}\n`);
  process.exitCode = EXIT_CODES[verdict.verdict];
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        fingerprint: { type: 'string' },
        checkpoint: { type: 'string' },
        collector: { type: 'string', multiple: true },
        proof: { type: 'string' },
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
