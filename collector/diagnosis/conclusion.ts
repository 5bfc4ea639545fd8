/** What follows from all looks together, by code, with what its sentence names. */
export interface ConclusionValues {
  readonly 'all-up': { readonly checks: number; readonly findings: number };
  readonly 'not-watched': { readonly stage: string };
  readonly 'credentials-missing': { readonly problem: string };
  readonly blind: { readonly detail: string };
  readonly 'way-down': {
    readonly device: string;
    readonly address: string;
    readonly link: string;
    readonly carrier: string;
  };
  readonly 'way-fine': { readonly device: string };
  readonly 'site-dark': { readonly asked: number };
  readonly 'neighbours-answer': { readonly answered: number; readonly asked: number };
  readonly 'port-off': PortName;
  readonly 'port-down': PortName;
  readonly 'port-idle': PortName;
  readonly 'port-traffic': PortName & { readonly bitsPerSecond: number };
  readonly 'port-unknown': PortName & { readonly failure: string };
  readonly 'poe-off': PortName;
  readonly 'all-refused': Record<string, never>;
  readonly 'ping-filtered': { readonly by: string };
  readonly 'ping-refused': { readonly by: string };
  readonly 'ping-answers': { readonly by: string };
  readonly 'ping-silent': Record<string, never>;
  readonly 'channel-present': { readonly recorder: string; readonly channel: number };
  readonly 'channel-lost': { readonly recorder: string; readonly channel: number };
  readonly 'channel-unknown': {
    readonly recorder: string;
    readonly channel: number;
    readonly failure: string;
  };
  readonly 'details-refused': { readonly by: string };
  readonly 'no-credentials': { readonly by: string };
  readonly 'no-access': { readonly by: string };
}

interface PortName {
  readonly device: string;
  readonly name: string;
}

export type ConclusionCode = keyof ConclusionValues;
export type Conclusion = {
  [Code in ConclusionCode]: { readonly code: Code; readonly values: ConclusionValues[Code] };
}[ConclusionCode];
