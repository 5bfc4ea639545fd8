import type { BuiltIn } from '../../demo/scenarios/built-in.ts';
import type { Way } from '../../demo/scenarios/played-night.ts';

/** Everything that `alerts simulate` and `alerts test` print. Times come in as text. */
export interface ScenarioTexts {
  readonly about: Readonly<Record<BuiltIn, string>>;
  readonly head: readonly string[];
  readonly ways: Readonly<Record<Exclude<Way, 'held' | 'unsent' | 'failed'>, string>>;
  readonly heldSince: (time: string) => string;
  readonly heldUntil: (time: string) => string;
  readonly failed: (why: string) => string;
  readonly nobody: string;
  readonly night: (name: string, from: string, to: string, zone: string) => string;
  readonly summary: (counts: {
    readonly changes: string;
    readonly incidents: string;
    readonly messages: string;
    readonly recipients: string;
  }) => string;
  readonly unsent: (count: string) => string;
  readonly inVain: (time: string) => string;
  readonly nothingSent: string;
  readonly written: (count: string, folder: string) => string;
  readonly addresses: Readonly<
    Record<'address' | 'contact' | 'roster' | 'webhook', (name: string) => string>
  >;
  readonly goesTo: (recipient: string, channel: string) => string;
  readonly missing: (what: string) => string;
  readonly accepted: (how: string) => string;
  readonly refused: (detail: string) => string;
  readonly unreached: (address: string, detail: string) => string;
  readonly hints: Readonly<Record<'certificate' | 'login' | 'connection' | 'secret', string>>;
  readonly messageId: (id: string, took: string) => string;
}
