import type { DeviceState } from '../device/device-state.ts';
import type { Service, SoapFault, SoapRequest } from './soap.ts';

/** What an operation is answered from. */
export interface OperationContext {
  readonly state: DeviceState;
  readonly request: SoapRequest;
  /** Address of a service, as this device tells it. */
  readonly addressOf: (service: Service) => string;
  /** Host and port that the client reached it at. */
  readonly host: string;
}

/** The body of the answer, or a refusal. */
export type Operation = (context: OperationContext) => string | SoapFault;

export type Operations = Readonly<Record<string, Operation>>;

export const NO_SUCH_THING: SoapFault = {
  blame: 'Sender',
  codes: ['InvalidArgVal', 'NoProfile'],
  reason: 'The requested profile token does not exist',
};

/** Services that a device has. */
export function servicesOf({ device }: DeviceState): readonly Service[] {
  const hasMedia = device.streams.length > 0;
  return [
    'tds',
    ...(hasMedia ? (['trt'] as const) : []),
    ...(hasMedia && device.streams.some(({ codec }) => codec === 'h265') ? (['tr2'] as const) : []),
    ...(device.channels.length > 0 ? (['trc', 'tse'] as const) : []),
  ];
}
