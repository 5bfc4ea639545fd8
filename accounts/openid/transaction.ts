import { createHmac } from 'node:crypto';
import type { Language } from '../../core/language/language.ts';
import { minutes } from '../../core/time/units.ts';
import { makeSecret } from '../secrets.ts';

/** From the way to the issuer until the way back. */
export const TRANSACTION_MS = minutes(10);

/** A log-in by an issuer, or the binding of an account to one, that has begun. The browser keeps it; nothing is kept of it here. */
export interface Transaction {
  readonly purpose: 'login' | 'bind';
  readonly language: Language;
  readonly endsMs: number;
  /** 256 bits of chance that no address ever carries. */
  readonly secret: string;
  /** Where its person was going. */
  readonly next: string;
}

export const beginTransaction = (
  given: Pick<Transaction, 'purpose' | 'language' | 'next'>,
  nowMs: number,
): Transaction => ({ ...given, endsMs: nowMs + TRANSACTION_MS, secret: makeSecret().text });

/** As a cookie carries it. */
export const renderTransaction = ({ purpose, language, endsMs, secret, next }: Transaction): string =>
  [purpose, language, endsMs, secret, Buffer.from(next).toString('base64url')].join('.');

const RENDERED = /^(login|bind)\.(vi|en)\.(\d{1,15})\.([\w-]{43})\.([\w-]{1,700})$/;

/** `undefined` for what is none, or is over; one that says it ends later than any that begins now is none either. */
export function readTransaction(text: string | undefined, nowMs: number): Transaction | undefined {
  const [, purpose, language, ends, secret, next] = RENDERED.exec(text ?? '') ?? [];
  if (secret === undefined || next === undefined) return undefined;
  const endsMs = Number(ends);
  if (nowMs >= endsMs || endsMs > nowMs + TRANSACTION_MS) return undefined;
  return {
    purpose: purpose === 'bind' ? 'bind' : 'login',
    language: language === 'en' ? 'en' : 'vi',
    ...{ endsMs, secret, next: Buffer.from(next, 'base64url').toString() },
  };
}

/** What goes along to the issuer and must come back. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636): 43 characters of base64url. */
  readonly verifier: string;
}

/**
 * Made of the secret, so that whoever has not the cookie has none of them, and of everything that the cookie says, so that
 * nothing of it can be altered on the way.
 * @param session Of the browser that binds: another session must not end what it began.
 */
export function checksOf(transaction: Transaction, session: string | undefined): Checks {
  const { purpose, endsMs, secret, next } = transaction;
  const make = (what: keyof Checks) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([what, purpose, endsMs, next, session ?? '']))
      .digest('base64url');
  return { state: make('state'), nonce: make('nonce'), verifier: make('verifier') };
}
