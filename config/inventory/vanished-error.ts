import { CamwatchError } from '../../core/errors.ts';

const MOST_PRINTED = 200;

export interface Vanished {
  /** `kind:id` */
  readonly key: string;
  readonly name: string | undefined;
}

/** Entries are gone from the configuration that had neither ended nor been confirmed as removed. */
export class VanishedError extends CamwatchError {
  readonly code = 'CONFIG_VANISHED';
  readonly vanished: readonly Vanished[];

  constructor(vanished: readonly Vanished[]) {
    super(render(vanished));
    this.vanished = vanished;
  }
}

function render(vanished: readonly Vanished[]): string {
  const lines = vanished
    .slice(0, MOST_PRINTED)
    .map(({ key, name }) => `  ${key}${name === undefined ? '' : ` (${name})`}`);
  const unprinted = vanished.length - lines.length;
  const subject = vanished.length === 1 ? '1 entry is' : `${vanished.length} entries are`;
  return [
    `${subject} gone from the configuration; expected a date in retired, valid_to or to first, or a confirmation (--confirm-removed), got neither:`,
    ...lines,
    ...(unprinted > 0 ? [`  and ${unprinted} more`] : []),
  ].join('\n');
}
