import { CodedError } from '../../core/errors.ts';

export type GrafanaErrorCode =
  | 'GRAFANA_URL'
  | 'GRAFANA_UNREACHABLE'
  | 'GRAFANA_REFUSED'
  | 'GRAFANA_CONFLICT'
  | 'GRAFANA_INVALID'
  | 'GRAFANA_BUSY'
  | 'GRAFANA_FAILED'
  | 'GRAFANA_FOREIGN'
  | 'GRAFANA_MANIFEST';

export class GrafanaError extends CodedError<GrafanaErrorCode> {}
