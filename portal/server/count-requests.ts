import type { RequestHandler } from 'express';
import type { Metrics } from '../../core/names/metrics.ts';

/** Routes are a closed set, since they become labels: whatever was asked for in vain is `other`. */
export function countRequests({ camwatch_http_requests_total: requests }: Metrics): RequestHandler {
  return (request, response, next) => {
    response.once('finish', () => {
      const route: unknown = request.route?.path;
      requests.labels(typeof route === 'string' ? route : 'other', String(response.statusCode)).inc();
    });
    next();
  };
}
