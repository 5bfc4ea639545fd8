/** How an agent behaves where agents differ. Everything absent is as most do it. */
export interface SnmpTraits {
  /** `if-only`: no ifXTable, so 32-bit counters; `ifx-only`: no 32-bit octets, as some switches; `none`: no interfaces. */
  readonly interfaceTables?: 'both' | 'if-only' | 'ifx-only' | 'none';
  /** Answers that would be longer are cut short or refused (tooBig). */
  readonly maxReplyBytes?: number;
}

/** How an ONVIF service behaves where makers differ. Everything absent is as the specification has it. */
export interface OnvifTraits {
  /** `token`: WS-UsernameToken, `http`: HTTP digest; `either` takes both. */
  readonly auth?: 'token' | 'http' | 'either';
  readonly digestAlgorithms?: readonly ('MD5' | 'SHA-256')[];
  /** `capabilities`: an old device that does not know GetServices. */
  readonly directory?: 'services' | 'capabilities';
  /** What its service addresses name: the address it was asked at, or one that only its own network knows. */
  readonly addresses?: 'as-asked' | 'foreign';
  /** Prefix of the SOAP namespace. */
  readonly soapPrefix?: 'SOAP-ENV' | 's' | 'env';
  /** Whether an error is told with HTTP 400 and a fault, as SOAP 1.2 wants it, or with 200. */
  readonly faultStatus?: 'error' | 'ok';
  /** Wrong logins in a row after which the account is locked. */
  readonly lockAfter?: number;
  readonly lockForMs?: number;
  /** Ways of writing the date: some leave out UTC and tell only local time and zone. */
  readonly time?: 'utc' | 'local-only';
}

export interface RtspTraits {
  readonly auth?: 'digest' | 'basic' | 'digest-sha256';
  /** Sessions that play at once; one more is answered 503. */
  readonly maxSessions?: number;
  readonly sessionTimeoutMs?: number;
}
