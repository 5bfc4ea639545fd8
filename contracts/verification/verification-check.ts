import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';

/** What became of one check of a file that somebody hands in. */
export interface VerificationCheck<Name extends string> {
  readonly name: Name;
  readonly outcome: 'good' | 'bad' | 'not-checked';
  /** What was found, one sentence each; safe to print. */
  readonly problems: readonly string[];
}

/** A check that was made: bad where it found anything. */
export const checkOf = <Name extends string>(
  name: Name,
  problems: readonly string[],
): VerificationCheck<Name> => ({
  name,
  outcome: problems.length > 0 ? 'bad' : 'good',
  problems: problems.map(showUntrusted),
});

/** All checks in their order; those that were not made say so. */
export const listChecks = <Name extends string>(
  names: readonly Name[],
  done: readonly VerificationCheck<Name>[],
): readonly VerificationCheck<Name>[] =>
  names.map(
    (name) => done.find((check) => check.name === name) ?? { name, outcome: 'not-checked', problems: [] },
  );

export const isGood = (checks: readonly VerificationCheck<string>[]): boolean =>
  checks.every(({ outcome }) => outcome !== 'bad');
