import { GrafanaError } from './grafana-error.ts';

/**
 * The address of a Grafana as requests are built on it. The token goes there with every request, so `http:` is for this
 * machine only, unless the settings allow it anywhere.
 * @throws GRAFANA_URL
 */
export function checkGrafanaUrl(text: string, plainHttp: 'loopback' | 'anywhere'): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new GrafanaError(
      'GRAFANA_URL',
      'grafana.url: expected an address such as https://grafana.example.org',
    );
  if (url.username || url.password || url.search || url.hash)
    throw new GrafanaError('GRAFANA_URL', 'grafana.url: expected an address without user, password, ? and #');
  if (url.protocol === 'http:' && plainHttp === 'loopback' && !isLoopback(url.hostname)) {
    throw new GrafanaError(
      'GRAFANA_URL',
      `grafana.url: expected https:, since the token would go to ${url.host} in the clear; grafana.plain_http: anywhere allows it`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
