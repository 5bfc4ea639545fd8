import type { Role } from './roles.ts';

/** Who may enter. The ledger knows an account by its id alone; see {@link Person} for whose it is. */
export interface Account {
  readonly id: string;
  readonly role: Role;
  /** Agency or contractor that it stands for; absent for roles that see the city. */
  readonly organisation?: string;
  /** Whether sites that are secret exist for it. */
  readonly seesSecret: boolean;
  readonly madeMs: number;
  /** When somebody last entered with it; absent while nobody did. */
  readonly usedMs?: number;
  readonly disabled?: Disabling;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** Whether somebody of an issuer (OpenID Connect) enters with it. */
  readonly hasIdentity: boolean;
}

export interface Disabling {
  readonly atMs: number;
  readonly why: 'unused' | 'by-hand';
}

/** Whose an account is: the one place where this stands, so that it can be erased. */
export interface Person {
  readonly account: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly telephone?: string | undefined;
}

/** Somebody who is in. */
export interface Session {
  /** Names it in lists: no secret. */
  readonly id: string;
  readonly account: string;
  readonly madeMs: number;
  readonly seenMs: number;
  readonly endsMs: number;
  /** From where it was opened. */
  readonly from: string;
  /** What the browser calls itself, at most 200 characters. */
  readonly browser: string;
}

/** What a token lets a program do; `see-calendar`: read the calendar of its account, by an address of its own, and nothing else. */
export const TOKEN_RIGHTS = ['see', 'see-metrics', 'see-calendar'] as const;

/** What a program enters with, in the place of a person. */
export interface Token {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly right: (typeof TOKEN_RIGHTS)[number];
  readonly madeMs: number;
  readonly endsMs: number;
  readonly usedMs?: number;
}
