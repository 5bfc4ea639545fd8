import { settleBoth } from '../support/settlers/settle-both.ts';

const PORTION = 250;
const MOST_TOLD = 20;

/** Random ledgers, settled by camwatch and by the verifier, which share no code: how many differ, with their seeds. */
export async function benchSettlers({
  ledgers,
  seed,
}: {
  readonly ledgers: number;
  readonly seed: number;
}): Promise<string> {
  const startedMs = performance.now();
  const different: number[] = [];
  let statements = 0;
  for (let done = 0; done < ledgers; done++) {
    const settled = await settleBoth(seed + done, (seed + done) % 2 === 0 ? 2 : 1, 3);
    statements += settled.statements.length;
    if (settled.differences.length > 0) {
      different.push(seed + done);
      if (different.length <= MOST_TOLD)
        process.stderr.write(
          `bench: seed ${seed + done}\n  ${settled.differences.slice(0, 5).join('\n  ')}\n`,
        );
    }
    if ((done + 1) % PORTION === 0)
      process.stderr.write(
        `bench: ${done + 1} of ${ledgers} ledgers, ${different.length} with a difference\n`,
      );
  }
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
  const rows = [
    ['random ledgers', `${ledgers} (seeds from ${seed})`],
    ['statements compared to the last figure', String(statements)],
    [
      'ledgers with a difference',
      different.length === 0 ? '0' : `${different.length}: ${different.slice(0, MOST_TOLD).join(', ')}`,
    ],
    ['time', `${seconds} s`],
  ];
  return ['| two settlers | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join(
    '\n',
  );
}
