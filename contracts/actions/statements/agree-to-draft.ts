import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import { contractorParty } from '../../../ledger/decisions/party.ts';
import { refused } from '../../statements/build-statement.ts';
import { expectUnchanged } from '../../statements/record-statement.ts';
import { bodyJson, type Filed, type StatementLife, signOffOf } from '../../statements/statement-register.ts';
import type { SignOff } from '../../statements/statement-schema.ts';
import { openDecisionWriter } from '../open-decision-writer.ts';
import { expectFiled, expectPeriod, type StatementAct, WhichStatement } from './statement-context.ts';

/** What the contractor agrees to: one draft, by its hash. */
export const AgreeToDraft = WhichStatement.extend({
  hash: z
    .string()
    .regex(/^[0-9a-f]{8,64}$/)
    .meta({
      value: 'sha256',
      expected: {
        en: 'expected at least the first 8 digits of a SHA-256, in small letters',
        vi: 'cần ít nhất 8 ký tự đầu của mã băm SHA-256, chữ thường',
      },
    })
    .describe('SHA-256 of the draft that is agreed to, or its beginning'),
});

export interface AgreedResult {
  readonly id: string;
  readonly signOff: SignOff;
}

/**
 * Puts on record that the contractor agrees to the draft that stands, which ends its time to object; what it objected to before
 * stays disputed. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED
 */
export function agreeToDraft(
  { statements, author, by }: Pick<StatementAct, 'statements' | 'author'> & { readonly by: string },
  input: z.input<typeof AgreeToDraft>,
): AgreedResult {
  const { contract, hash, ...wish } = parseInput(AgreeToDraft, input);
  const period = expectPeriod(statements, contract, wish.period);
  statements.expectContract(contract);
  const life = statements.life(contract, period);
  const draft = expectOpenDraft(life, hash);
  const party = by.startsWith('contractor:') ? by : contractorParty(by);
  const contractor = contractorParty(statements.documentOf(draft).contract.contractor);
  if (party !== contractor)
    throw refused(life.id, {
      en: `expected ${contractor}, who alone may agree, got ${party}`,
      vi: `chỉ ${contractor} được đồng ý, nhận được ${party}`,
    });
  using writer = openDecisionWriter(statements, author);
  const said = { by: party, of: draft.sha256 };
  const step = { id: life.id, action: 'agreed', body: bodyJson({ ...said, files: [] }) };
  const { seq, recordedMs } = writer.append('statement', step, expectUnchanged(life));
  return { id: life.id, signOff: { seq, recordedMs, author, ...said } };
}

/** The draft that stands, where it is the one that was looked at and nobody agreed to it yet. */
function expectOpenDraft(life: StatementLife, hash: string): Filed {
  expectFiled(life);
  if (life.issued || !life.draft)
    throw refused(life.id, {
      en: 'is issued already: there is no draft left to agree to',
      vi: 'đã phát hành: không còn dự thảo nào để đồng ý',
    });
  if (!life.draft.sha256.startsWith(hash))
    throw refused(life.id, {
      en: `another draft stands now, with the hash ${life.draft.sha256}, got ${hash}: look at it before you agree`,
      vi: `nay có dự thảo khác, mã băm ${life.draft.sha256}, nhận được ${hash}: hãy xem dự thảo đó trước khi đồng ý`,
    });
  const signOff = signOffOf(life);
  if (signOff)
    throw refused(life.id, {
      en: `is agreed to already (${new Date(signOff.recordedMs).toISOString()} by ${signOff.author})`,
      vi: `đã được đồng ý (${new Date(signOff.recordedMs).toISOString()}, ${signOff.author})`,
    });
  return life.draft;
}
