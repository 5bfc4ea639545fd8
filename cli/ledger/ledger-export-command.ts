import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { knownCityZone, ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { expectFree } from '../../core/host/expect-free.ts';
import { createPrivateFile } from '../../ledger/files/create-private-file.ts';
import { withLedgerErrors } from '../../ledger/record/ledger-error.ts';
import { exportLedger } from '../../ledger/sqlite/keeping/export-ledger.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

interface ExportCommandOptions extends PlaceOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly includeSecret?: boolean;
}

/** `camwatch ledger export`: the whole record for anybody who wants to recompute it. */
export function buildLedgerExportCommand({ terminal, stop }: Context): Command {
  return addPlaceOptions(new Command('export'))
    .description('Write every row as a JSON line, with its hash and the text that was hashed.')
    .option('--out <file>', 'file to write; standard output without it')
    .option('--force', 'write over a file that is there')
    .option('--include-secret', 'also what is on secret sites; otherwise only the hashes of those rows')
    .addHelpText(
      'after',
      `
The chain can be recomputed from the lines alone; docs/ledger.md says how. A statement is settled again from them by
verifier/verify.mjs, which shares no code with camwatch.

Examples:
  camwatch ledger export --out ledger.jsonl
  camwatch ledger export --config /etc/camwatch | gzip > ledger.jsonl.gz
  camwatch ledger export | jq -r '.body // empty | fromjson | select(.table == "change") | .entity'`,
    )
    .action(async ({ out, force = false, includeSecret, ...place }: ExportCommandOptions) => {
      if (out !== undefined) expectFree(out, force);
      const path = await ledgerPath(place);
      const lines = exportLedger(path, {
        secret: includeSecret ? 'include' : 'withhold',
        timeZone: await knownCityZone(place),
        onProgress: (doneRows, totalRows) => {
          if (out !== undefined) terminal.progress('export', doneRows, totalRows);
        },
        onWithheld: (rows) => {
          if (rows > 0)
            terminal.printError(
              `camwatch: ${rows} rows are withheld down to their hashes: they name secret sites, or what hangs there (--include-secret has them)`,
            );
        },
      });
      if (out === undefined) for (const chunk of inChunks(lines)) terminal.print(chunk);
      else withLedgerErrors(out, () => writeLines(out, lines, stop));
      terminal.clearProgress();
    });
}

/** The file appears when it is whole. */
function writeLines(out: string, lines: Iterable<string>, stop: AbortSignal): void {
  const partial = `${out}.partial`;
  createPrivateFile(partial);
  const descriptor = openSync(partial, 'w');
  try {
    for (const chunk of inChunks(lines)) {
      stop.throwIfAborted();
      writeFileSync(descriptor, `${chunk}\n`);
    }
    renameSync(partial, out);
  } finally {
    closeSync(descriptor);
    rmSync(partial, { force: true });
  }
}

const LINES_PER_CHUNK = 500;

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < LINES_PER_CHUNK) continue;
    yield chunk.join('\n');
    chunk = [];
  }
  if (chunk.length > 0) yield chunk.join('\n');
}
