import type { AccountStore, Ceremony } from '../account-store.ts';
import { CEREMONY_MS } from '../passkey-options.ts';
import { hashOfSecret, makeSecret } from '../secrets.ts';
import { ENDED, refusedPasskey } from '../verify-passkey.ts';
import type { Door } from './account-context.ts';

/**
 * Asks for something to be signed by a passkey, once and within five minutes, by whoever shows the secret.
 * @param secret Of a session or link; a new one where there is neither.
 */
export function beginCeremony(
  { store, nowMs }: Door,
  asked: Pick<Ceremony, 'purpose' | 'account' | 'keys'>,
  secret = makeSecret().text,
  lastsMs = CEREMONY_MS,
): string {
  const atMs = nowMs();
  const challenge = makeSecret().text;
  store.ceremonies.begin(hashOfSecret(secret), { ...asked, challenge, endsMs: atMs + lastsMs }, atMs);
  return secret;
}

/** What was begun with it. @throws PASSKEY_REFUSED */
export function findCeremony({ store, nowMs }: Door, purpose: Ceremony['purpose'], secret: string): Ceremony {
  const found = store.ceremonies.find(hashOfSecret(secret));
  if (found?.purpose !== purpose || nowMs() >= found.endsMs) throw refusedPasskey(ENDED);
  return found;
}

/** The same, and it is worth nothing from then on. @throws PASSKEY_REFUSED */
export function takeCeremony(door: Door, purpose: Ceremony['purpose'], secret: string): Ceremony {
  const found = findCeremony(door, purpose, secret);
  if (!door.store.ceremonies.end(hashOfSecret(secret))) throw refusedPasskey(ENDED);
  return found;
}

/** Whose it is, be it over. */
export const ownerOfCeremony = (store: AccountStore, secret: string): string | undefined =>
  store.ceremonies.find(hashOfSecret(secret))?.account;
