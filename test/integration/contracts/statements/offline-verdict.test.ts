import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderVerification } from '#cli/statements/render-verification.ts';
import { buildDraft } from '#contracts/statements/build-statement.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { factsOf } from '#test/support/settlement.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

test.each([
  ['en', 'none', 'NOT PROVEN: the file is whole; neither whose key it is nor the ledger was checked'],
  ['en', 'its own', 'NOT PROVEN: signed with the key that was named to you; the ledger was not checked'],
  ['en', 'another', 'RED: do not rely on this file'],
  [
    'vi',
    'none',
    'CHƯA ĐỦ CĂN CỨ: tệp còn nguyên vẹn; chưa kiểm tra khóa là của ai và chưa đối chiếu với sổ ghi',
  ],
  ['vi', 'its own', 'CHƯA ĐỦ CĂN CỨ: tệp được ký bằng khóa đã báo cho bạn; chưa đối chiếu với sổ ghi'],
] as const)(
  'without the ledger a statement is not green: %s, fingerprint: %s',
  (language, named, verdict) => {
    const key = loadStatementKey(join(tempFolder(), 'key.pem'));
    const { text } = sealStatement(buildDraft(factsOf(key, [])), key);
    const fingerprints = {
      none: {},
      'its own': { fingerprint: key.signer.fingerprint },
      another: { fingerprint: 'a'.repeat(64) },
    };

    const verification = verifyStatement({ text, version: '0.1.0', ...fingerprints[named] });
    const words = createWords(language, 'UTC', (_, styled) => styled);

    expect(renderVerification('x.json', verification, words).split('\n')[0]).toBe(`x.json: ${verdict}`);
  },
);
