import { createHash } from 'node:crypto';
import type { AuthenticatorTransport } from '@simplewebauthn/server';
import { minutes } from '../core/time/units.ts';
import type { Passkey, PasskeyAddress } from './passkey.ts';

/** For as long as something may be signed. */
export const CEREMONY_MS = minutes(5);

/** WebAuthn as servers do it; loaded with the first passkey: 28 MB that most have no use for. */
export const library = () => import('@simplewebauthn/server');

export interface AskedOfPasskeys {
  readonly address: PasskeyAddress;
  readonly account: string;
  readonly challenge: string;
  readonly passkeys: readonly Passkey[];
}

/** What a browser is asked to have signed; for `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export async function renderRequest({ address, challenge, passkeys }: AskedOfPasskeys): Promise<string> {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: address.rpId,
    challenge: Buffer.from(challenge, 'base64url'),
    allowCredentials: passkeys.map(descriptorOf),
    timeout: CEREMONY_MS,
    userVerification: 'preferred',
  });
  return JSON.stringify(options);
}

/** What a browser is asked to make; for `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export async function renderCreation({
  address,
  account,
  challenge,
  passkeys,
}: AskedOfPasskeys): Promise<string> {
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    ...{ rpName: 'camwatch', rpID: address.rpId, userName: account, userID: userHandleOf(account) },
    challenge: Buffer.from(challenge, 'base64url'),
    // Whatever has one already makes no second one.
    excludeCredentials: passkeys.map(descriptorOf),
    timeout: CEREMONY_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  return JSON.stringify(options);
}

/** How a browser reaches what keeps a passkey. */
export const TRANSPORTS: readonly AuthenticatorTransport[] = ['ble', 'hybrid', 'internal', 'nfc', 'usb'];

/** Says nothing of whose it is to whatever keeps it. */
export const userHandleOf = (account: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(`camwatch ${account}`).digest());

const descriptorOf = ({ credential, transports }: Passkey) => ({
  id: credential,
  transports: TRANSPORTS.filter((one) => transports.includes(one)),
});
