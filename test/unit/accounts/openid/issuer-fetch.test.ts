import { describe, expect, it } from 'vitest';
import { isOfIssuer } from '#accounts/openid/issuer-fetch.ts';

const AT_HOME = {
  issuer: 'https://login.example.org/realms/city',
  hosts: ['keys.example.org', 'api.example.org:8443'],
};
const HERE = { issuer: 'http://127.0.0.1:8080/', hosts: [] };

describe('an address is of the issuer', () => {
  it.each([
    ['https://login.example.org/token', AT_HOME],
    ['https://login.example.org:443/token', AT_HOME],
    ['https://keys.example.org/', AT_HOME],
    ['https://api.example.org:8443/', AT_HOME],
    ['http://127.0.0.1:8080/token', HERE],
  ])('as is %s', (url, where) => {
    expect(isOfIssuer(url, where)).toBe(true);
  });

  it.each([
    ['http://login.example.org/token', AT_HOME],
    ['https://login.example.org:8443/token', AT_HOME],
    ['https://login.example.org.elsewhere.example/', AT_HOME],
    ['https://login.example.org@elsewhere.example/', AT_HOME],
    ['https://user:password@login.example.org/', AT_HOME],
    ['http://keys.example.org/', AT_HOME],
    ['https://api.example.org/', AT_HOME],
    ['https://169.254.169.254/latest/meta-data', AT_HOME],
    ['http://127.0.0.1:8081/token', HERE],
    ['https://127.0.0.1:8080/token', HERE],
    ['file:///etc/passwd', HERE],
    ['/token', HERE],
    ['', HERE],
  ])('as is not %s', (url, where) => {
    expect(isOfIssuer(url, where)).toBe(false);
  });
});
