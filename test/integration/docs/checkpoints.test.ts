import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderHead } from '#ledger/checkpoint/checkpoint.ts';
import { rawKeyOf } from '#ledger/checkpoint/signed-note.ts';
import { issueCheckpoint } from '#ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { runProgram } from '#test/support/run-program.ts';
import { openTempLedger, tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';
import { openssl } from '#test/support/time-stamp-authority.ts';
import { verifyCheckpoint } from '#test/support/verify-checkpoint.ts';

const DOC = new URL('../../../docs/checkpoints.md', import.meta.url);
const NAME = 'dost.example.org/camwatch';

const publicOf = (file: string): string =>
  rawKeyOf(createPublicKey(createPrivateKey(readFileSync(file)))).toString('base64');

/** The recipes of the page, as they stand there, with OpenSSL and the shell alone. */
test('the recipes of docs/checkpoints.md check and cosign a checkpoint', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const file = (name: string) => join(folder, name);
  const path = tempLedgerPath();
  await (await openTempLedger(path)).close();
  for (const name of ['operator', 'ours'])
    await openssl(['genpkey', '-algorithm', 'ed25519', '-out', file(`${name}.key`)]);
  await openssl(['pkey', '-in', file('operator.key'), '-pubout', '-out', file('operator.pem')]);
  const privateKey = createPrivateKey(readFileSync(file('operator.key')));
  const { written, checkpoint } = issueCheckpoint(path, {
    ...{ collector: 'collector-1', author: 'an', privateKey, nowMs: () => 1 },
  });
  writeFileSync(file('checkpoint.txt'), written);
  const text = readFileSync(DOC, 'utf8');
  const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(text) ?? [];
  writeFileSync(file('cosign.sh'), script);
  const check = text.split('\n').filter((line) => /^ {6}(?:sed|tail|openssl) /.test(line));
  writeFileSync(file('check.sh'), `cd ${folder}\n${check.join('\n')}\n`);

  const checked = await runProgram('bash', [file('check.sh')], 'bash');
  const cosigned = await runProgram(
    'bash',
    [file('cosign.sh'), file('checkpoint.txt'), file('ours.key'), NAME],
    'bash',
  );

  expect(check).toHaveLength(3);
  expect(checked).toMatchObject({ exitCode: 0, out: 'Signature Verified Successfully\n' });
  expect(cosigned).toMatchObject({ exitCode: 0, err: '' });
  const [origin = ''] = written.split('\n');
  const keys = {
    log: { [origin]: publicOf(file('operator.key')) },
    witness: { [NAME]: publicOf(file('ours.key')) },
  };
  expect(
    verifyCheckpoint(written + cosigned.out, `${checkpoint.heads.map(renderHead).join('\n')}\n`, keys),
  ).toEqual({
    signed: [`log ${origin}`, expect.stringMatching(new RegExp(`^witness ${NAME} \\d{10}$`))],
    problems: [],
  });
});
