import { z } from 'zod';
import type { Said } from '../core/language/said.ts';
import { AccountError } from './account-error.ts';
import type { Passkey, PasskeyAddress } from './passkey.ts';
import { library, TRANSPORTS, userHandleOf } from './passkey-options.ts';

export interface AnswerOfPasskey {
  readonly address: PasskeyAddress;
  readonly account: string;
  readonly challenge: string;
  /** As the browser sent it. */
  readonly answer: string;
}

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);
const Id = base64url(1_400);
const Common = { id: Id, rawId: Id, type: z.literal('public-key') };

const Created = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: base64url(4_096),
    attestationObject: base64url(8_192),
    transports: z.array(z.string()).max(20).optional(),
  }),
});

const Signed = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: base64url(4_096),
    authenticatorData: base64url(2_048),
    signature: base64url(2_048),
    userHandle: base64url(100).nullish(),
  }),
});

const ClientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** A passkey that was made for this account, here and now. @throws PASSKEY_REFUSED */
export async function verifyCreated(
  asked: AnswerOfPasskey,
): Promise<Pick<Passkey, 'credential' | 'publicKey' | 'counter' | 'transports'>> {
  const { address, challenge } = asked;
  const { response, ...credential } = parse(Created, asked.answer);
  expectClientData(response.clientDataJSON, asked, 'webauthn.create');
  const transports = TRANSPORTS.filter((one) => response.transports?.includes(one));
  const attestationObject = await withoutStatement(response.attestationObject);
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo } = await orRefuse(
    verifyRegistrationResponse({
      response: {
        ...credential,
        response: { ...response, attestationObject, transports },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: address.origin,
      expectedRPID: address.rpId,
      requireUserVerification: false,
    }),
  );
  if (registrationInfo === undefined || registrationInfo.credential.id !== credential.id) throw notRight();
  const { publicKey, counter } = registrationInfo.credential;
  return { credential: credential.id, publicKey, counter, transports };
}

/** Which credential claims to have signed. @throws PASSKEY_REFUSED */
export const credentialOf = (answer: string): string => parse(Signed, answer).id;

/** What its counter says, once what it signed is this very challenge. @throws PASSKEY_REFUSED */
export async function verifySigned(asked: AnswerOfPasskey, passkey: Passkey): Promise<number> {
  const { address, account, challenge } = asked;
  const { response, ...credential } = parse(Signed, asked.answer);
  expectClientData(response.clientDataJSON, asked, 'webauthn.get');
  const { userHandle, ...signed } = response;
  if (userHandle && userHandle !== Buffer.from(userHandleOf(account)).toString('base64url')) throw notRight();
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await orRefuse(
    verifyAuthenticationResponse({
      response: { ...credential, response: signed, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: address.origin,
      expectedRPID: address.rpId,
      requireUserVerification: false,
      // What is counted is compared by whoever asks, who puts a copy on record.
      credential: { id: passkey.credential, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    }),
  );
  if (!verified) throw notRight();
  return authenticationInfo.newCounter;
}

/** A counter that does not go on is that of a copy; those who do not count stay at 0. */
export const isCopied = (passkey: Passkey, counter: number): boolean =>
  (counter > 0 || passkey.counter > 0) && counter <= passkey.counter;

/** Who made it is not asked for: a statement of that is left out, so that no chain of certificates is followed for anybody. */
async function withoutStatement(attestationObject: string): Promise<string> {
  const { decodeAttestationObject, isoCBOR, isoBase64URL } = await import('@simplewebauthn/server/helpers');
  try {
    const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData');
    const plain = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', authData],
    ]);
    return isoBase64URL.fromBuffer(isoCBOR.encode(plain));
  } catch (error) {
    throw notRight(error);
  }
}

function parse<Value>(schema: z.ZodType<Value>, answer: string): Value {
  try {
    return schema.parse(JSON.parse(answer));
  } catch (error) {
    throw refusedPasskey(
      {
        en: 'passkey: expected what a browser answers, got something else',
        vi: 'khoá truy cập: cần câu trả lời của trình duyệt, nhận được dữ liệu khác',
      },
      error,
    );
  }
}

function expectClientData(
  text: string,
  { address, challenge }: AnswerOfPasskey,
  type: 'webauthn.create' | 'webauthn.get',
): void {
  const client = parse(ClientData, Buffer.from(text, 'base64url').toString());
  if (client.type !== type || client.crossOrigin === true) throw notRight();
  if (client.challenge !== challenge) throw refusedPasskey(ENDED);
  if (client.origin !== address.origin)
    throw refusedPasskey({
      en: `passkey: expected one of ${address.origin}, got one of "${client.origin.slice(0, 100)}"`,
      vi: `khoá truy cập: cần khoá của ${address.origin}, nhận được khoá của "${client.origin.slice(0, 100)}"`,
    });
}

async function orRefuse<Value>(verified: Promise<Value>): Promise<Value> {
  try {
    return await verified;
  } catch (error) {
    throw notRight(error);
  }
}

export const ENDED: Said = {
  en: 'passkey: what was to be signed has been used, or its five minutes are over: begin again',
  vi: 'khoá truy cập: yêu cầu này đã được dùng hoặc đã quá năm phút: hãy làm lại từ đầu',
};

export const refusedPasskey = (said: Said, cause?: unknown) =>
  new AccountError('PASSKEY_REFUSED', said, { cause });

const notRight = (cause?: unknown) =>
  refusedPasskey(
    {
      en: 'passkey: what it signed is not right for this address and this account',
      vi: 'khoá truy cập: chữ ký không đúng với địa chỉ và tài khoản này',
    },
    cause,
  );
