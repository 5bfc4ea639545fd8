/** What a telephone, a computer or a stick signs with for one account, and shows to nobody (WebAuthn). */
export interface Passkey {
  /** Names it in lists and on record: no secret. */
  readonly id: string;
  readonly account: string;
  /** As whatever keeps it names it: base64url. */
  readonly credential: string;
  /** As its owner names it. */
  readonly name: string;
  /** COSE. */
  readonly publicKey: Uint8Array;
  /** Of its signatures, where it counts them: of a copy it goes back. */
  readonly counter: number;
  /** How a browser reaches it. */
  readonly transports: readonly string[];
  readonly madeMs: number;
  readonly usedMs?: number | undefined;
}

/** The one address that passkeys are made for. A browser signs for no other. */
export interface PasskeyAddress {
  readonly origin: string;
  /** Name of its host. */
  readonly rpId: string;
}
