import type { Secret } from './secret.ts';

/** What opens a device, as one reference of the inventory holds it. A part that is absent is not used. */
export interface Credentials {
  /** User and password of ONVIF, RTSP and HTTP. */
  readonly login?: Login;
  readonly snmp?: SnmpCredentials;
}

export interface Login {
  readonly user: string;
  readonly password: Secret;
  /** Ids of devices that get the password as it is (Basic) where they offer nothing better, also without TLS to a pinned key. */
  readonly cleartextTo?: readonly string[];
}

export type SnmpCredentials =
  | { readonly version: '1' | '2c'; readonly community: Secret }
  | {
      readonly version: '3';
      readonly user: string;
      readonly auth?: { readonly protocol: SnmpAuth; readonly password: Secret };
      /** Only together with `auth`. */
      readonly privacy?: { readonly protocol: SnmpPrivacy; readonly password: Secret };
    };

export const SNMP_AUTHS = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export type SnmpAuth = (typeof SNMP_AUTHS)[number];

/** `aes256b` is the Blumenthal key extension, `aes256r` the Reeder one that Cisco uses. */
export const SNMP_PRIVACIES = ['des', 'aes', 'aes256b', 'aes256r'] as const;
export type SnmpPrivacy = (typeof SNMP_PRIVACIES)[number];
