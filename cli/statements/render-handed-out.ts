import type { HandedOut } from '../../contracts/statements/handed-out.ts';
import { listFiled, type StatementLife } from '../../contracts/statements/statement-register.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { handedOutTexts } from '../../reports/statement/words/handed-out-texts.ts';
import type { Words } from '../../reports/statement/words/words.ts';
import type { StatementScope } from './statement-scope.ts';

/** Files that were handed out, one a line: of which step of the statement, when, by whom and to whom. */
export function renderHandedOut(
  handedOut: readonly HandedOut[],
  life: StatementLife,
  { words, language }: Pick<StatementScope, 'words' | 'language'>,
): readonly string[] {
  const texts = handedOutTexts(language);
  return handedOut.map(({ recordedMs, file, of, author, to, seq }) =>
    texts.line({
      time: words.time(recordedMs),
      name: showUntrusted(file.name),
      format: file.format.toUpperCase(),
      of: nameStep(of, life, words),
      author: showUntrusted(author),
      to: to === undefined ? undefined : showUntrusted(to),
      row: String(seq),
    }),
  );
}

function nameStep(of: string, life: StatementLife, { texts }: Words): string {
  const filed = listFiled(life).find(({ sha256 }) => sha256 === of);
  if (!filed) return life.id;
  const step =
    filed.action === 'restated'
      ? texts.restatement(filed.number)
      : (texts.actions[filed.action] ?? filed.action);
  return `${life.id}, ${step}`;
}
